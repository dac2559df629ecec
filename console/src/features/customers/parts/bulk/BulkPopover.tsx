import { Button, Popover } from "antd";
import { type ReactNode, useState } from "react";

interface Props {
  /** The button of the bar that opens it. */
  label: string;
  busy: boolean;
  /** What the button at its foot says, whether it can be pressed, and what it does. */
  run: string;
  ready: boolean;
  onRun: () => Promise<void>;
  /** Each time it opens, what was chosen last time is forgotten. */
  onOpen: () => void;
  children: ReactNode;
}

/** A small form over the bar of what is selected: one choice and one button. */
export function BulkPopover({ label, busy, run, ready, onRun, onOpen, children }: Props) {
  const [open, setOpen] = useState(false);
  const go = () => {
    setOpen(false);
    void onRun();
  };
  const form = (
    <div className="hy-bulk-tags">
      {children}
      <Button type="primary" size="small" disabled={!ready} onClick={go}>
        {run}
      </Button>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        onOpen();
      }}
      trigger="click"
      placement="top"
      content={form}
      destroyOnHidden
    >
      <Button size="small" loading={busy}>
        {label}
      </Button>
    </Popover>
  );
}
