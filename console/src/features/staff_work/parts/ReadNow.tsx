import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { useReadFigures } from "../queries";

/** WeCom counts a day during the night after it; this asks without waiting for the morning. */
export function ReadNow({ small = false }: { small?: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const read = useReadFigures();
  if (!useMay()("insights.read")) return null;
  return (
    <Button
      size={small ? "small" : undefined}
      loading={read.isPending}
      onClick={() =>
        read.mutate(undefined, {
          onSuccess: () => void message.success(t("staff_work:reading")),
          onError: (error) => void message.error(asRefusal(error).text(language)),
        })
      }
    >
      {t("staff_work:read")}
    </Button>
  );
}
