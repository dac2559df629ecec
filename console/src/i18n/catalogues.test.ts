import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "./catalogues";
import en from "./en";
import zh from "./zh";

const SOURCE = join(import.meta.dirname, "..");

function flat(catalogue: Catalogue, before = ""): Record<string, string> {
  return Object.entries(catalogue).reduce<Record<string, string>>((all, [key, value]) => {
    if (typeof value === "string") all[before + key] = value;
    else Object.assign(all, flat(value, `${before}${key}.`));
    return all;
  }, {});
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.includes(".test.")) yield path;
  }
}

describe.each(Object.keys(zh))("texts of %s", (namespace) => {
  const chinese = flat(zh[namespace] ?? {});
  const english = flat(en[namespace] ?? {});

  it("has the same keys in Chinese and English", () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
  });

  it("has the same placeholders in Chinese and English", () => {
    for (const [key, text] of Object.entries(chinese)) {
      expect(placeholders(english[key] ?? ""), key).toEqual(placeholders(text));
    }
  });
});

describe("texts in use", () => {
  const known = new Set(
    Object.entries(zh).flatMap(([namespace, catalogue]) =>
      Object.keys(flat(catalogue)).map((key) => `${namespace}:${key}`),
    ),
  );
  const starts = [...known];

  it("are all in the catalogues", () => {
    const missing: string[] = [];
    for (const path of sources(SOURCE)) {
      const text = readFileSync(path, "utf8");
      // "feature:some.key" anywhere in quotes; a template `feature:some.${…}` must at least begin like a known key.
      for (const [, quote, key] of text.matchAll(/(["`])((?:app|ui|[a-z_]+):[a-zA-Z][\w.$]*(?=["`{]))/g)) {
        if (!key || !(key.split(":")[0] ?? "" in zh) || !zh[key.split(":")[0] ?? ""]) continue;
        const dynamic = quote === "`" && key.endsWith("$");
        const start = key.slice(0, -1);
        const found = dynamic ? starts.some((each) => each.startsWith(start)) : known.has(key);
        if (!found) missing.push(`${path.slice(SOURCE.length)}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
