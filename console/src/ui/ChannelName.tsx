import { useText } from "@/i18n";

/** A channel's code in the reader's words; a channel the brand named itself stays as it was named. */
export function useChannelName(): (channel: string) => string {
  const t = useText();
  return (channel) => t(`ui:channels.${channel}`, { defaultValue: channel });
}

export function ChannelName({ value }: { value: string | null }) {
  const nameOf = useChannelName();
  return value ? nameOf(value) : <span className="hy-quiet">—</span>;
}
