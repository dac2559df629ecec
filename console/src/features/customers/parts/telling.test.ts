import { describe, expect, it } from "vitest";
import { type PropertyKind, telling } from "./telling";

const kind = (name: string, type = "string", personal = false): PropertyKind => ({
  name,
  type,
  personal,
  label: { zh: name, en: name },
});

describe("what an event tells a reader", () => {
  it("names the thing first and leaves ids and durations out", () => {
    const said = telling({ duration_ms: 12, path: "/a", title: "A", staff_id: "7", merge_id: 3 }, [
      kind("title"),
    ]);
    expect(said.map(({ name }) => name)).toEqual(["title", "path"]);
    expect(said[0]?.label).toEqual({ zh: "title", en: "title" });
    expect(said[1]?.label).toBeNull();
  });

  it("says nothing of what the server masks", () => {
    expect(telling({ keyword: "***", results: 3 }, [kind("keyword"), kind("results", "integer")])).toEqual([
      { name: "results", label: expect.anything(), value: 3, money: false },
    ]);
  });

  it("never shows personal properties", () => {
    expect(telling({ name: "王芳", city: "上海" }, [kind("name", "string", true), kind("city")])).toEqual([
      { name: "city", label: { zh: "city", en: "city" }, value: "上海", money: false },
    ]);
  });

  it("marks money, and skips lists, objects and empty text", () => {
    expect(telling({ price: 1200, items: [1], note: "", more: {} }, [kind("price", "money")])).toEqual([
      { name: "price", label: { zh: "price", en: "price" }, value: 1200, money: true },
    ]);
  });
});
