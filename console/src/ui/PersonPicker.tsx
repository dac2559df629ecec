import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";

interface Props {
  /** What is chosen here, for who cannot see it stand there. */
  label: string;
  placeholder: string;
  /** Said when nobody is called so. */
  none: string;
  value?: number | null;
  onChange?: (id: number) => void;
  id?: string;
  autoFocus?: boolean;
}
const FOUND = 20;

/** Customers by what was typed, to choose one of them. */
const useFound = (q: string) =>
  useQuery<{ items: { id: number; name: string | null }[] }>({
    queryKey: ["customers", "found", q],
    enabled: q !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/customers", { params: { query: { q, limit: FOUND } }, signal })),
  });

export function PersonPicker({ label, placeholder, none, value = null, onChange, id, autoFocus }: Props) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useFound(q || (value ? String(value) : ""));
  const nameOf = (row: { id: number; name: string | null }) =>
    row.name ? `${row.name} · ${row.id}` : t("ui:person.numbered", { id: row.id });
  const options = (found.data?.items ?? []).map((row) => ({ value: row.id, label: nameOf(row) }));
  const known = options.some((option) => option.value === value);
  if (value && !known && !typed) options.unshift({ value, label: t("ui:person.numbered", { id: value }) });
  return (
    <Select<number>
      id={id}
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={q && !found.isFetching ? none : null}
      options={options}
      onChange={onChange}
      style={{ width: "100%" }}
    />
  );
}
