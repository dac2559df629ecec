import { Alert, Button, Drawer, Form, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { editable, sentValue, type TraitDefinition } from "../../traits";
import { TraitInput } from "../TraitInput";
import { useTraits } from "../useTraits";
import { type BulkDone, useBulkTraits } from "./queries";
import type { Scope } from "./scope";
import { TraitPreview } from "./TraitPreview";
import "@/ui/form-drawer.css";

interface Props {
  scope: Scope;
  onStarted: (done: BulkDone) => void;
}

/** The same value for many: first what would change, then the change itself, in the background. */
export function BulkTraits({ scope, onStarted }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("customers:bulk.traits")}
      </Button>
      <Drawer
        open={open}
        title={t("customers:bulk.traitsOf", { n: scope.total })}
        size={480}
        styles={{ wrapper: { maxWidth: "100vw" } }}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <Steps
          scope={scope}
          onStarted={(done) => {
            setOpen(false);
            onStarted(done);
          }}
        />
      </Drawer>
    </>
  );
}

function Steps({ scope, onStarted }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const [form] = Form.useForm<Record<string, unknown>>();
  const traits = editable(useTraits());
  const [keys, setKeys] = useState<string[]>([]);
  const [preview, setPreview] = useState<BulkDone | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const edit = useBulkTraits();
  const chosen = keys
    .map((key) => traits.find((trait) => trait.key === key))
    .filter((trait): trait is TraitDefinition => trait !== undefined);
  const run = async (dry: boolean) => {
    setProblem(null);
    const held = form.getFieldsValue();
    const values = Object.fromEntries(chosen.map(({ key, kind }) => [key, sentValue(held[key], kind)]));
    try {
      const answer = await edit.mutateAsync({ scope, values, dry });
      dry ? setPreview(answer) : onStarted(answer);
    } catch (error) {
      setProblem(asRefusal(error).text(language));
    }
  };
  return (
    <div className="hy-stack">
      {problem && <Alert type="error" showIcon title={problem} />}
      <div className="hy-bulk-field">
        <label htmlFor="bulk-traits">{t("customers:bulk.which")}</label>
        <Select
          id="bulk-traits"
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("customers:bulk.whichExample")}
          value={keys}
          options={traits.map((trait) => ({ value: trait.key, label: label(trait.label) || trait.key }))}
          onChange={(next) => {
            setKeys(next);
            setPreview(null);
          }}
        />
      </div>
      <Form form={form} layout="vertical" onValuesChange={() => setPreview(null)}>
        {chosen.map((trait) => (
          <Form.Item
            key={trait.key}
            name={trait.key}
            label={label(trait.label) || trait.key}
            extra={t("customers:bulk.emptyClears")}
          >
            <TraitInput trait={trait} />
          </Form.Item>
        ))}
      </Form>
      {preview && <TraitPreview preview={preview} traits={traits} />}
      <div className="hy-form-foot">
        {preview ? (
          <Button
            type="primary"
            loading={edit.isPending}
            disabled={!preview.changes}
            onClick={() => void run(false)}
          >
            {t("customers:bulk.confirm", { n: exactCount(preview.people, language) })}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={edit.isPending}
            disabled={!chosen.length}
            onClick={() => void run(true)}
          >
            {t("customers:bulk.preview")}
          </Button>
        )}
      </div>
    </div>
  );
}
