import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { App } from "antd";
import { createMemoryRouter, RouterProvider } from "react-router";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startLanguage } from "@/i18n";
import type { Node, Segment, Vocabulary } from "./model";
import { BuilderForm } from "./parts/BuilderForm";

const both = (zh: string) => ({ zh, en: zh });
const words: Vocabulary = {
  traits: [
    {
      key: "city",
      label: both("城市"),
      kind: "text",
      operators: ["is", "is_not", "is_empty"],
      options: [],
      group: both("基本"),
    },
    {
      key: "gmv",
      label: both("消费金额"),
      kind: "money",
      operators: ["at_least", "between"],
      options: [],
      group: both("交易"),
    },
  ],
  events: [
    {
      name: "order_paid",
      label: both("支付订单"),
      group: both("交易"),
      properties: [{ name: "amount", label: both("金额"), type: "money" }],
    },
  ],
  tags: [{ id: 7, name: "老客", group: "价值", color: null } as Vocabulary["tags"][number]],
  staff: [],
  stores: [],
  groups: [],
  accounts: [],
  identifiers: [{ value: "phone", label: both("手机号") }],
  list_identifiers: [],
  channels: [],
  segments: [],
  lists: [],
  rfm: [],
  lifecycle: [],
};

const city = (value: string): Node => ({ kind: "trait", trait: "city", operator: "is", value });
const saved = (tree: Node, version = 3): Segment => ({
  id: 12,
  name: "江浙沪客户",
  description: "",
  status: "active",
  tree,
  version,
  size: 5,
  evaluated_at: null,
  sentence: both("城市是杭州"),
  created_by: "陈",
  created_at: "2026-03-01T00:00:00Z",
  updated_by: "陈",
  updated_at: "2026-03-01T00:00:00Z",
  used_by: 0,
  trend: [],
});

interface Sent {
  method: string;
  path: string;
  body: { tree: Node; version?: number; name?: string };
  aborted: boolean;
}
let sent: Sent[] = [];
let answers: Record<string, () => Response | Promise<Response>> = {};

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const preview = (size: number) => () =>
  json({
    size,
    of: 100,
    as_of: "2026-03-01T00:00:00Z",
    took_ms: 3,
    sentence: both(`共 ${size} 人的规则`),
    leaves: [{ path: [0], size: size + 1 }],
    sample: [],
  });
const previews = () => sent.filter(({ path }) => path.endsWith("/preview"));

beforeAll(() => startLanguage("zh"));
beforeEach(() => {
  sent = [];
  answers = { "POST /api/segments/preview": preview(42) };
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    const line: Sent = { method: request.method, path, body: null as never, aborted: false };
    if (request.method !== "GET") line.body = await request.clone().json();
    sent.push(line);
    request.signal.addEventListener("abort", () => {
      line.aborted = true;
    });
    return answers[`${request.method} ${path}`]?.() ?? json({}, 404);
  });
});
afterEach(() => vi.unstubAllGlobals());

function show(segment: Segment | null) {
  const form = (
    <BuilderForm
      segment={segment}
      start={segment ?? { name: "", description: "", tree: { kind: "all", of: [] } }}
      words={words}
      title="人群"
      back={{ to: "/segments", label: "人群" }}
    />
  );
  const router = createMemoryRouter(
    [
      { path: "/edit", element: form },
      { path: "*", element: <p>别的页面</p> },
    ],
    { initialEntries: ["/edit"] },
  );
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <App>
        <RouterProvider router={router} />
      </App>
    </QueryClientProvider>,
  );
  return router;
}

const leaves = () => screen.queryAllByRole("group", { name: /^条件 \d/ });
const fieldOf = (index: number) =>
  within(leaves()[index] as HTMLElement).getByRole("textbox") as HTMLInputElement;
const type = (index: number, value: string) => fireEvent.change(fieldOf(index), { target: { value } });
const save = () => fireEvent.click(screen.getByRole("button", { name: /保\s*存/ }));

