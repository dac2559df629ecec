import { Alert, App, Button, Form, Tooltip } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { Page } from "@/ui/Page";
import type { ImportOptions, ImportRun, Mapping, Preset } from "../model";
import { useCancel, useStart } from "../queries";
import { FilePreview } from "./FilePreview";
import { isComplete, missing } from "./mapping";
import { MappingTable } from "./MappingTable";
import { OptionFields } from "./OptionFields";
import { PresetBar } from "./PresetBar";

interface Props {
  run: ImportRun;
  back: { to: string; label: string };
}

/** Between upload and start: what each column means, and how to read what is in it. */
export function Prepare({ run, back }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const [mapping, setMapping] = useState<Mapping>(run.suggested_mapping);
  const [form] = Form.useForm<ImportOptions>();
  const [preset, setPreset] = useState((run.options as Partial<ImportOptions>).preset ?? null);
  const choose = (chosen: Preset | null) => {
    setPreset(chosen?.key ?? null);
    setMapping(chosen?.mapping ?? run.plain_mapping);
    form.setFieldsValue((chosen?.options as Partial<ImportOptions>) ?? { statuses: {} });
  };
  const start = useStart(run.id);
  const lacking = missing(mapping, run.fields);
  const mayWrite = useMay()("imports.write");
  const begin = async () => {
    const options = await form.validateFields().catch(() => null);
    if (options) start.mutate({ mapping, options: { ...options, preset } });
  };
  const problems = [
    ...lacking.required.map((field) => t("imports:mapping.needs", { field: label(field.label) })),
    ...(lacking.nobody ? [t("imports:mapping.nobody")] : []),
  ];
  const blocked = !mayWrite ? t("imports:mayNot") : !isComplete(lacking) ? problems.join(" ") : undefined;
  return (
    <Page
      title={run.file_name}
      back={back}
      extra={mayWrite && <Discard run={run} />}
      action={
        <Tooltip title={blocked}>
          <Button type="primary" disabled={!!blocked} loading={start.isPending} onClick={() => void begin()}>
            {t("imports:start", { n: exactCount(run.rows_total, language) })}
          </Button>
        </Tooltip>
      }
    >
      {start.isError && <Alert type="error" showIcon title={asRefusal(start.error).text(language)} />}
      {problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("imports:mapping.incomplete")}
          description={problems.join(" ")}
        />
      )}
      <div className="hy-main-side">
        <div className="hy-stack">
          <PresetBar run={run} chosen={preset} onChoose={choose} />
          <MappingTable run={run} mapping={mapping} onChange={setMapping} />
          <FilePreview run={run} />
        </div>
        <section className="hy-card">
          <div className="hy-card-head">
            <h2>{t("imports:options.title")}</h2>
          </div>
          <Form<ImportOptions>
            className="hy-card-body"
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={run.options}
          >
            <OptionFields kind={run.kind} />
          </Form>
        </section>
      </div>
    </Page>
  );
}

function Discard({ run }: { run: ImportRun }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const cancel = useCancel(run.id);
  return (
    <Button
      loading={cancel.isPending}
      onClick={() =>
        cancel.mutate(undefined, { onError: (error) => void message.error(asRefusal(error).text(language)) })
      }
    >
      {t("imports:discard")}
    </Button>
  );
}
