import { Alert, Button, Form } from "antd";
import { useState } from "react";
import type { Refusal } from "@/api/refusal";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useLeaveCheck } from "@/ui/formSubmit";
import type { ConnectionForm, ConnectionMade, Kind } from "../model";
import { useAddConnection } from "../queries";
import { KindFields, pathOf } from "./KindFields";

interface Props {
  kind: Kind;
  onBack: () => void;
  onMade: (made: ConnectionMade) => void;
}
type Values = Omit<ConnectionForm, "kind">;

const filled = (values: { [name: string]: string | undefined } = {}) =>
  Object.fromEntries(Object.entries(values).filter((one): one is [string, string] => !!one[1]));

/** The fields of a kind; a refusal lands at the fields it names, else on top. */
export function WizardFields({ kind, onBack, onMade }: Props) {
  const t = useText();
  const language = useLanguage();
  const [form] = Form.useForm<Values>();
  const add = useAddConnection();
  const [dirty, setDirty] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const back = useLeaveCheck(dirty, onBack);
  const save = async (values: Values) => {
    setRefusal(null);
    const { secrets, settings, api_url, app = "" } = values;
    const body = { ...values, kind: kind.name, app, secrets: filled(secrets), settings: filled(settings) };
    try {
      onMade(await add.mutateAsync({ ...body, api_url: api_url || undefined }));
    } catch (error) {
      const refused = asRefusal(error);
      if (!showAtFields(refused)) setRefusal(refused);
    }
  };
  const showAtFields = (refused: Refusal) => {
    const named = String(refused.data.fields ?? refused.data.field ?? "").split(", ");
    const all = [kind.account, ...(kind.app ? [kind.app] : []), ...kind.fields];
    const wrong = all.filter(({ name }) => named.includes(name));
    const errors = [refused.text(language)];
    form.setFields(wrong.map((field) => ({ name: pathOf(field, kind) as never, errors })));
    return wrong.length > 0;
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      className="hy-card hy-wizard-form"
      onValuesChange={() => setDirty(true)}
      onFinish={(values) => void save(values)}
    >
      {refusal && (
        <Alert
          type="error"
          showIcon
          title={refusal.text(language)}
          description={refusal.requestId ? t("ui:failure.code", { code: refusal.requestId }) : undefined}
        />
      )}
      <KindFields kind={kind} />
      <div className="hy-wizard-foot">
        <Button onClick={back}>{t("connections:wizard.back")}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t("connections:wizard.save")}
        </Button>
      </div>
    </Form>
  );
}
