import { useText } from "@/i18n";

/** A channel in the reader's words. Channels the brand named itself are shown as they were named. */
export function ChannelName({ value }: { value: string | null }) {
  const t = useText();
  if (!value) return <span className="hy-quiet">—</span>;
  return <>{t(`customers:channels.${value}`, { defaultValue: value })}</>;
}
