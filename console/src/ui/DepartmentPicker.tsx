import { useQuery } from "@tanstack/react-query";
import { TreeSelect } from "antd";
import type { LineOf } from "@/api/answers";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";

export type Department = LineOf<"/api/wecom/departments">;
/** WeCom's number of the whole company. */
export const EVERYBODY = 1;

const SLOWLY_CHANGING_MS = 5 * 60_000;

export const useDepartments = (connection_id: number) =>
  useQuery({
    queryKey: ["wecom", "departments", connection_id],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/departments", { params: { query: { connection_id } }, signal })),
  });

/** What a department is called; by its number while the name is unknown, or out of the app's sight. */
export function useDepartmentName(connection_id: number): (id: number) => string {
  const t = useText();
  const known = useDepartments(connection_id).data?.items ?? [];
  return (id) => known.find((one) => one.id === id)?.name || t("ui:department.numbered", { id });
}

interface Props {
  connectionId: number;
  value?: number[];
  onChange?: (value: number[]) => void;
  id?: string;
  label?: string;
}

/** Departments below the whole company, as a tree. One that is chosen stands for those below it. */
export function DepartmentPicker({ connectionId, value, label, ...field }: Props) {
  const t = useText();
  const departments = useDepartments(connectionId);
  const nameOf = useDepartmentName(connectionId);
  const known = departments.data?.items ?? [];
  const unseen = (value ?? []).filter((id) => departments.data && !known.some((one) => one.id === id));
  return (
    <TreeSelect<number[]>
      {...field}
      value={value}
      aria-label={label}
      multiple
      allowClear
      loading={departments.isPending}
      showSearch={{ treeNodeFilterProp: "title" }}
      treeDataSimpleMode
      treeData={[
        ...known.filter((one) => one.id !== EVERYBODY).map(asNode),
        ...unseen.map((id) => ({ id, value: id, title: nameOf(id), pId: EVERYBODY })),
      ]}
      treeDefaultExpandAll={known.length <= FEW}
      placeholder={t("ui:department.pick")}
      notFoundContent={t(departments.isPending ? "ui:loading" : "ui:department.none")}
      style={{ width: "100%" }}
    />
  );
}

/** As many as are seen at one look. */
const FEW = 20;

const asNode = (one: Department) => ({
  id: one.id,
  value: one.id,
  title: one.name,
  pId: one.parent_id ?? EVERYBODY,
});
