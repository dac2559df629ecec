/**
 * Text lives beside the screens that show it: `app/`, `ui/` and every `features/<name>/` have a `zh.ts` and an `en.ts`.
 * A language is one chunk, loaded when it is chosen; the folder name is the i18next namespace.
 */
export type Language = "zh" | "en";
export type Catalogue = { [key: string]: string | Catalogue };
export type Bundle = Record<string, Catalogue>;

export function bundle(modules: Record<string, Catalogue>): Bundle {
  const named = Object.entries(modules).map(([path, catalogue]) => [
    path.split("/").at(-2) ?? path,
    catalogue,
  ]);
  return Object.fromEntries(named);
}
