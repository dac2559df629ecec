import type { TFunction } from "i18next";

/** How a tag came to somebody, in words: `rule:8` is a rule, `live_code:3` a live code. */
export function sourceText(t: TFunction, source: string): string {
  const kind = source.split(":")[0] ?? "";
  return t(`customers:history.ends.${kind}`, {
    defaultValue: t(`customers:sources.${kind}`, { defaultValue: kind }),
  });
}

/** Provenance is signed `user:1 林运营`; a reader wants the name. */
export const signedName = (by: string | null): string | null =>
  by === null ? null : by.replace(/^\w+:\d+ /, "");
