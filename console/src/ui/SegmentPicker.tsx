import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { answer, client } from "@/api/client";
import { useLanguage, useText } from "@/i18n";
import { shortCount } from "@/i18n/format";
import "./rule-sentence.css";

interface Shared {
  /** What is chosen here, for who cannot see it stand there. */
  label?: string;
  id?: string;
  placeholder?: string;
  /** Not offered, such as the segment that is being edited. */
  without?: number[];
  disabled?: boolean;
}
interface OneProps extends Shared {
  many?: false;
  value?: number | null;
  onChange?: (id: number | null) => void;
}
interface ManyProps extends Shared {
  many: true;
  /** How many at most. */
  most?: number;
  value?: number[];
  onChange?: (ids: number[]) => void;
}

interface Offered {
  id: number;
  name: string;
  size: number | null;
}
const OFFERED = 50;

/** Active segments by name; what is chosen already keeps its name whatever is searched. */
function useOffered(q: string, chosen: number[]) {
  const query = { q: q || undefined, status: "active" as const, limit: OFFERED, sort: "name" };
  const found = useQuery<{ items: Offered[] }>({
    queryKey: ["segments", "picker", q],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/segments", { params: { query }, signal })),
  });
  const offered = found.data?.items ?? [];
  const missing = chosen.filter((id) => !offered.some((each) => each.id === id));
  const named = useQuery<Offered[]>({
    queryKey: ["segments", "picker", "named", missing],
    enabled: missing.length > 0 && !found.isPending,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      Promise.all(
        missing.map((segment_id) =>
          answer<Offered>(
            client.GET("/api/segments/{segment_id}", { params: { path: { segment_id } }, signal }),
          ),
        ),
      ),
  });
  const kept = (named.data ?? []).filter((each) => missing.includes(each.id));
  return { items: [...offered, ...kept], searching: found.isFetching };
}

/** Choose one segment, or several (`many`), by typing part of a name. Fits into a `Form.Item`. */
export function SegmentPicker(props: OneProps | ManyProps) {
  const t = useText();
  const language = useLanguage();
  const [typed, setTyped] = useState("");
  const chosen = props.many ? (props.value ?? []) : props.value ? [props.value] : [];
  const { items, searching } = useOffered(useDeferredValue(typed.trim()), chosen);
  const options = items
    .filter(({ id }) => !props.without?.includes(id))
    .map(({ id, name, size }) => ({ value: id, label: name, size }));
  const shared = {
    id: props.id,
    "aria-label": props.label ?? t("ui:segments.label"),
    placeholder: props.placeholder ?? t("ui:segments.pick"),
    disabled: props.disabled,
    loading: searching,
    style: { width: "100%" },
    showSearch: { filterOption: false as const, onSearch: setTyped },
    notFoundContent: t(searching ? "ui:loading" : "ui:segments.none"),
    options,
    optionRender: ({ label, data }: { label?: React.ReactNode; data: { size: number | null } }) => (
      <span className="hy-option-count">
        <span>{label}</span>
        {data.size !== null && <small className="hy-quiet hy-num">{shortCount(data.size, language)}</small>}
      </span>
    ),
  };
  if (props.many) {
    return (
      <Select<number[], (typeof options)[number]>
        {...shared}
        mode="multiple"
        maxCount={props.most}
        value={chosen}
        onChange={(ids) => props.onChange?.(ids)}
      />
    );
  }
  return (
    <Select<number | null, (typeof options)[number]>
      {...shared}
      allowClear
      value={props.value ?? null}
      onChange={(id) => props.onChange?.(id ?? null)}
    />
  );
}
