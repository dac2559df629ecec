import { Drawer } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { PersonPicker } from "@/ui/PersonPicker";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Segment } from "../model";
import { useMembership } from "../queries";
import { AnswerTree } from "./AnswerTree";
import "./answer-tree.css";

interface Props {
  segment: Segment;
  /** Whom it is about, null when that has to be chosen; null altogether while it is shut. */
  asked: { person: number | null } | null;
  onClose: () => void;
}

const WIDTH = 560;

export function ExplainDrawer({ segment, asked, onClose }: Props) {
  const t = useText();
  return (
    <Drawer
      open={asked !== null}
      onClose={onClose}
      title={t("segments:explain.title")}
      size={WIDTH}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      destroyOnHidden
    >
      {asked && <Explain key={asked.person ?? "any"} segment={segment} first={asked.person} />}
    </Drawer>
  );
}

function Explain({ segment, first }: { segment: Segment; first: number | null }) {
  const t = useText();
  const [person, setPerson] = useState(first);
  const query = useMembership(segment.id, person);
  const answer = query.data;
  return (
    <div className="hy-stack">
      <PersonPicker
        label={t("segments:explain.person")}
        placeholder={t("segments:explain.pick")}
        none={t("segments:explain.none")}
        autoFocus={person === null}
        value={person}
        onChange={setPerson}
      />
      {person === null && <p className="hy-quiet hy-explain-hint">{t("segments:explain.hint")}</p>}
      {person !== null && query.isPending && <TableSkeleton columns={2} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {answer && (
        <section aria-live="polite">
          <p className="hy-explain-verdict" data-answer={answer.member}>
            <b>{t(answer.member ? "segments:explain.in" : "segments:explain.out")}</b>
            <span className="hy-quiet">
              {t("segments:explain.asOf")} · <When at={answer.as_of} />
            </span>
          </p>
          <AnswerTree tree={answer.tree} />
        </section>
      )}
    </div>
  );
}
