import { Checkbox } from "antd";
import { useState } from "react";
import { useLabel } from "@/i18n";
import { asBilingual, type Kind } from "../model";

/** What to do at the platform first, ticked one by one. `onAll` hears whether everything is ticked. */
export function PrepareSteps({ kind, onAll }: { kind: Kind; onAll: (all: boolean) => void }) {
  const label = useLabel();
  const [done, setDone] = useState<number[]>([]);
  const tick = (index: number, checked: boolean) => {
    const next = checked ? [...done, index] : done.filter((one) => one !== index);
    setDone(next);
    onAll(next.length === kind.steps.length);
  };
  const current = kind.steps.findIndex((_, index) => !done.includes(index));
  return (
    <ol className="hy-card hy-prepare">
      {kind.steps.map((step, index) => (
        <li key={step.zh} data-current={index === current} data-done={done.includes(index)}>
          <Checkbox checked={done.includes(index)} onChange={({ target }) => tick(index, target.checked)}>
            {label(asBilingual(step))}
          </Checkbox>
        </li>
      ))}
    </ol>
  );
}
