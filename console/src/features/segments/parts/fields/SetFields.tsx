import { useText } from "@/i18n";
import type {
  ChannelLeaf,
  ChatLeaf,
  FollowerLeaf,
  FriendLeaf,
  IdentityLeaf,
  Named,
  TagLeaf,
} from "../../model";
import { useRule, useSay } from "../rule";
import { grouped } from "../subjects";
import { Many, One } from "./Choose";

export interface Of<L> {
  leaf: L;
  onChange: (leaf: L) => void;
}
export const named = <Id extends string | number>(all: Named<Id>[]) =>
  all.map(({ id, name, detail }) => ({ value: id, label: detail ? `${name} · ${detail}` : name }));

/** The kind's name and which of its states: "标签 · 有任一". */
function State<V extends string>({
  kind,
  value,
  states,
  onChange,
}: {
  kind: "tag" | "friend" | "group" | "follower" | "identity" | "channel";
  value: V;
  states: readonly V[];
  onChange: (value: V) => void;
}) {
  const t = useText();
  const label = t(`segments:kinds.${kind}`);
  return (
    <>
      <span className="hy-rule-kind">{label}</span>
      <One
        label={t("segments:field.operator", { label })}
        value={value}
        options={states.map((each) => ({
          value: each,
          label: t(`segments:states.${kind}.${each as string}`),
        }))}
        onChange={onChange}
      />
    </>
  );
}

export function TagFields({ leaf, onChange }: Of<TagLeaf>) {
  const t = useText();
  const { words } = useRule();
  const options = grouped(
    words.tags.map((tag) => ({
      group: tag.group ?? t("segments:subjects.otherTags"),
      value: String(tag.id),
      label: tag.name,
      words: tag.group ?? "",
    })),
  );
  return (
    <>
      <State
        kind="tag"
        value={leaf.has}
        states={["any", "all", "none"]}
        onChange={(has) => onChange({ ...leaf, has })}
      />
      <Many
        label={t("segments:field.tags")}
        value={leaf.tags.map(String)}
        options={options}
        onChange={(tags) => onChange({ ...leaf, tags: tags.map(Number) })}
      />
    </>
  );
}

export function FriendFields({ leaf, onChange }: Of<FriendLeaf>) {
  const t = useText();
  const { words } = useRule();
  return (
    <>
      <State
        kind="friend"
        value={leaf.state}
        states={["open", "lost", "never"]}
        onChange={(state) => onChange({ ...leaf, state })}
      />
      <Many
        label={t("segments:field.staff")}
        placeholder={t("segments:field.anyStaff")}
        value={leaf.staff}
        options={named(words.staff)}
        onChange={(staff) => onChange({ ...leaf, staff })}
      />
      <Many
        label={t("segments:field.stores")}
        placeholder={t("segments:field.anyStore")}
        value={leaf.stores}
        options={named(words.stores)}
        onChange={(stores) => onChange({ ...leaf, stores })}
      />
    </>
  );
}

export function ChatFields({ leaf, onChange }: Of<ChatLeaf>) {
  const t = useText();
  const { words } = useRule();
  return (
    <>
      <State
        kind="group"
        value={leaf.state}
        states={["in", "left", "never"]}
        onChange={(state) => onChange({ ...leaf, state })}
      />
      <Many
        label={t("segments:field.groups")}
        placeholder={t("segments:field.anyGroup")}
        value={leaf.groups}
        options={named(words.groups)}
        onChange={(groups) => onChange({ ...leaf, groups })}
      />
    </>
  );
}

export function FollowerFields({ leaf, onChange }: Of<FollowerLeaf>) {
  const t = useText();
  const { words } = useRule();
  return (
    <>
      <State
        kind="follower"
        value={leaf.state}
        states={["following", "left", "never"]}
        onChange={(state) => onChange({ ...leaf, state })}
      />
      <Many
        label={t("segments:field.accounts")}
        placeholder={t("segments:field.anyAccount")}
        value={leaf.accounts}
        options={named(words.accounts)}
        onChange={(accounts) => onChange({ ...leaf, accounts })}
      />
    </>
  );
}

export function IdentityFields({ leaf, onChange }: Of<IdentityLeaf>) {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  return (
    <>
      <State
        kind="identity"
        value={leaf.has ? "has" : "has_not"}
        states={["has", "has_not"]}
        onChange={(has) => onChange({ ...leaf, has: has === "has" })}
      />
      <One
        label={t("segments:field.identifier")}
        value={leaf.identifier}
        options={words.identifiers.map((each) => ({ value: each.value, label: say(each.label) }))}
        onChange={(identifier) => onChange({ ...leaf, identifier })}
      />
    </>
  );
}

export function ChannelFields({ leaf, onChange }: Of<ChannelLeaf>) {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  return (
    <>
      <State
        kind="channel"
        value={leaf.touch}
        states={["first", "last", "any"]}
        onChange={(touch) => onChange({ ...leaf, touch })}
      />
      <Many
        label={t("segments:field.channels")}
        value={leaf.channels}
        options={words.channels.map((each) => ({
          value: each.value,
          label: t(`ui:channels.${each.value}`, { defaultValue: say(each.label) || each.value }),
          words: each.value,
        }))}
        onChange={(channels) => onChange({ ...leaf, channels })}
      />
    </>
  );
}
