import type { ReactNode } from "react";
import "./selection-bar.css";

/** Floats at the lower edge while something is selected or changed: what it is, and what can be done with it. */
export function SelectionBar({
  label,
  text,
  children,
}: {
  label: string;
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="hy-bulk" role="toolbar" aria-label={label}>
      <span>{text}</span>
      {children}
    </div>
  );
}
