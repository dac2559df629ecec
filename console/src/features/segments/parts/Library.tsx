import { App, Button, Drawer } from "antd";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import type { LibraryEntry } from "../model";
import { useLibrary, useTakeFromLibrary } from "../queries";
import "./segments.css";

const WIDTH = 520;

/** Ready-made segments. Adding one leads to it. */
export function Library({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const query = useLibrary(open);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t("segments:library.title")}
      size={WIDTH}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      destroyOnHidden
    >
      <p className="hy-quiet hy-library-why">{t("segments:library.why")}</p>
      {query.isPending && <TableSkeleton columns={2} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data?.items.length === 0 && <EmptyState small title={t("segments:library.none")} />}
      <ul className="hy-library">
        {query.data?.items.map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ul>
    </Drawer>
  );
}

function Entry({ entry }: { entry: LibraryEntry }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const take = useTakeFromLibrary();
  const name = label(entry.name);
  const add = () =>
    take.mutate(entry.key, {
      onSuccess: (segment) => {
        void message.success(t("segments:library.taken", { name }));
        void navigate(`/segments/${segment.id}`);
      },
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <li>
      <div>
        <b>{name}</b>
        <p>{label(entry.why)}</p>
      </div>
      {typeof entry.size === "number" && (
        <span className="hy-quiet">
          <Count value={entry.size} /> {t("segments:people")}
        </span>
      )}
      <Button
        size="small"
        loading={take.isPending}
        aria-label={`${t("segments:library.take")} ${name}`}
        onClick={add}
      >
        {t("segments:library.take")}
      </Button>
    </li>
  );
}
