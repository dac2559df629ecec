import { App, Button, Tag } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { OwnSession } from "../model";
import { deviceName } from "../parts/device";
import { PasswordCard } from "../parts/PasswordCard";
import { SettingsTabs } from "../parts/SettingsTabs";
import { useEndOtherSessions, useEndSession, useOwnSessions } from "../queries";

/** One's own password, and where one is logged in. */
export default function Account() {
  const t = useText();
  const query = useOwnSessions();
  const columns = useColumns();
  const { one, others } = useEnding();
  const several = (query.data?.items.length ?? 0) > 1;
  return (
    <Page
      title={t("settings:account.title")}
      purpose={t("settings:account.purpose")}
      action={several && <Button onClick={others}>{t("settings:account.endOthers")}</Button>}
      bar={<SettingsTabs />}
    >
      <DataTable
        name="sessions"
        label={t("settings:account.devices")}
        columns={columns}
        query={query}
        rowKey={(session) => session.id}
        rowActions={(session) =>
          session.current
            ? []
            : [{ key: "end", danger: true, label: t("settings:account.end"), onClick: () => one(session) }]
        }
        empty={<EmptyState title={t("settings:account.none")} />}
      />
      {query.data && <PasswordCard hasPassword={query.data.has_password} />}
    </Page>
  );
}

function useEnding() {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const told = (work: Promise<unknown>) =>
    void work
      .then(() => message.success(t("settings:account.ended")))
      .catch((error: unknown) => message.error(asRefusal(error).text(language)));
  return {
    one: (session: OwnSession) => told(end.mutateAsync(session.id)),
    others: () => told(endOthers.mutateAsync()),
  };
}

function useColumns(): Column<OwnSession>[] {
  const t = useText();
  return [
    {
      key: "device",
      title: t("settings:account.device"),
      width: 240,
      always: true,
      render: (session) => (
        <>
          <span title={session.user_agent}>
            {deviceName(session.user_agent) ?? t("settings:account.unknownDevice")}
          </span>{" "}
          {session.current && (
            <Tag variant="filled" color="success">
              {t("settings:account.here")}
            </Tag>
          )}
        </>
      ),
    },
    { key: "ip", title: t("settings:account.ip"), width: 160, render: ({ ip }) => <code>{ip || "—"}</code> },
    {
      key: "used",
      title: t("settings:account.used"),
      width: 150,
      render: (session) => <When at={session.last_used_at} />,
    },
    {
      key: "since",
      title: t("settings:account.since"),
      width: 150,
      render: (session) => <When at={session.created_at} />,
    },
  ];
}
