import { Alert, App, Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { EmptyState } from "./EmptyState";
import { FailureState } from "./FailureState";
import { PersonChip } from "./PersonChip";
import { TableSkeleton } from "./Skeletons";
import { When } from "./When";
import { type Behind, type SeenPerson, type Tree, useBehind, useSaveSegment } from "./behind";
import "./people-behind.css";

/** The people behind a number, and the way to keep them as a segment that stays up to date. */
export function PeopleBehind({ behind, onClose }: { behind: Behind | null; onClose: () => void }) {
  const may = useMay();
  return (
    <Drawer
      open={behind !== null}
      title={behind?.title}
      size={480}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      onClose={onClose}
      destroyOnHidden
      footer={
        behind?.tree && may("segments.write") ? (
          <SaveAs key={behind.title} title={behind.title} tree={behind.tree} />
        ) : null
      }
    >
      {behind?.also && (
        <Button type="link" className="hy-behind-also" onClick={behind.also.open}>
          {behind.also.label}
        </Button>
      )}
      {behind && <People key={behind.title} behind={behind} />}
    </Drawer>
  );
}

function People({ behind }: { behind: Behind }) {
  const t = useText();
  const language = useLanguage();
  const query = useBehind(behind);
  if (query.isPending) return <TableSkeleton rows={6} columns={2} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const people = query.data.pages.flatMap((page) => page.items);
  const size = query.data.pages[0]?.total ?? 0;
  if (!size) return <EmptyState small title={t("ui:behind.none")} reason={t("ui:behind.noneWhy")} />;
  const sampled = !behind.page && people.length < size;
  return (
    <>
      <p className="hy-quiet hy-behind-size">
        {t(sampled ? "ui:behind.some" : "ui:behind.all", {
          size: exactCount(size, language),
          n: people.length,
        })}
      </p>
      <ul className="hy-behind-people" aria-label={t("ui:behind.label")}>
        {people.map((one) => (
          <Person key={one.id} one={one} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("ui:behind.more")}
        </Button>
      )}
    </>
  );
}

function Person({ one }: { one: SeenPerson }) {
  return (
    <li>
      <PersonChip id={one.id} name={one.name} avatar={one.avatar} detail={one.city ?? undefined} />
      {one.last_seen_at && (
        <small className="hy-quiet">
          <When at={one.last_seen_at} />
        </small>
      )}
    </li>
  );
}

function SaveAs({ title, tree }: { title: string; tree: Tree }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const save = useSaveSegment();
  const [name, setName] = useState(title);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async () => {
    setProblem(null);
    try {
      const made = await save.mutateAsync({ name: name.trim(), description: "", tree });
      void message.success(t("ui:behind.saved"));
      await navigate(`/segments/${made.id}`);
    } catch (error) {
      setProblem(asRefusal(error).text(language));
    }
  };
  return (
    <div className="hy-stack">
      {problem && <Alert type="error" showIcon title={problem} />}
      <form
        className="hy-behind-save"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Input
          aria-label={t("ui:behind.name")}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!name.trim()}>
          {t("ui:behind.save")}
        </Button>
      </form>
    </div>
  );
}
