/** The server's own bounds (live_codes/rules.py), said while typing rather than after sending. */
export const LONGEST_WELCOME_BYTES = 3600;
export const MOST_STAFF = 100;

const VARIABLE = /\{([^{}\s]{1,40})\}/g;

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Names in braces that are not among `known`, once each. */
export function unknownVariables(text: string, known: string[]): string[] {
  const found = [...text.matchAll(VARIABLE)].map(([, name = ""]) => name);
  return [...new Set(found)].filter((name) => !known.includes(name));
}

/** Puts `{name}` in place of what is selected; answers the text and where the cursor goes. */
export function insertVariable(text: string, name: string, from: number, to: number): [string, number] {
  const mark = `{${name}}`;
  return [text.slice(0, from) + mark + text.slice(to), from + mark.length];
}
