import { Alert, Button, Form, Input } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import { fieldsOf, type Preview } from "../model";
import { usePreview } from "../queries";
import { optionsOf, type Values } from "./values";
import "./webhooks.css";

/** Tries the mapping on a body of the other system before anything is made or changed. */
export function Trial({ kind }: { kind: string }) {
  const t = useText();
  const language = useLanguage();
  const form = Form.useFormInstance<Values>();
  const preview = usePreview();
  const run = () => {
    const { sample = "", items = "", lines, source, ...rest } = form.getFieldsValue(true) as Values;
    const options = optionsOf({ ...rest, source: source || "preview" });
    preview.mutate({ name: "preview", kind, items, fields: fieldsOf(lines), options, sample });
  };
  return (
    <>
      <Form.Item name="sample" label={t("webhooks:trial.sample")} extra={t("webhooks:trial.hint")}>
        <Input.TextArea
          autoSize={{ minRows: 4, maxRows: 12 }}
          maxLength={200_000}
          spellCheck={false}
          className="hy-hook-sample"
        />
      </Form.Item>
      <Button onClick={run} loading={preview.isPending}>
        {t("webhooks:trial.run")}
      </Button>
      <div aria-live="polite" className="hy-stack" style={{ marginTop: 12 }}>
        {preview.isError && <Alert type="warning" showIcon title={asRefusal(preview.error).text(language)} />}
        {preview.data && <Outcome preview={preview.data} />}
      </div>
    </>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const t = useText();
  const label = useLabel();
  return (
    <>
      <b>{t("webhooks:trial.read", { n: preview.total })}</b>
      {preview.items.map((item) => (
        <div key={item.item} className="hy-hook-item">
          {item.record ? (
            <pre className="hy-sample">{JSON.stringify(withoutBlanks(item.record), null, 2)}</pre>
          ) : (
            item.problems.map((problem) => (
              <Alert
                key={`${problem.path}${problem.code}`}
                type="warning"
                showIcon
                title={t("webhooks:trial.wrong", { n: item.item + 1, what: label(problem.message) })}
                description={problem.path || undefined}
              />
            ))
          )}
        </div>
      ))}
    </>
  );
}

/** What the item says nothing about is not shown. */
const withoutBlanks = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ""));
