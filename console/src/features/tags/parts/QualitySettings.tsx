import { Form, InputNumber } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { Quality } from "../model";
import { useQualitySettings } from "../queries";

type Limits = Quality["settings"];
const WHOLE = 100;
const SHARES: (keyof Limits)[] = ["overlap_share", "similarity"];
const FIELDS: { key: keyof Limits; most: number; unit: string }[] = [
  { key: "unused_days", most: 3650, unit: "days" },
  { key: "stale_days", most: 3650, unit: "days" },
  { key: "overlap_share", most: WHOLE, unit: "percent" },
  { key: "overlap_people", most: 1_000_000, unit: "people" },
  { key: "similarity", most: WHOLE, unit: "percent" },
  { key: "crowded_tags", most: 10_000, unit: "tags" },
];

/** Shares are typed as percent and kept as parts of one. */
const scaled = (limits: Limits, by: number): Limits =>
  Object.fromEntries(
    Object.entries(limits).map(([key, value]) => [
      key,
      SHARES.includes(key as keyof Limits) ? Math.round(value * by * WHOLE) / WHOLE : value,
    ]),
  ) as unknown as Limits;

interface Props {
  open: boolean;
  limits: Limits;
  onClose: () => void;
}

/** From when on a tag counts as unused, outdated, or as good as another. */
export function QualitySettings({ open, limits, onClose }: Props) {
  const t = useText();
  const save = useQualitySettings();
  return (
    <FormDrawer<Limits>
      open={open}
      title={t("tags:quality.limits")}
      initial={scaled(limits, WHOLE)}
      onSubmit={(values) => save.mutateAsync(scaled(values, 1 / WHOLE))}
      onClose={onClose}
      savedText={t("tags:saved")}
    >
      {FIELDS.map(({ key, most, unit }) => (
        <Form.Item
          key={key}
          name={key}
          label={t(`tags:quality.limit.${key}`)}
          rules={[{ required: true, message: t("tags:quality.numberNeeded") }]}
        >
          <InputNumber
            min={1}
            max={most}
            precision={0}
            suffix={t(`tags:quality.unit.${unit}`)}
            style={{ width: 180 }}
          />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
