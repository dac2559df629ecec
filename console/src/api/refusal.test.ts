import { describe, expect, it } from "vitest";
import { asRefusal, refusalFrom } from "./refusal";

const json = (body: unknown, status: number) => new Response(JSON.stringify(body), { status });

describe("a refusal", () => {
  it("carries the server's sentence, code and request number", async () => {
    const body = {
      error: {
        code: "access.login_taken",
        message: { zh: "已被使用", en: "taken" },
        data: { login: "a" },
        request_id: "r1",
      },
    };
    const refusal = await refusalFrom(json(body, 409));
    expect([refusal.code, refusal.status, refusal.requestId]).toEqual(["access.login_taken", 409, "r1"]);
    expect(refusal.text("zh")).toBe("已被使用");
    expect(refusal.data.login).toBe("a");
  });

  it("is a sentence even when the answer is a proxy's page", async () => {
    const refusal = await refusalFrom(new Response("<h1>502</h1>", { status: 502 }));
    expect(refusal.code).toBe("http.502");
    expect(refusal.text("zh")).toContain("请重试");
  });

  it("says that the server is out of reach", () => {
    expect(asRefusal(new TypeError("Failed to fetch")).code).toBe("network.unreachable");
  });
});
