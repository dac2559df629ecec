import type { ReactNode } from "react";

interface Props {
  /** One sentence: what is not here. */
  title: string;
  /** Why it is empty. */
  reason?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  /** Second, quieter way on, such as loading an example. */
  aside?: ReactNode;
  /** Inside a card or drawer rather than on a page. */
  small?: boolean;
}

export function EmptyState({ title, reason, action, aside, small = false }: Props) {
  return (
    <div className={small ? "hy-state hy-state-small" : "hy-state"}>
      <p className="hy-state-title">{title}</p>
      {reason && <p className="hy-state-text">{reason}</p>}
      {(action || aside) && (
        <div className="hy-state-actions">
          {action}
          {aside}
        </div>
      )}
    </div>
  );
}
