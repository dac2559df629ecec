import type { paths } from "./schema";

type Body<Answer> = Answer extends { content: { "application/json": infer Json } } ? Json : never;
type Answered<Call> = Call extends { responses: infer Answers }
  ? Body<Answers[(200 | 201 | 202) & keyof Answers]>
  : never;

/** What GET of a path answers with. Names of schemas may clash between features; paths never do. */
export type AnswerOf<Path extends keyof paths> = Answered<paths[Path]["get"]>;
/** One line of a list a path answers with. */
export type LineOf<Path extends keyof paths> =
  AnswerOf<Path> extends { items: (infer Line)[] } ? Line : never;
/** What POST of a path answers with. */
export type MadeBy<Path extends keyof paths> = Answered<paths[Path]["post"]>;
/** What a path is sent. */
export type SentTo<
  Path extends keyof paths,
  Method extends "post" | "put" | "patch",
> = paths[Path][Method] extends { requestBody: { content: { "application/json": infer Json } } }
  ? Json
  : never;