describe("the builder", () => {
  it("adds a condition by typing what it is about, and goes on in its fields", async () => {
    show(null);
    const pick = screen.getByRole("combobox", { name: "添加条件" });
    fireEvent.mouseDown(pick);
    fireEvent.change(pick, { target: { value: "城" } });
    fireEvent.keyDown(pick, { key: "Enter", code: "Enter", keyCode: 13 });
    await waitFor(() => expect(leaves()).toHaveLength(1));
    expect(leaves()[0]?.getAttribute("aria-label")).toBe("条件 1：城市");
    expect(leaves()[0]?.contains(document.activeElement)).toBe(true);
    expect(previews(), "a condition without a value is not asked").toHaveLength(0);
  });

  it("asks once the typing rests, and takes the question before it back", async () => {
    let answer: (response: Response) => void = () => undefined;
    answers["POST /api/segments/preview"] = () => new Promise<Response>((resolve) => (answer = resolve));
    show(saved({ kind: "all", of: [city("杭州")] }));
    await waitFor(() => expect(previews()).toHaveLength(1));
    answers["POST /api/segments/preview"] = preview(8);
    for (const value of ["苏", "苏州", "苏州市"]) type(0, value);
    await waitFor(() => expect(previews()).toHaveLength(2));
    expect(previews()[1]?.body.tree).toEqual({ kind: "all", of: [city("苏州市")] });
    expect(previews()[0]?.aborted).toBe(true);
    act(() => answer(preview(99)()));
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("8"));
    expect(screen.getByRole("status").textContent).not.toContain("99");
    expect(leaves()[0]?.textContent).toContain("9 人");
  });

  it("moves, groups and takes back by keyboard, the focus going along", async () => {
    show(saved({ kind: "all", of: [city("杭州"), city("苏州")] }));
    fireEvent.keyDown(fieldOf(1), { key: "ArrowUp", altKey: true });
    expect([fieldOf(0).value, fieldOf(1).value]).toEqual(["苏州", "杭州"]);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("移动 条件 1：城市");
    fireEvent.keyDown(document.activeElement as Element, { key: "g", code: "KeyG" });
    expect(screen.getByRole("list", { name: "条件组 1" })).toBeTruthy();
    fireEvent.keyDown(document.activeElement as Element, { key: "ArrowLeft" });
    fireEvent.keyDown(document.activeElement as Element, { key: "Delete", code: "Delete" });
    expect(leaves()).toHaveLength(1);
    fireEvent.keyDown(document.activeElement as Element, { key: "z", ctrlKey: true });
    expect(leaves()).toHaveLength(2);
  });

  it("sends nothing half filled in, and says where", () => {
    show(saved({ kind: "all", of: [city("")] }));
    save();
    expect(sent.filter(({ method }) => method === "PUT")).toHaveLength(0);
    expect(within(leaves()[0] as HTMLElement).getByRole("alert").textContent).toContain("还没填完");
    expect(document.activeElement?.closest("[data-part]")).toBe(leaves()[0]);
  });

  it("shows what the server refuses at the condition it is about", async () => {
    const message = both("规则引用的标签不存在");
    answers["PUT /api/segments/12"] = () =>
      json({ error: { code: "segments.unknown_reference", message, data: { path: [1, 0] } } }, 422);
    show(saved({ kind: "all", of: [city("杭州"), { kind: "any", of: [city("苏州")] }] }));
    save();
    const wrong = await screen.findByRole("alert");
    expect(wrong.textContent).toBe("规则引用的标签不存在");
    expect(leaves()[1]?.contains(wrong)).toBe(true);
  });

  it("loses nothing when somebody else was faster", async () => {
    const message = both("您编辑期间，林 已保存了第 4 版");
    const theirs = { ...saved({ kind: "all", of: [city("宁波")] }, 4), name: "宁波的客户", updated_by: "林" };
    answers["PUT /api/segments/12"] = () =>
      json({ error: { code: "segments.changed_meanwhile", message, data: {} } }, 409);
    answers["GET /api/segments/12"] = () => json(theirs);
    show(saved({ kind: "all", of: [city("杭州")] }));
    type(0, "苏州");
    save();
    await screen.findByText("宁波的客户");
    fireEvent.click(screen.getByRole("button", { name: "载入对方的" }));
    await waitFor(() => expect(fieldOf(0).value).toBe("宁波"));
    fireEvent.click(screen.getByRole("button", { name: "撤销" }));
    expect(fieldOf(0).value).toBe("苏州");
    answers["PUT /api/segments/12"] = () => json(saved({ kind: "all", of: [city("苏州")] }, 5));
    save();
    await waitFor(() => expect(sent.filter(({ method }) => method === "PUT").at(-1)?.body.version).toBe(4));
    expect(await screen.findByText("别的页面")).toBeTruthy();
  });

  it("asks before unsaved work is left", async () => {
    const router = show(saved({ kind: "all", of: [city("杭州")] }));
    type(0, "苏州");
    void router.navigate("/segments");
    expect((await screen.findByRole("dialog")).textContent).toContain("放弃刚才的修改？");
    expect(router.state.location.pathname).toBe("/edit");
  });
});
