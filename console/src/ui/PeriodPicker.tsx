import { DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import { useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { useIsPhone } from "./useIsPhone";

export interface Period {
  from: string;
  to: string;
}
const LENGTHS = [7, 14, 30, 90];
const OTHER = 0;

/** The last `days` days, today included, as days of the organisation. */
export function lastDays(days: number, today: string): Period {
  return {
    from: dayjs(today)
      .subtract(days - 1, "day")
      .format("YYYY-MM-DD"),
    to: today,
  };
}

export const lengthOf = ({ from, to }: Period): number => dayjs(to).diff(dayjs(from), "day") + 1;

/** 近 7 / 14 / 30 / 90 天, or any days one chooses. */
export function PeriodPicker({ value, onChange }: { value: Period; onChange: (period: Period) => void }) {
  const t = useText();
  const isPhone = useIsPhone();
  const today = dayIn(useTimezone());
  const chosen = LENGTHS.find((days) => value.to === today && lengthOf(value) === days) ?? OTHER;
  return (
    <div className="hy-period">
      <Segmented
        size="small"
        value={chosen}
        aria-label={t("ui:period.label")}
        onChange={(days) => onChange(lastDays(Number(days), today))}
        options={LENGTHS.map((days) => ({
          value: days,
          label: t(isPhone ? "ui:period.short" : "ui:period.last", { n: days }),
        }))}
      />
      <DatePicker.RangePicker
        size="small"
        style={{ width: 240 }}
        allowClear={false}
        value={[dayjs(value.from), dayjs(value.to)]}
        maxDate={dayjs(today)}
        aria-label={t("ui:period.days")}
        onChange={(range) => {
          if (range?.[0] && range[1])
            onChange({ from: range[0].format("YYYY-MM-DD"), to: range[1].format("YYYY-MM-DD") });
        }}
      />
    </div>
  );
}
