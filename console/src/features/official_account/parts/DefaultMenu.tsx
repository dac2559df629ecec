import { App, Button, Tag } from "antd";
import { useEffect, useMemo, useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { fromLive, type MenuButton, problemsOf, same } from "../menu";
import type { Account, LiveMenu } from "../model";
import { useDropMenus, usePublishMenu } from "../queries";
import { MenuEditor } from "./MenuEditor";

/** The menu everyone sees: what is live, what was changed here, and the way from one to the other. */
export function DefaultMenu({ account, live }: { account: Account; live: LiveMenu }) {
  const t = useText();
  const mayWrite = useMay()("live_codes.write");
  const now = useMemo(() => fromLive(live.button), [live.button]);
  const [own, setOwn] = useState<MenuButton[] | null>(null);
  const buttons = own ?? now;
  const dirty = own !== null && !same(own, now);
  const problems = problemsOf(buttons).length;
  useWarning(dirty);
  const state = dirty ? "changed" : now.length ? "isLive" : "notYet";
  return (
    <section className="hy-card" aria-label={t("official_account:menu.live")}>
      <div className="hy-card-head">
        <h2>
          {t("official_account:menu.live")}{" "}
          <Tag variant="filled" color={dirty ? "warning" : now.length ? "success" : undefined}>
            {t(`official_account:menu.${state}`)}
          </Tag>
        </h2>
        {mayWrite && now.length > 0 && !dirty && <Drop account={account} />}
      </div>
      <div className="hy-card-body">
        <MenuEditor
          account={account.id}
          name={account.name}
          buttons={buttons}
          onChange={mayWrite ? setOwn : undefined}
        />
        {mayWrite && dirty && (
          <div className="hy-menu-foot">
            {problems > 0 && (
              <span className="hy-quiet">{t("official_account:menu.fix", { n: problems })}</span>
            )}
            <Button onClick={() => setOwn(null)}>{t("official_account:menu.reset")}</Button>
            <Publish
              account={account}
              buttons={buttons}
              ready={!problems && buttons.length > 0}
              onDone={() => setOwn(null)}
            />
          </div>
        )}
      </div>
    </section>
  );
}

/** Asks before the page is left with work on it. */
function useWarning(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
}

interface PublishProps {
  account: Account;
  buttons: MenuButton[];
  ready: boolean;
  onDone: () => void;
}

function Publish({ account, buttons, ready, onDone }: PublishProps) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const publish = usePublishMenu(account.id);
  const ask = () =>
    modal.confirm({
      title: t("official_account:menu.publishAsk"),
      content: t("official_account:menu.publishWhy", { n: exactCount(account.following, language) }),
      okText: t("official_account:menu.publish"),
      cancelText: t("ui:cancel"),
      onOk: () =>
        publish.mutateAsync(buttons).then(
          () => {
            void message.success(t("official_account:menu.published"));
            onDone();
          },
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <Button type="primary" disabled={!ready} loading={publish.isPending} onClick={ask}>
      {t("official_account:menu.publish")}
    </Button>
  );
}

function Drop({ account }: { account: Account }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropMenus(account.id);
  const ask = () =>
    modal.confirm({
      title: t("official_account:menu.dropAsk"),
      content: t("official_account:menu.dropWhy"),
      okText: t("official_account:menu.drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(undefined).then(
          () => void message.success(t("official_account:menu.dropped")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <Button type="text" size="small" danger onClick={ask}>
      {t("official_account:menu.drop")}
    </Button>
  );
}
