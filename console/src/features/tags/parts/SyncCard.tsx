import { App, Button } from "antd";
import { Link } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import type { SyncMark, Tag } from "../model";
import { useKeepInStep, useLeaveAlone, useSync } from "../queries";

/** Whether the tag is the same on WeCom and the official accounts, and for each account whether it should be. */
export function SyncCard({ tag }: { tag: Tag }) {
  const t = useText();
  const accounts = useSync().data?.items ?? [];
  const label = useLabel();
  const whyOf = (account: string) =>
    label(
      accounts
        .find((one) => one.account === account)
        ?.conflicts.find((conflict) => conflict.tag_id === tag.id)?.reason,
    );
  const nameOf = (account: string) => accounts.find((one) => one.account === account)?.name || account;
  const others = accounts.filter((one) => !tag.synced.some((mark) => mark.account === one.account));
  return (
    <section className="hy-card" aria-label={t("tags:sync.title")}>
      <div className="hy-card-head">
        <h2>{t("tags:sync.title")}</h2>
        <Link to="/tags/sync">{t("tags:sync.all")}</Link>
      </div>
      <div className="hy-card-body">
        {tag.synced.length > 0 || others.length > 0 ? (
          <ul className="hy-sync-marks">
            {tag.synced.map((mark) => (
              <Linked
                key={`${mark.kind}/${mark.account}`}
                tag={tag}
                mark={mark}
                name={nameOf(mark.account)}
                why={whyOf(mark.account)}
              />
            ))}
            {others.map((one) => (
              <NotLinked
                key={`${one.kind}/${one.account}`}
                tag={tag}
                account={one.account}
                kind={one.kind}
                name={one.name}
              />
            ))}
          </ul>
        ) : (
          <span className="hy-quiet">{t("tags:sync.notLinked")}</span>
        )}
      </div>
    </section>
  );
}

interface LinkedProps {
  tag: Tag;
  mark: SyncMark;
  name: string;
  /** What is the matter, in words. */
  why: string;
}

function Linked({ tag, mark, name, why }: LinkedProps) {
  const t = useText();
  const say = useSay();
  const mayWrite = useMay()("tags.write");
  const stop = useLeaveAlone();
  return (
    <li>
      <div>
        <Account kind={mark.kind} name={name} />
        <span className="hy-sync-state" data-state={mark.state}>
          {t(`tags:sync.states.${mark.state}`, { defaultValue: mark.state })}
          {mayWrite && (
            <Button
              type="link"
              size="small"
              loading={stop.isPending}
              onClick={() => stop.mutate({ id: tag.id, account: mark.account }, say("tags:sync.stopped"))}
            >
              {t("tags:sync.stop")}
            </Button>
          )}
        </span>
      </div>
      {why && <small className="hy-quiet">{why}</small>}
    </li>
  );
}

interface NotLinkedProps {
  tag: Tag;
  account: string;
  kind: string;
  name: string;
}

function NotLinked({ tag, account, kind, name }: NotLinkedProps) {
  const t = useText();
  const say = useSay();
  const mayWrite = useMay()("tags.write");
  const start = useKeepInStep();
  return (
    <li>
      <div>
        <Account kind={kind} name={name} />
        {mayWrite && tag.status === "active" ? (
          <Button
            size="small"
            loading={start.isPending}
            onClick={() => start.mutate({ id: tag.id, account }, say("tags:sync.started"))}
          >
            {t("tags:sync.start")}
          </Button>
        ) : (
          <span className="hy-quiet">{t("tags:sync.off")}</span>
        )}
      </div>
    </li>
  );
}

function Account({ kind, name }: { kind: string; name: string }) {
  const t = useText();
  return (
    <span>
      {name} <span className="hy-quiet">· {t(`tags:sync.kinds.${kind}`, { defaultValue: kind })}</span>
    </span>
  );
}

/** Says how it went. */
export function useSay() {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  return (done: string) => ({
    onSuccess: () => void message.success(t(done)),
    onError: (error: unknown) => void message.error(asRefusal(error).text(language)),
  });
}
