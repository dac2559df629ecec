import { RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Tooltip } from "antd";
import { useNavigate } from "react-router";
import { useLanguage, useText } from "@/i18n";
import { Page } from "@/ui/Page";
import type { Segment, SegmentValues, Vocabulary } from "../model";
import { useLive } from "../preview";
import { NAME_FIELD, useSaving } from "../saving";
import { ConflictDialog } from "./ConflictDialog";
import { KeysHint } from "./KeysHint";
import { LivePanel } from "./LivePanel";
import { RuleEditor } from "./RuleEditor";
import { useLeaveGuard } from "./leaving";
import "./builder.css";

interface Props {
  /** The one that is changed; null while a new one is made. */
  segment: Segment | null;
  start: SegmentValues;
  words: Vocabulary;
  title: string;
  back: { to: string; label: string };
}

const DESCRIPTION_FIELD = "segment-description";
const LONGEST_NAME = 60;
const LONGEST_DESCRIPTION = 200;

export function BuilderForm({ segment, start, words, title, back }: Props) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const saving = useSaving(segment, start);
  const { values, editor, dirty } = saving;
  const live = useLive(editor.root);
  const leave = useLeaveGuard(dirty);
  const save = async (asCopy = false) => {
    const saved = await saving.save(asCopy);
    if (saved) leave(() => void navigate(`/segments/${saved.id}`));
  };
  return (
    <Page
      title={title}
      back={back}
      extra={
        <>
          <UndoRedo editor={editor} />
          <KeysHint />
        </>
      }
      action={
        <Button type="primary" loading={saving.busy} onClick={() => void save()}>
          {t("ui:save")}
        </Button>
      }
    >
      {saving.refusal && <Alert type="error" showIcon title={saving.refusal.text(language)} />}
      <div className="hy-main-side">
        <div className="hy-stack">
          <Naming saving={saving} />
          <section className="hy-card" aria-label={t("segments:rule.title")}>
            <div className="hy-card-head">
              <h2>{t("segments:rule.title")}</h2>
            </div>
            <div className="hy-card-body">
              <RuleEditor editor={editor} words={words} live={live} errors={saving.errors} />
              {saving.errors.has("") && (
                <p className="hy-rule-error" role="alert">
                  {saving.errors.get("")}
                </p>
              )}
            </div>
          </section>
        </div>
        <LivePanel live={live} />
      </div>
      {saving.conflict && segment && (
        <ConflictDialog
          id={segment.id}
          refusal={saving.conflict}
          mine={{ name: values.name, sentence: live.answer?.sentence ?? null }}
          onClose={saving.endConflict}
          onLoad={saving.takeTheirs}
          onOverwrite={(version) =>
            void saving
              .saveOver(version)
              .then((saved) => saved && leave(() => void navigate(`/segments/${saved.id}`)))
          }
          onCopy={() => void save(true)}
          busy={saving.busy}
        />
      )}
    </Page>
  );
}

type Saving = ReturnType<typeof useSaving>;

function Naming({ saving }: { saving: Saving }) {
  const t = useText();
  const { values, change, nameError } = saving;
  return (
    <section className="hy-card hy-naming" aria-label={t("segments:builder.naming")}>
      <div>
        <label htmlFor={NAME_FIELD}>{t("segments:name")}</label>
        <Input
          id={NAME_FIELD}
          value={values.name}
          maxLength={LONGEST_NAME}
          status={nameError ? "error" : undefined}
          aria-invalid={!!nameError}
          placeholder={t("segments:builder.nameExample")}
          onChange={(event) => change({ name: event.target.value })}
        />
        {nameError && (
          <small className="hy-naming-error" role="alert">
            {nameError}
          </small>
        )}
      </div>
      <div>
        <label htmlFor={DESCRIPTION_FIELD}>{t("segments:description")}</label>
        <Input
          id={DESCRIPTION_FIELD}
          value={values.description}
          maxLength={LONGEST_DESCRIPTION}
          placeholder={t("segments:builder.descriptionExample")}
          onChange={(event) => change({ description: event.target.value })}
        />
      </div>
    </section>
  );
}

function UndoRedo({ editor }: { editor: Saving["editor"] }) {
  const t = useText();
  return (
    <>
      <Tooltip title={`${t("segments:builder.undo")} Ctrl Z`}>
        <Button
          type="text"
          icon={<UndoOutlined />}
          disabled={!editor.mayUndo}
          aria-label={t("segments:builder.undo")}
          onClick={editor.undo}
        />
      </Tooltip>
      <Tooltip title={`${t("segments:builder.redo")} Ctrl Shift Z`}>
        <Button
          type="text"
          icon={<RedoOutlined />}
          disabled={!editor.mayRedo}
          aria-label={t("segments:builder.redo")}
          onClick={editor.redo}
        />
      </Tooltip>
    </>
  );
}
