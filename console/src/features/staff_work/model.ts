import type { AnswerOf, LineOf, SentTo } from "@/api/answers";
import { EVERYBODY } from "@/ui/DepartmentPicker";

export type Figures = AnswerOf<"/api/wecom/staff-figures">;
export type StaffFigures = Figures["items"][number];
export type FiguresDay = Figures["days"][number];
export type RuleRef = LineOf<"/api/wecom/word-rules">;
export type Rule = AnswerOf<"/api/wecom/word-rules/{rule_id}">;
export type RuleIn = SentTo<"/api/wecom/word-rules", "post">;
export type RuleKind = Rule["kinds"][number];

export const MEASURES = [
  "chats",
  "messages",
  "reply_percentage",
  "reply_minutes",
  "new_friends",
  "applied",
  "blocked_by",
] as const;
export type Measure = (typeof MEASURES)[number];
/** Of what is an average nothing can be added up. */
export const AVERAGES: readonly Measure[] = ["reply_percentage", "reply_minutes"];

/** One number for all days; averages are weighted by chats. Null where nothing is known. */
export function overall(days: FiguresDay[], measure: Measure): number | null {
  if (!AVERAGES.includes(measure)) {
    return days.length ? days.reduce((sum, day) => sum + (day[measure] ?? 0), 0) : null;
  }
  const known = days.filter((day) => day[measure] !== null && day.chats > 0);
  const chats = known.reduce((sum, day) => sum + day.chats, 0);
  return chats ? known.reduce((sum, day) => sum + (day[measure] ?? 0) * day.chats, 0) / chats : null;
}

export const KINDS: RuleKind[] = ["mobile", "email", "red_packet"];
export const MOST_WORDS = 300;
export const WORD_CHARS = 32;
/** What the form of a rule holds. */
export interface RuleValues {
  name: string;
  words: string[];
  kinds: RuleKind[];
  blocks: boolean;
  whom: "everybody" | "some";
  departments: number[];
  staff_ids: number[];
}

export const ruleValues = (rule: Rule): RuleValues => ({
  name: rule.name,
  words: rule.words,
  kinds: rule.kinds,
  blocks: rule.blocks,
  whom: rule.departments.includes(EVERYBODY) ? "everybody" : "some",
  departments: rule.departments.filter((one) => one !== EVERYBODY),
  staff_ids: rule.staff_ids,
});

/** Everybody is the department at the top; who was chosen before is then no longer told. */
export function ruleSent(values: RuleValues, connection_id: number): RuleIn {
  const everybody = values.whom === "everybody";
  return {
    connection_id,
    name: values.name,
    words: values.words,
    kinds: values.kinds ?? [],
    blocks: values.blocks,
    staff_ids: everybody ? [] : (values.staff_ids ?? []),
    departments: everybody ? [EVERYBODY] : (values.departments ?? []),
  };
}
