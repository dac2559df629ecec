import type { ReactNode } from "react";

/** A part of a page, with its name. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="hy-card" aria-label={title}>
      <div className="hy-card-head">
        <h2>{title}</h2>
      </div>
      <div className="hy-card-body">{children}</div>
    </section>
  );
}
