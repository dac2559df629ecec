import type { TFunction } from "i18next";

/** Where something was said, in words: `key:demo site` is a write key of that name, `import:天猫` a file. */
export function sourceName(t: TFunction, source: string): string {
  const [kind = "", ...rest] = source.split(":");
  const name = rest.join(":");
  const known = t(`customers:sources.${kind}`, { defaultValue: kind });
  return name ? `${known} ${name}` : known;
}
