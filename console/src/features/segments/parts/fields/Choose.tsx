import { Select } from "antd";
import { useText } from "@/i18n";

export interface Option<V extends string | number = string> {
  value: V;
  label: string;
  /** What a search may match besides the label. */
  words?: string;
}
interface Base<V extends string | number> {
  label: string;
  options: Option<V>[] | { label: string; options: Option<V>[] }[];
}

/** Above this, a list is searched rather than read. */
const READABLE = 8;
const POPUP = { popupMatchSelectWidth: false, variant: "filled" } as const;
const flat = <V extends string | number>(options: Base<V>["options"]): Option<V>[] =>
  options.flatMap((each) => ("options" in each ? each.options : [each]));
const SEARCH = {
  filterOption: (typed: string, option?: { label?: unknown; words?: unknown }) =>
    `${option?.label ?? ""} ${option?.words ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase()),
};

interface OneProps<V extends string | number> extends Base<V> {
  value: V | null | undefined;
  onChange: (value: V) => void;
  placeholder?: string;
}
/** One of few or many; what was chosen and no longer exists stays visible, so that it can be replaced. */
export function One<V extends string | number>({
  label,
  value,
  options,
  onChange,
  placeholder,
}: OneProps<V>) {
  const t = useText();
  const known = flat(options);
  const gone =
    value !== null && value !== undefined && value !== "" && !known.some((each) => each.value === value);
  return (
    <Select<V>
      {...POPUP}
      className="hy-rule-one"
      aria-label={label}
      value={value === "" ? null : value}
      placeholder={placeholder ?? label}
      showSearch={known.length > READABLE ? SEARCH : false}
      options={gone ? [...options, { value, label: t("segments:gone", { id: value }) }] : options}
      notFoundContent={t("segments:nothingFound")}
      onChange={onChange}
    />
  );
}

interface ManyProps<V extends string | number> extends Base<V> {
  value: V[];
  onChange: (value: V[]) => void;
  placeholder?: string;
  /** Values that are not in the list may be typed or pasted, apart by commas or lines. */
  open?: boolean;
}
export function Many<V extends string | number>(props: ManyProps<V>) {
  const { label, value, options, onChange, placeholder, open = false } = props;
  const t = useText();
  const known = new Set(flat(options).map((each) => each.value));
  const gone = open ? [] : value.filter((each) => !known.has(each));
  return (
    <Select<V[]>
      {...POPUP}
      className="hy-rule-many"
      mode={open ? "tags" : "multiple"}
      aria-label={label}
      value={value}
      placeholder={placeholder ?? label}
      maxTagCount={6}
      showSearch={SEARCH}
      tokenSeparators={open ? [",", "，", "\n", "、", ";", "；"] : undefined}
      options={[
        ...options,
        ...gone.map((each) => ({ value: each, label: t("segments:gone", { id: each }) })),
      ]}
      notFoundContent={open ? null : t("segments:nothingFound")}
      onChange={onChange}
    />
  );
}
