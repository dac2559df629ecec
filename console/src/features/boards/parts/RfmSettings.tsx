import { Form, InputNumber, Radio, Segmented } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { RfmBoard, RfmSettings as Settings } from "../model";
import { useRfmSettings } from "../queries";

interface Props {
  open: boolean;
  board: RfmBoard;
  onClose: () => void;
}
const FIXED = ["fixed_r", "fixed_f", "fixed_m"] as const;
const SCORES = [3, 4, 5];
const FEN = 100;

const inYuan = (settings: Settings): Settings => ({
  ...settings,
  fixed_m: settings.fixed_m.map((fen) => fen / FEN),
});
/** As many limits as there are steps between the scores; money in 分. */
export const inFen = (values: Settings): Settings => ({
  ...values,
  fixed_r: values.fixed_r.slice(0, values.scores - 1),
  fixed_f: values.fixed_f.slice(0, values.scores - 1),
  fixed_m: values.fixed_m.slice(0, values.scores - 1).map((yuan) => Math.round(yuan * FEN)),
});

/** How customers get their scores: by the share of buyers, or by limits one sets. */
export function RfmSettings({ open, board, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Settings>();
  const save = useRfmSettings();
  const method = Form.useWatch("method", form) ?? board.settings.method;
  const scores = Form.useWatch("scores", form) ?? board.settings.scores;
  return (
    <FormDrawer<Settings>
      form={form}
      open={open}
      title={t("boards:thresholds")}
      initial={inYuan(board.settings)}
      onSubmit={(values) =>
        save.mutateAsync(inFen({ ...inYuan(board.settings), ...values, version: board.settings.version }))
      }
      onClose={onClose}
      savedText={t("boards:recounting")}
    >
      <Form.Item
        name="window_days"
        label={t("boards:rfm.window")}
        extra={t("boards:rfm.windowWhy")}
        rules={[{ required: true, message: t("boards:numberNeeded") }]}
      >
        <InputNumber min={1} max={3650} precision={0} suffix={t("tags:days")} style={{ width: 200 }} />
      </Form.Item>
      <Form.Item name="scores" label={t("boards:rfm.scores")} extra={t("boards:rfm.scoresWhy")}>
        <Segmented options={SCORES.map((value) => ({ value, label: t("boards:rfm.steps", { n: value }) }))} />
      </Form.Item>
      <Form.Item name="method" label={t("boards:rfm.method")} extra={t(`boards:rfm.methodWhy.${method}`)}>
        <Radio.Group
          options={(["quantiles", "fixed"] as const).map((value) => ({
            value,
            label: t(`boards:rfm.methods.${value}`),
          }))}
        />
      </Form.Item>
      {method === "fixed" &&
        FIXED.map((name) => (
          <fieldset key={name} className="hy-board-rule">
            <legend>{t(`boards:rfm.fixed.${name}`)}</legend>
            <div>
              {Array.from({ length: scores - 1 }, (_, index) => index).map((index) => (
                <Form.Item
                  key={index}
                  name={[name, index]}
                  label={t("boards:rfm.limit", { n: index + 1 })}
                  rules={[{ required: true, message: t("boards:numberNeeded") }]}
                >
                  <InputNumber
                    min={0}
                    precision={name === "fixed_m" ? 2 : 0}
                    prefix={name === "fixed_m" ? "¥" : undefined}
                    style={{ width: "100%" }}
                  />
                </Form.Item>
              ))}
            </div>
          </fieldset>
        ))}
    </FormDrawer>
  );
}
