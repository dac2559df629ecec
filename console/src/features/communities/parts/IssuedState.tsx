import { Alert, Tag } from "antd";
import type { ReactNode } from "react";
import { type Bilingual, useLabel, useText } from "@/i18n";
import type { Issued } from "../model";

const COLOURS: Record<Issued, string> = {
  active: "success",
  draft: "processing",
  failed: "error",
  deleted: "default",
};

export function IssuedState({ status }: { status: Issued }) {
  const t = useText();
  return (
    <Tag variant="filled" color={COLOURS[status]}>
      {t(`communities:issued.${status}`)}
    </Tag>
  );
}

interface RefusedProps {
  error: { [key: string]: unknown } | null;
  title: string;
  again?: ReactNode;
}

/** What WeCom said when it refused. */
export function Refused({ error, title, again }: RefusedProps) {
  const t = useText();
  const label = useLabel();
  if (!error) return null;
  const said = (error.message ?? null) as Bilingual | null;
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={label(said) || t("communities:issuedWhy")}
      action={again}
    />
  );
}
