import { Drawer, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Segment } from "../model";
import { useFound, useMembership } from "../queries";
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
      <PersonSelect value={person} onChange={setPerson} />
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

function PersonSelect({ value, onChange }: { value: number | null; onChange: (id: number) => void }) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useFound(q || (value ? String(value) : ""));
  const nameOf = (row: { id: number; name: string | null }) =>
    row.name ? `${row.name} · ${row.id}` : t("ui:person.numbered", { id: row.id });
  const options = (found.data?.items ?? []).map((row) => ({ value: row.id, label: nameOf(row) }));
  const known = options.some((option) => option.value === value);
  if (value && !known && !typed) options.unshift({ value, label: t("ui:person.numbered", { id: value }) });
  return (
    <Select<number>
      autoFocus={value === null}
      aria-label={t("segments:explain.person")}
      placeholder={t("segments:explain.pick")}
      value={value}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={q && !found.isFetching ? t("segments:explain.none") : null}
      options={options}
      onChange={onChange}
    />
  );
}
