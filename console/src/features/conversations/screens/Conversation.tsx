import { useParams } from "react-router";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PersonChip } from "@/ui/PersonChip";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Conversation as Value } from "../model";
import { Chat } from "../parts/Chat";
import { Composer } from "../parts/Composer";
import { ConversationState } from "../parts/ConversationState";
import { Moves } from "../parts/Moves";
import { useConversation } from "../queries";
import "../parts/chat.css";

export default function Conversation() {
  const t = useText();
  const query = useConversation(Number(useParams().id));
  const one = query.data;
  const back = { to: "/conversations", label: t("conversations:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!one) {
    return (
      <Page title={t("conversations:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const name = one.person_name ?? t("ui:person.numbered", { id: one.person_id });
  return (
    <Page title={name} back={back} action={<Moves one={one} />}>
      <div className="hy-main-side">
        <section className="hy-card" aria-label={t("conversations:chat.title")}>
          <div className="hy-card-head">
            <h2>{t("conversations:chat.title")}</h2>
            <ConversationState state={one.state} />
          </div>
          <Chat id={one.id} name={name} />
          <Composer one={one} />
        </section>
        <Facts one={one} />
      </div>
    </Page>
  );
}

function Facts({ one }: { one: Value }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("conversations:customer")}</h2>
      </div>
      <div className="hy-card-body">
        <PersonChip id={one.person_id} name={one.person_name} detail={t("conversations:seeCustomer")} />
        <dl className="hy-talk-facts">
          <dt>{t("conversations:state")}</dt>
          <dd>{t(`conversations:statesWhy.${one.state}`)}</dd>
          <dt>{t("conversations:servicer")}</dt>
          <dd>{one.servicer_name ?? "—"}</dd>
          <dt>{t("conversations:account")}</dt>
          <dd>{one.account_name || one.open_kfid}</dd>
          <dt>{t("conversations:scene")}</dt>
          <dd>{one.scene ?? "—"}</dd>
          <dt>{t("conversations:entered")}</dt>
          <dd>
            <When at={one.entered_at} />
          </dd>
          <dt>{t("conversations:asked")}</dt>
          <dd>
            <When at={one.asked_at} />
          </dd>
          <dt>{t("conversations:answered")}</dt>
          <dd>
            <When at={one.answered_at} />
          </dd>
        </dl>
      </div>
    </section>
  );
}
