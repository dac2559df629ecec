import { DatePicker, Form, Input, InputNumber } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useRef } from "react";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { Money } from "@/ui/Money";
import { newNumber, toFen } from "../model";
import { useMakeStock } from "../queries";
import { AmountField } from "./AmountField";
import { usePayConfirm } from "./usePayConfirm";

interface Values {
  name: string;
  yuan: number;
  minimum: number;
  count: number;
  per_user: number;
  lasts: [Dayjs, Dayjs];
}

interface Props {
  merchant: number;
  open: boolean;
  onClose: () => void;
}

const DAYS = 30;
const MOST_EACH = 60;

export function StockDrawer({ merchant, open, onClose }: Props) {
  return open ? <Making merchant={merchant} open onClose={onClose} /> : null;
}

function Making({ merchant, onClose }: Props) {
  const t = useText();
  const make = useMakeStock(merchant);
  const { confirmed } = usePayConfirm();
  const number = useRef(newNumber("S", Date.now(), Math.random()));
  const begins = dayjs().add(1, "hour").startOf("hour");
  return (
    <FormDrawer<Values>
      open
      title={t("payments:stock.add")}
      initial={{ count: 100, per_user: 1, lasts: [begins, begins.add(DAYS, "day")] }}
      confirm={({ yuan, count }) =>
        confirmed({
          title: t("payments:stock.ask"),
          content: (
            <>
              {t("payments:stock.budget")} <Money fen={toFen(yuan) * count} /> · {t("payments:stock.askWhy")}
            </>
          ),
          ok: t("payments:stock.submit"),
        })
      }
      onSubmit={({ yuan, minimum, lasts, ...rest }) =>
        make.mutateAsync({
          ...rest,
          number: number.current,
          amount: toFen(yuan),
          minimum: toFen(minimum),
          begins_at: lasts[0].toISOString(),
          ends_at: lasts[1].toISOString(),
        })
      }
      onClose={onClose}
      submitText={t("payments:stock.next")}
      savedText={t("payments:stock.done")}
    >
      <Form.Item
        name="name"
        label={t("payments:stock.name")}
        extra={t("payments:stock.nameWhy")}
        rules={[{ required: true, whitespace: true, message: t("payments:stock.nameNeeded") }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      <AmountField name="yuan" label={t("payments:stock.off")} />
      <AmountField
        name="minimum"
        label={t("payments:stock.minimum")}
        extra={t("payments:stock.minimumWhy")}
      />
      <WholeField name="count" label={t("payments:stock.count")} most={10_000_000} />
      <WholeField name="per_user" label={t("payments:stock.perUser")} most={MOST_EACH} />
      <Form.Item
        name="lasts"
        label={t("payments:stock.lasts")}
        extra={t("payments:stock.lastsWhy")}
        rules={[{ required: true, message: t("payments:stock.lastsNeeded") }]}
      >
        <DatePicker.RangePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          style={{ width: "100%" }}
        />
      </Form.Item>
    </FormDrawer>
  );
}

function WholeField({ name, label, most }: { name: string; label: string; most: number }) {
  const t = useText();
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[
        {
          required: true,
          type: "number",
          min: 1,
          max: most,
          message: t("payments:stock.countBounds", { most }),
        },
      ]}
    >
      <InputNumber precision={0} min={1} max={most} style={{ width: "100%" }} />
    </Form.Item>
  );
}
