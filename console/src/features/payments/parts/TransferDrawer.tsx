import { Form, Input, Select } from "antd";
import { useRef } from "react";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { Money } from "@/ui/Money";
import { newNumber, toFen } from "../model";
import { useMerchants, useScenes, useTransfer } from "../queries";
import { AmountField } from "./AmountField";
import { PayeeFields } from "./PayeeFields";
import { usePayConfirm } from "./usePayConfirm";

interface Values {
  person_id: number;
  appid: string;
  yuan: number;
  remark: string;
  scene: string;
  report?: string[];
  real_name?: string;
}

interface Props {
  merchant: number;
  open: boolean;
  onClose: () => void;
}

const LEAST_YUAN = 0.1;

export function TransferDrawer({ merchant, open, onClose }: Props) {
  return open ? <Transferring merchant={merchant} open onClose={onClose} /> : null;
}

function Transferring({ merchant, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const scenes = useScenes(true).data;
  const apps = useMerchants().data?.apps ?? [];
  const transfer = useTransfer(merchant);
  const { confirmed } = usePayConfirm();
  // Sent again after a lost answer it is the same transfer.
  const number = useRef(newNumber("T", Date.now(), Math.random()));
  const reportOf = (scene: string) => scenes?.items.find((one) => one.scene === scene)?.report ?? [];
  const send = ({ yuan, report, ...rest }: Values) =>
    transfer.mutateAsync({
      openid: "",
      real_name: "",
      ...rest,
      number: number.current,
      amount: toFen(yuan),
      report: reportOf(rest.scene).map((name, index) => ({ name, text: report?.[index] ?? "" })),
    });
  return (
    <FormDrawer<Values>
      form={form}
      open
      title={t("payments:transfer.add")}
      initial={{ appid: apps[0]?.account, scene: "1000" }}
      confirm={({ yuan, person_id }) =>
        confirmed({
          title: t("payments:transfer.ask"),
          content: (
            <>
              <Money fen={toFen(yuan)} /> · {t("payments:transfer.askWhy", { id: person_id })}
            </>
          ),
          ok: t("payments:transfer.submit"),
        })
      }
      onSubmit={send}
      onClose={onClose}
      submitText={t("payments:transfer.next")}
      savedText={t("payments:transfer.done")}
      fields={{ "pay.payee_unknown": "appid", "pay.name_needed": "real_name", "pay.report_wrong": "scene" }}
    >
      <PayeeFields />
      <AmountField name="yuan" label={t("payments:amount")} least={LEAST_YUAN} />
      <Form.Item
        name="remark"
        label={t("payments:transfer.remark")}
        extra={t("payments:transfer.remarkWhy")}
        rules={[{ required: true, whitespace: true, message: t("payments:transfer.remarkNeeded") }]}
      >
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item
        name="scene"
        required
        label={t("payments:transfer.scene")}
        extra={t("payments:transfer.sceneWhy")}
      >
        <Select
          aria-label={t("payments:transfer.scene")}
          options={scenes?.items.map(({ scene }) => ({
            value: scene,
            label: t(`payments:transfer.scenes.${scene}`),
          }))}
        />
      </Form.Item>
      <Report reportOf={reportOf} />
      <RealName from={scenes?.name_from ?? 0} />
    </FormDrawer>
  );
}

/** What the platform wants to know about a transfer of this scene. */
function Report({ reportOf }: { reportOf: (scene: string) => string[] }) {
  const t = useText();
  const scene: string = Form.useWatch("scene") ?? "";
  return reportOf(scene).map((name, index) => (
    <Form.Item
      key={`${scene}/${name}`}
      name={["report", index]}
      label={t(`payments:transfer.reports.${name}`, { defaultValue: name })}
      rules={[{ required: true, whitespace: true, message: t("payments:transfer.reportNeeded") }]}
    >
      <Input maxLength={32} />
    </Form.Item>
  ));
}

/** Wanted from a certain amount on; sealed for WeChat Pay and kept nowhere. */
function RealName({ from }: { from: number }) {
  const t = useText();
  const yuan: number | null = Form.useWatch("yuan") ?? null;
  if (!from || toFen(yuan) < from) return null;
  return (
    <Form.Item
      name="real_name"
      label={t("payments:transfer.realName")}
      extra={t("payments:transfer.realNameWhy")}
      rules={[{ required: true, whitespace: true, message: t("payments:transfer.realNameNeeded") }]}
    >
      <Input maxLength={64} autoComplete="off" />
    </Form.Item>
  );
}
