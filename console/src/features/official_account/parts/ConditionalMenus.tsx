import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { fromLive, type MenuButton } from "../menu";
import type { Account, ConditionalMenu, LiveMenu } from "../model";
import { useAccountTags, useDropConditional } from "../queries";
import { ConditionalDrawer } from "./ConditionalDrawer";

/** Menus for some followers. The platform knows no change of one: it is deleted, or made again with changes. */
export function ConditionalMenus({ account, live }: { account: Account; live: LiveMenu }) {
  const t = useText();
  const mayWrite = useMay()("live_codes.write");
  const [seed, setSeed] = useState<MenuButton[] | null>(null);
  const base = fromLive(live.button);
  const add = mayWrite && base.length > 0 && (
    <Button size="small" onClick={() => setSeed(base)}>
      {t("official_account:menu.conditionalAdd")}
    </Button>
  );
  return (
    <section className="hy-card" aria-label={t("official_account:menu.conditional")}>
      <div className="hy-card-head">
        <h2>{t("official_account:menu.conditional")}</h2>
        {live.conditional.length > 0 && add}
      </div>
      {live.conditional.length ? (
        <>
          <p className="hy-oa-note">{t("official_account:menu.conditionalWhy")}</p>
          <ul className="hy-menu-conditional">
            {live.conditional.map((menu) => (
              <Line
                key={menu.menuid}
                account={account}
                menu={menu}
                mayWrite={mayWrite}
                onCopy={() => setSeed(fromLive(menu.button))}
              />
            ))}
          </ul>
        </>
      ) : (
        <EmptyState
          small
          title={t("official_account:menu.conditionalNone")}
          reason={t(
            base.length ? "official_account:menu.conditionalWhy" : "official_account:menu.conditionalNeeds",
          )}
          action={add}
        />
      )}
      <ConditionalDrawer account={account} seed={seed} onClose={() => setSeed(null)} />
    </section>
  );
}

interface LineProps {
  account: Account;
  menu: ConditionalMenu;
  mayWrite: boolean;
  onCopy: () => void;
}

function Line({ account, menu, mayWrite, onCopy }: LineProps) {
  const t = useText();
  const comma = t("official_account:menu.comma");
  return (
    <li>
      <div>
        <b>{useRule(account.id, menu.rule)}</b>
        <small className="hy-quiet">
          {fromLive(menu.button)
            .map(({ name, sub_button }) =>
              sub_button ? `${name} ▸ ${sub_button.map((one) => one.name).join(comma)}` : name,
            )
            .join(" · ")}
        </small>
      </div>
      {mayWrite && (
        <span>
          <Button type="text" size="small" onClick={onCopy}>
            {t("official_account:copy")}
          </Button>
          <Drop account={account.id} menuid={menu.menuid} />
        </span>
      )}
    </li>
  );
}

function useRule(account: number, rule: ConditionalMenu["rule"]): string {
  const t = useText();
  const tags = useAccountTags(account, useMay()("tags.read")).data?.items ?? [];
  const { tag_id: id, client_platform_type: system } = rule as Record<string, string | undefined>;
  const tag = tags.find((one) => String(one.external_id) === id);
  const parts = [];
  if (tag) parts.push(t("official_account:menu.tagged", { name: tag.name }));
  else if (id) parts.push(t("official_account:menu.taggedUnknown", { id }));
  if (system) {
    const name = t(`official_account:menu.systems.${system}`, { defaultValue: system });
    parts.push(t("official_account:menu.using", { system: name }));
  }
  return parts.join(t("official_account:menu.and"));
}

function Drop({ account, menuid }: { account: number; menuid: number }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropConditional(account);
  const ask = () =>
    modal.confirm({
      title: t("official_account:menu.conditionalDrop"),
      content: t("official_account:menu.conditionalDropWhy"),
      okText: t("official_account:drafts.drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(menuid).then(
          () => void message.success(t("official_account:menu.conditionalDropped")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <Button type="text" size="small" danger onClick={ask}>
      {t("official_account:drafts.drop")}
    </Button>
  );
}
