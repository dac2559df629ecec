import { useRef } from "react";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { Money } from "@/ui/Money";
import { newNumber, type Stock } from "../model";
import { useMerchants, useSendCoupon } from "../queries";
import { PayeeFields } from "./PayeeFields";
import { usePayConfirm } from "./usePayConfirm";

interface Values {
  person_id: number;
  appid: string;
}

interface Props {
  merchant: number;
  /** Null while it is shut. */
  stock: Stock | null;
  onClose: () => void;
}

export function CouponDrawer({ merchant, stock, onClose }: Props) {
  return stock ? <Sending key={stock.number} merchant={merchant} stock={stock} onClose={onClose} /> : null;
}

function Sending({ merchant, stock, onClose }: Props & { stock: Stock }) {
  const t = useText();
  const send = useSendCoupon(merchant);
  const apps = useMerchants().data?.apps ?? [];
  const { confirmed } = usePayConfirm();
  const number = useRef(newNumber("C", Date.now(), Math.random()));
  return (
    <FormDrawer<Values>
      open
      title={t("payments:coupon.add", { name: stock.name })}
      initial={{ appid: apps[0]?.account }}
      confirm={({ person_id }) =>
        confirmed({
          title: t("payments:coupon.ask"),
          content: (
            <>
              <Money fen={stock.amount} /> · {t("payments:coupon.askWhy", { id: person_id })}
            </>
          ),
          ok: t("payments:coupon.submit"),
        })
      }
      onSubmit={(values) =>
        send.mutateAsync({ ...values, number: number.current, stock_number: stock.number })
      }
      onClose={onClose}
      submitText={t("payments:coupon.next")}
      savedText={t("payments:coupon.done")}
      fields={{ "pay.payee_unknown": "appid" }}
    >
      <PayeeFields />
    </FormDrawer>
  );
}
