import type { ReactNode } from "react";
import "./connections.css";

export interface Fact {
  name: string;
  value: ReactNode;
  /** What the number means, under it. */
  note?: string;
  tone?: "amber" | "red";
}

/** Names and values in columns as wide as the place allows. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="hy-facts">
      {facts.map(({ name, value, note, tone }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-tone={tone}>{value}</dd>
          {note && <dd className="hy-fact-note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
