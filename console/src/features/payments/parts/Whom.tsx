import { PersonChip } from "@/ui/PersonChip";

/** Who paid or is paid, as far as that is known and one may see it. */
export function Whom({ line }: { line: { person_id?: number | null; person_name?: string | null } }) {
  if (!line.person_id) return <span className="hy-quiet">—</span>;
  return <PersonChip id={line.person_id} name={line.person_name ?? null} size="small" />;
}
