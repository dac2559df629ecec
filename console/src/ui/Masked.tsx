import { EyeOutlined } from "@ant-design/icons";
import { Button, Input, Popover } from "antd";
import { useEffect, useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import "./person.css";

interface Props {
  /** 138****5678 */
  value: string | null;
  /** What it is, for the button: 手机号. */
  label: string;
  /** Asks the server, which writes down who looked and why. Absent: this reader may not. */
  reveal?: (reason: string) => Promise<string>;
}

const SHOWN_MS = 60_000;
/** The server's own minimum, said before it has to refuse. */
const REASON_LENGTH = 4;

/** A personal detail behind its mask. Seeing it takes a reason, is recorded, and lasts a minute. */
export function Masked({ value, label, reveal }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [clear, setClear] = useState<string | null>(null);
  useEffect(() => {
    if (clear === null) return;
    const timer = setTimeout(() => setClear(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [clear]);

  if (!value) return <span className="hy-quiet">—</span>;
  const show = async (reason: string) => {
    setClear((await reveal?.(reason)) ?? null);
    setOpen(false);
  };
  const title = t("ui:masked.title", { label });
  return (
    <span className="hy-masked">
      <span className="hy-num">{clear ?? value}</span>
      {reveal && clear === null && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          destroyOnHidden
          content={<ReasonForm onReason={show} />}
          title={title}
        >
          <Button type="text" size="small" icon={<EyeOutlined />} aria-label={title} />
        </Popover>
      )}
    </span>
  );
}

function ReasonForm({ onReason }: { onReason: (reason: string) => Promise<void> }) {
  const t = useText();
  const language = useLanguage();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enough = reason.trim().length >= REASON_LENGTH;
  const give = async () => {
    if (!enough) return;
    setBusy(true);
    setProblem(null);
    await onReason(reason.trim()).catch((error: unknown) => {
      setProblem(asRefusal(error).text(language));
      setBusy(false);
    });
  };
  return (
    <div className="hy-masked-form">
      <p>{t("ui:masked.why")}</p>
      <Input
        autoFocus
        maxLength={100}
        aria-label={t("ui:masked.reason")}
        placeholder={t("ui:masked.example")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => void give()}
      />
      {problem && <p role="alert">{problem}</p>}
      <Button type="primary" size="small" loading={busy} disabled={!enough} onClick={() => void give()}>
        {t("ui:masked.show")}
      </Button>
    </div>
  );
}
