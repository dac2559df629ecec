import { CloseOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useEffect, useRef } from "react";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { MomentDetail, MomentMember, MomentReaction } from "../model";
import { useMomentReactions } from "../queries";
import "@/ui/filter-bar.css";
import "./outreach.css";

interface Props {
  moment: MomentDetail;
  /** Only below what this member published. */
  member: MomentMember | undefined;
  onEveryone: () => void;
}

/** Who liked and commented, as WeCom tells now. */
export function MomentReactions({ moment, member, onEveryone }: Props) {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const userid = member?.userid;
  const query = useMomentReactions(moment, userid);
  useEffect(() => {
    // The list of staff may be longer than the window.
    if (userid) place.current?.scrollIntoView({ block: "nearest" });
  }, [userid]);
  const items = query.data?.pages.flatMap((page) => page.items).map((one, index) => ({ ...one, index }));
  return (
    <section ref={place} className="hy-stack" aria-label={t("outreach:reactions.title")}>
      <div className="hy-reactions-head">
        <h2>{t("outreach:reactions.title")}</h2>
        {member && (
          <span className="hy-chip">
            <button type="button" onClick={onEveryone}>
              {t("outreach:reactions.of", { name: member.name ?? member.userid })}
            </button>
            <button
              type="button"
              className="hy-chip-x"
              aria-label={t("outreach:reactions.everyone")}
              onClick={onEveryone}
            >
              <CloseOutlined />
            </button>
          </span>
        )}
      </div>
      <DataTable
        name="moment-reactions"
        label={t("outreach:reactions.title")}
        columns={useColumns()}
        query={{ ...query, data: items && { items } }}
        rowKey={(one) => one.index}
        phone={(one) => <ReactionCard reaction={one} />}
        empty={
          <EmptyState small title={t("outreach:reactions.none")} reason={t("outreach:reactions.noneWhy")} />
        }
      />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("outreach:reactions.more")}
        </Button>
      )}
    </section>
  );
}

function Who({ reaction }: { reaction: MomentReaction }) {
  const t = useText();
  const { who, person_id, name, hidden } = reaction;
  if (who === "staff") {
    return (
      <span className="hy-reaction-staff">
        {name} <Tag variant="filled">{t("outreach:reactions.staff")}</Tag>
      </span>
    );
  }
  if (person_id === null) {
    return (
      <span className="hy-quiet">
        {t(hidden ? "outreach:reactions.hidden" : "outreach:reactions.unknown")}
      </span>
    );
  }
  return <PersonChip id={person_id} name={name} size="small" />;
}

function ReactionCard({ reaction }: { reaction: MomentReaction }) {
  const t = useText();
  return (
    <div className="hy-outreach-card">
      <span>
        <Who reaction={reaction} />
        <b>{t(`outreach:reactions.${reaction.kind}`)}</b>
      </span>
      <span className="hy-quiet">
        <span>{t("outreach:reactions.of", { name: reaction.member })}</span>
        <When at={reaction.at} />
      </span>
    </div>
  );
}

function useColumns(): Column<MomentReaction>[] {
  const t = useText();
  return [
    {
      key: "who",
      title: t("outreach:reactions.who"),
      width: 220,
      always: true,
      render: (one) => <Who reaction={one} />,
    },
    {
      key: "kind",
      title: t("outreach:reactions.what"),
      width: 100,
      render: (one) => t(`outreach:reactions.${one.kind}`),
    },
    { key: "member", title: t("outreach:reactions.below"), width: 140, render: (one) => one.member },
    { key: "at", title: t("outreach:recipients.at"), width: 130, render: (one) => <When at={one.at} /> },
  ];
}
