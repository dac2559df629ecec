import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import type { Refusal } from "@/api/refusal";
import { type Bilingual, useLanguage, useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { RuleSentence } from "@/ui/RuleSentence";
import { When } from "@/ui/When";
import type { Segment } from "../model";
import { readSegment } from "../queries";

interface Props {
  id: number;
  refusal: Refusal;
  mine: { name: string; sentence: Bilingual | null };
  busy: boolean;
  onClose: () => void;
  onLoad: (theirs: Segment) => void;
  onOverwrite: (version: number) => void;
  onCopy: () => void;
}

/** Two people changed one segment: who, what each of them means, and three ways on. None of them loses anything. */
export function ConflictDialog({ id, refusal, mine, busy, onClose, onLoad, onOverwrite, onCopy }: Props) {
  const t = useText();
  const language = useLanguage();
  const query = useQuery<Segment>({
    queryKey: ["segment", id, "theirs", refusal.requestId],
    queryFn: ({ signal }) => readSegment(id, signal),
  });
  const theirs = query.data;
  return (
    <Modal
      open
      width={640}
      title={t("segments:conflict.title")}
      onCancel={onClose}
      footer={[
        <Button
          key="overwrite"
          disabled={!theirs || busy}
          onClick={() => theirs && onOverwrite(theirs.version)}
        >
          {t("segments:conflict.overwrite")}
        </Button>,
        <Button key="load" disabled={!theirs || busy} onClick={() => theirs && onLoad(theirs)}>
          {t("segments:conflict.load")}
        </Button>,
        <Button key="copy" type="primary" loading={busy} onClick={onCopy}>
          {t("segments:conflict.copy")}
        </Button>,
      ]}
    >
      <p>{refusal.text(language)}</p>
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {theirs && (
        <div className="hy-conflict">
          <section aria-label={t("segments:conflict.theirs")}>
            <h3>{t("segments:conflict.theirs")}</h3>
            <p className="hy-quiet">
              {t("segments:conflict.by", { by: theirs.updated_by ?? "—", version: theirs.version })}{" "}
              <When at={theirs.updated_at} />
            </p>
            <p>{theirs.name}</p>
            <RuleSentence sentence={theirs.sentence} lines={8} />
          </section>
          <section aria-label={t("segments:conflict.mine")}>
            <h3>{t("segments:conflict.mine")}</h3>
            <p className="hy-quiet">{t("segments:conflict.unsaved")}</p>
            <p>{mine.name}</p>
            <RuleSentence sentence={mine.sentence} lines={8} />
          </section>
        </div>
      )}
      <p className="hy-quiet">{t("segments:conflict.nothingLost")}</p>
    </Modal>
  );
}
