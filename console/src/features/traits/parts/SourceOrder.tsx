import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  HolderOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { moved } from "../model";
import "./traits.css";

/** What may say something about a customer, as the platform names it. */
const SOURCES = ["manual", "import", "shop", "pos", "wecom", "oa", "mp", "key", "system"];

interface Props {
  value?: string[];
  onChange?: (sources: string[]) => void;
}

/** Whose word counts first: drag a line, or move it with its arrows. Nothing in it: the newest word counts. */
export function SourceOrder({ value = [], onChange }: Props) {
  const t = useText();
  const [held, setHeld] = useState<number | null>(null);
  const nameOf = (source: string) => t(`customers:sources.${source}`, { defaultValue: source });
  const move = (from: number, to: number) => {
    if (to >= 0 && to < value.length && to !== from) onChange?.(moved(value, from, to));
  };
  const rest = SOURCES.filter((source) => !value.includes(source));
  return (
    <div className="hy-source-order">
      {value.length > 0 && (
        <ol aria-label={t("traits:precedence")}>
          {value.map((source, index) => (
            <li
              key={source}
              draggable
              data-held={held === index}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", source);
                setHeld(index);
              }}
              onDragOver={(event) => {
                event.preventDefault();
                if (held !== null && held !== index) {
                  move(held, index);
                  setHeld(index);
                }
              }}
              onDragEnd={() => setHeld(null)}
            >
              <HolderOutlined aria-hidden />
              <span>{nameOf(source)}</span>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                aria-label={t("traits:moveUp", { name: nameOf(source) })}
                onClick={() => move(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === value.length - 1}
                aria-label={t("traits:moveDown", { name: nameOf(source) })}
                onClick={() => move(index, index + 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t("traits:takeOut", { name: nameOf(source) })}
                onClick={() => onChange?.(value.filter((one) => one !== source))}
              />
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: rest.map((source) => ({ key: source, label: nameOf(source) })),
            onClick: ({ key }) => onChange?.([...value, key]),
          }}
        >
          <Button type="dashed" size="small" icon={<PlusOutlined />}>
            {t("traits:addSource")}
          </Button>
        </Dropdown>
      )}
    </div>
  );
}
