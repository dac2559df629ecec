import { Form, Input } from "antd";
import { useRef } from "react";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { Money } from "@/ui/Money";
import { newNumber, type Order, refundable, toFen } from "../model";
import { useRefund } from "../queries";
import { AmountField } from "./AmountField";
import { usePayConfirm } from "./usePayConfirm";

interface Values {
  yuan: number;
  reason: string;
}

interface Props {
  merchant: number;
  /** Null while it is shut. */
  order: Order | null;
  onClose: () => void;
}

export function RefundDrawer({ merchant, order, onClose }: Props) {
  return order ? <Refunding key={order.number} merchant={merchant} order={order} onClose={onClose} /> : null;
}

function Refunding({ merchant, order, onClose }: Props & { order: Order }) {
  const t = useText();
  const refund = useRefund(merchant);
  const { confirmed } = usePayConfirm();
  // Sent again after a lost answer it is the same refund.
  const number = useRef(newNumber("R", Date.now(), Math.random()));
  const left = refundable(order);
  return (
    <FormDrawer<Values>
      open
      title={t("payments:refund.add")}
      initial={{ yuan: left / 100, reason: "" }}
      confirm={({ yuan }) =>
        confirmed({
          title: t("payments:refund.ask"),
          content: (
            <>
              <Money fen={toFen(yuan)} /> · {t("payments:refund.askWhy", { number: order.number })}
            </>
          ),
          ok: t("payments:refund.submit"),
          danger: true,
        })
      }
      onSubmit={({ yuan, reason }) =>
        refund.mutateAsync({
          number: number.current,
          order_number: order.number,
          amount: toFen(yuan),
          reason: reason ?? "",
        })
      }
      onClose={onClose}
      submitText={t("payments:refund.add")}
      savedText={t("payments:refund.done")}
      fields={{ "pay.not_refundable": "yuan" }}
    >
      <p className="hy-quiet">{t("payments:refund.of", { what: order.description, number: order.number })}</p>
      <AmountField
        name="yuan"
        label={t("payments:amount")}
        most={left / 100}
        extra={
          <>
            {t("payments:refund.left")} <Money fen={left} />
          </>
        }
      />
      <Form.Item name="reason" label={t("payments:refund.reason")} extra={t("payments:refund.reasonWhy")}>
        <Input maxLength={80} />
      </Form.Item>
    </FormDrawer>
  );
}
