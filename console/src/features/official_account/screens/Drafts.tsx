import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import type { Draft } from "../model";
import { AccountPage } from "../parts/AccountPage";
import { DraftDrawer } from "../parts/DraftDrawer";
import { DraftsTable } from "../parts/DraftsTable";
import { MassDrawer } from "../parts/MassDrawer";
import { Publications } from "../parts/Publications";

export default function Drafts() {
  const t = useText();
  const mayWrite = useMay()("messages.write");
  const [writing, setWriting] = useState<"new" | Draft | null>(null);
  const [sending, setSending] = useState<Draft | null>(null);
  const add = mayWrite && (
    <Button type="primary" onClick={() => setWriting("new")}>
      {t("official_account:drafts.add")}
    </Button>
  );
  return (
    <AccountPage tab="drafts" action={add}>
      {(account) => (
        <>
          <DraftsTable account={account.id} add={add} onEdit={setWriting} onSend={setSending} />
          <Publications account={account.id} />
          <DraftDrawer account={account} draft={writing} onClose={() => setWriting(null)} />
          <MassDrawer
            account={account}
            open={sending !== null}
            draft={sending}
            onClose={() => setSending(null)}
          />
        </>
      )}
    </AccountPage>
  );
}
