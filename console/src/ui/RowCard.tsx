import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import type { Column, RowUse } from "./tableModel";

interface Props<Row> extends Pick<RowUse<Row>, "onOpen" | "rowActions" | "expand"> {
  row: Row;
  columns: Column<Row>[];
}

/** A row on a phone: its name, then what the other columns say, each with its title. */
export function RowCard<Row>({ row, columns, onOpen, rowActions, expand }: Props<Row>) {
  const t = useText();
  const [unfolded, setUnfolded] = useState(false);
  const head = columns.find((column) => column.always) ?? columns[0];
  const rest = columns.filter((column) => column !== head);
  const name = head?.render(row);
  return (
    <article className="hy-row-card">
      <div className="hy-row-card-head">
        {onOpen ? (
          <button type="button" onClick={() => onOpen(row)}>
            {name}
          </button>
        ) : (
          <div>{name}</div>
        )}
        {rest
          .filter(({ title }) => !title)
          .map((column) => (
            <span key={column.key}>{column.render(row)}</span>
          ))}
        {rowActions && <RowMenu items={rowActions(row)} />}
      </div>
      <dl>
        {rest
          .filter(({ title }) => title)
          .map((column) => (
            <div key={column.key}>
              <dt>{column.title}</dt>
              <dd>{column.render(row)}</dd>
            </div>
          ))}
      </dl>
      {expand && (
        <Button type="link" size="small" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t("ui:table.details")}
        </Button>
      )}
      {unfolded && expand?.(row)}
    </article>
  );
}

/** What else can be done with a row. */
export function RowMenu({ items }: { items: MenuProps["items"] }) {
  const t = useText();
  if (!items?.length) return null;
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button
        className="hy-row-menu"
        type="text"
        size="small"
        icon={<EllipsisOutlined />}
        aria-label={t("ui:more")}
      />
    </Dropdown>
  );
}
