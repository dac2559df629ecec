import type { ReactNode } from "react";
import type { What } from "../model";
import { StateWhy } from "./PayState";
import "./payments.css";

interface Props {
  what: What;
  state: string;
  /** Further facts, by their names; empty ones are left out. */
  facts: [string, ReactNode][];
  children?: ReactNode;
}

/** What a row unfolds to: the state in a sentence, then the facts that have no column. */
export function Detail({ what, state, facts, children }: Props) {
  const known = facts.filter(([, value]) => value);
  return (
    <div className="hy-pay-detail">
      <StateWhy what={what} state={state} />
      {known.length > 0 && (
        <dl>
          {known.map(([name, value]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </div>
  );
}
