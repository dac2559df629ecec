import { useEffect, useRef } from "react";
import { useLanguage, useText } from "@/i18n";
import { exactTime } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import { fate, type Line, REASONS, withTimes } from "../model";
import { useLines } from "../queries";
import { Words } from "./Words";
import "./chat.css";

/** What was said, oldest first, and stays in view at its end as more comes. */
export function Chat({ id, name }: { id: number; name: string }) {
  const t = useText();
  const query = useLines(id);
  const lines = query.data?.items;
  const end = useRef<HTMLOListElement>(null);
  const count = lines?.length ?? 0;
  useEffect(() => {
    if (count && end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [count]);
  if (query.isPending) return <TableSkeleton columns={2} />;
  if (!lines) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!lines.length) {
    return <EmptyState small title={t("conversations:chat.none")} reason={t("conversations:chat.noneWhy")} />;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ol ref={end} className="hy-chat" aria-label={t("conversations:chat.title")} tabIndex={0}>
      {withTimes(lines).map(({ line, time }) => (
        <li key={line.number} data-speaker={line.speaker}>
          {time && <Time at={line.at} />}
          {line.speaker === "system" ? <Change line={line} /> : <Bubble line={line} name={name} />}
        </li>
      ))}
    </ol>
  );
}

function Time({ at }: { at: string }) {
  const language = useLanguage();
  const timezone = useTimezone();
  return (
    <time className="hy-chat-time hy-num" dateTime={at}>
      {exactTime(at, language, timezone)}
    </time>
  );
}

function Change({ line }: { line: Line }) {
  const t = useText();
  const who = line.servicer_name;
  return (
    <p className="hy-chat-change">
      {who && line.kind === "human"
        ? t("conversations:changes.taken", { name: who })
        : t(`conversations:changes.${line.kind}`)}
    </p>
  );
}

function Bubble({ line, name }: { line: Line; name: string }) {
  const t = useText();
  const who = {
    customer: name,
    servicer: line.servicer_name ?? t("conversations:chat.servicer"),
    us: t("conversations:chat.us"),
    system: "",
  }[line.speaker];
  return (
    <div className="hy-chat-line">
      <small>{who}</small>
      <p>
        <Words line={line} />
      </p>
      <Fate line={line} />
    </div>
  );
}

function Fate({ line }: { line: Line }) {
  const t = useText();
  const became = fate(line);
  if (!became) return null;
  const known = (REASONS as readonly string[]).includes(line.reason ?? "");
  const why = known ? t(`conversations:reasons.${line.reason}`) : (line.reason ?? "");
  return (
    <small className="hy-chat-fate" data-fate={became}>
      {became === "waiting" ? t("conversations:chat.waiting") : t("conversations:chat.failed", { why })}
    </small>
  );
}
