import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { useChannelName } from "@/ui/ChannelName";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import type { FilterField, Option } from "@/ui/filterFields";
import type { Tag } from "../model";
import { useChannels, useSegmentNames, useStaff, useStores, useTags } from "../queries";

const CHANNEL_DAYS = 90;
const DAY_MS = 86_400_000;
const STAGES = ["potential", "new", "active", "loyal", "sleeping", "churned"];

/** 金卡（客户等级）: two groups may hold a tag of the same name. */
export const tagOption = (tag: Tag): Option => ({
  value: String(tag.id),
  label: `${tag.name} · ${tag.group}`,
});

function useChannelOptions(): Option[] {
  const nameOf = useChannelName();
  const may = useMay();
  const timezone = useTimezone();
  const from = dayIn(timezone, new Date(Date.now() - (CHANNEL_DAYS - 1) * DAY_MS));
  const channels = useChannels(from, dayIn(timezone), may("insights.read")).data ?? [];
  // A share without a key is "no channel", which the list cannot be asked for.
  return channels.flatMap(({ key }) => (key ? [{ value: key, label: nameOf(key) }] : []));
}

/** What the list of customers can be narrowed by. What a reader may not see is not offered. */
export function useCustomerFields(): FilterField[] {
  const t = useText();
  const may = useMay();
  const tags = useTags(may("tags.read")).data?.items ?? [];
  const staff = useStaff(may("stores.read")).data?.items ?? [];
  const stores = useStores(may("stores.read")).data?.items ?? [];
  const segments = useSegmentNames(may("segments.read")).data?.items ?? [];
  const channels = useChannelOptions();
  const fields: (FilterField | false)[] = [
    { key: "channel", kind: "choices", label: t("customers:channel"), options: channels, open: true },
    may("segments.read") && {
      key: "segment",
      kind: "choice",
      label: t("customers:segment"),
      options: segments.map((one) => ({ value: String(one.id), label: one.name })),
    },
    may("segments.read") && {
      key: "stage",
      kind: "choices",
      label: t("customers:stage"),
      options: STAGES.map((value) => ({ value, label: t(`customers:stages.${value}`) })),
    },
    may("tags.read") && {
      key: "tag",
      kind: "choices",
      label: t("customers:tags"),
      options: tags.map(tagOption),
    },
    may("stores.read") && {
      key: "staff",
      kind: "choices",
      label: t("customers:friends"),
      options: staff.map((one) => ({
        value: String(one.id),
        label: one.store_name ? `${one.name} · ${one.store_name}` : one.name,
      })),
    },
    may("stores.read") && {
      key: "store",
      kind: "choices",
      label: t("customers:store"),
      options: stores.map((one) => ({ value: String(one.id), label: one.name })),
    },
    { key: "first_seen", kind: "days", label: t("customers:firstSeen") },
    { key: "last_seen", kind: "days", label: t("customers:lastSeen") },
    { key: "orders", kind: "number", label: t("customers:orders") },
    { key: "gmv", kind: "money", label: t("customers:gmv") },
  ];
  return fields.filter((field): field is FilterField => field !== false);
}
