import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import type { Segment } from "../model";
import { useLibrary, useTakeFromLibrary } from "../queries";

/** The first template, in one click. */
export function LoadExample({ onLoaded }: { onLoaded: (segment: Segment) => void }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const first = useLibrary(true).data?.items[0];
  const take = useTakeFromLibrary();
  if (!first) return null;
  const load = () =>
    take.mutate(first.key, {
      onSuccess: onLoaded,
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <Button loading={take.isPending} onClick={load}>
      {t("segments:library.example")}
    </Button>
  );
}
