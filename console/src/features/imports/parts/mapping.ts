import type { Mapping } from "../model";

export const TRAIT = "trait.";

interface Field {
  key: string;
  required: boolean;
  identifies: boolean;
}

/** The field a column stands for, or null when it is left out. */
export function fieldOf(mapping: Mapping, column: string): string | null {
  return Object.entries(mapping).find(([, mapped]) => mapped === column)?.[0] ?? null;
}

/** `column` now stands for `field`, and for nothing else; nor does any other column stand for `field`. */
export function assign(mapping: Mapping, column: string, field: string | null): Mapping {
  const rest = Object.fromEntries(
    Object.entries(mapping).filter(([key, mapped]) => mapped !== column && key !== field),
  );
  return field ? { ...rest, [field]: column } : rest;
}

export interface Missing<F extends Field> {
  required: F[];
  /** Nothing in a row would say who it is about. */
  nobody: boolean;
}

/** What still keeps the import from starting. */
export function missing<F extends Field>(mapping: Mapping, fields: F[]): Missing<F> {
  return {
    required: fields.filter((field) => field.required && !mapping[field.key]),
    nobody: !fields.some((field) => field.identifies && mapping[field.key]),
  };
}

export const isComplete = <F extends Field>({ required, nobody }: Missing<F>): boolean =>
  required.length === 0 && !nobody;

/** The first few different things said in a column, to recognise it by. */
export function samples(preview: string[][], place: number, most = 3): string[] {
  const said = preview.map((row) => row[place]?.trim() ?? "").filter(Boolean);
  return [...new Set(said)].slice(0, most);
}
