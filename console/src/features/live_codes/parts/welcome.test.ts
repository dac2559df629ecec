import { describe, expect, it } from "vitest";
import { bytesOf, insertVariable, unknownVariables } from "./welcome";

describe("a welcome text", () => {
  it("is measured as WeCom does, in bytes", () => {
    expect(bytesOf("您好a")).toBe(7);
  });

  it("names each unknown variable once", () => {
    expect(unknownVariables("{customer_name} {nick} {nick} { x }", ["customer_name"])).toEqual(["nick"]);
  });

  it("takes a variable where the cursor is, or over what is selected", () => {
    expect(insertVariable("您好，！", "customer_name", 3, 3)).toEqual(["您好，{customer_name}！", 18]);
    expect(insertVariable("abc", "x", 0, 3)).toEqual(["{x}", 3]);
  });
});
