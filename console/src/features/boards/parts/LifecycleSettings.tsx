import { Form, InputNumber, Radio } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { LifecycleBoard, LifecycleSettings as Settings } from "../model";
import { useLifecycleSettings } from "../queries";

interface Props {
  open: boolean;
  board: LifecycleBoard;
  onClose: () => void;
}
type Whole = Omit<Settings, "in_between" | "version" | "interactions" | "visits">;
/** Two numbers that make one sentence, or one. */
const LINES: { key: string; fields: (keyof Whole)[] }[] = [
  { key: "new", fields: ["new_days"] },
  { key: "active", fields: ["active_days", "active_interactions"] },
  { key: "loyal", fields: ["loyal_days", "loyal_purchases"] },
  { key: "sleeping", fields: ["sleeping_days"] },
  { key: "churned", fields: ["churned_days"] },
  { key: "risk", fields: ["risk_days"] },
];
const FEN = 100;

/** What puts somebody into each layer, as sentences with numbers in them. */
export function LifecycleSettings({ open, board, onClose }: Props) {
  const t = useText();
  const save = useLifecycleSettings();
  const { high_value_amount, interactions: _kept, visits: _too, ...rest } = board.settings;
  return (
    <FormDrawer<Settings>
      open={open}
      title={t("boards:thresholds")}
      initial={{ ...rest, high_value_amount: high_value_amount / FEN }}
      onSubmit={(values) =>
        save.mutateAsync({
          ...values,
          version: board.settings.version,
          high_value_amount: Math.round(values.high_value_amount * FEN),
        })
      }
      onClose={onClose}
      savedText={t("boards:recounting")}
    >
      <p className="hy-quiet hy-board-lead">{t("boards:lifecycle.settingsWhy")}</p>
      {LINES.map(({ key, fields }) => (
        <fieldset key={key} className="hy-board-rule">
          <legend>{t(`boards:lifecycle.rules.${key}`)}</legend>
          <div>
            {fields.map((field) => (
              <Form.Item
                key={field}
                name={field}
                label={t(`boards:lifecycle.fields.${field}`)}
                rules={[{ required: true, message: t("boards:numberNeeded") }]}
              >
                <InputNumber min={1} max={3650} precision={0} style={{ width: "100%" }} />
              </Form.Item>
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className="hy-board-rule">
        <legend>{t("boards:lifecycle.rules.high_value")}</legend>
        <Form.Item
          name="high_value_amount"
          label={t("boards:lifecycle.fields.high_value_amount")}
          rules={[{ required: true, message: t("boards:numberNeeded") }]}
        >
          <InputNumber min={0} precision={2} prefix="¥" style={{ width: 200 }} />
        </Form.Item>
      </fieldset>
      <Form.Item name="in_between" label={t("boards:lifecycle.fields.in_between")}>
        <Radio.Group
          options={(["new", "active", "sleeping"] as const).map((value) => ({
            value,
            label: t(`boards:lifecycle.names.${value}`),
          }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
