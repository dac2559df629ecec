import { Tag, Tooltip } from "antd";
import { useText } from "@/i18n";
import "./person.css";

export interface TagValue {
  id: number;
  name: string;
  color: string | null;
}

interface Props {
  tags: TagValue[];
  /** How many before the rest becomes +n. */
  max?: number;
  onRemove?: (tag: TagValue) => void;
}

/** Tags: neutral chips with a dot of their colour, so that a row of them stays calm and readable. */
export function TagChips({ tags, max = Number.POSITIVE_INFINITY, onRemove }: Props) {
  const t = useText();
  if (!tags.length) return <span className="hy-quiet">—</span>;
  const rest = tags.slice(max);
  return (
    <span className="hy-tags">
      {tags.slice(0, max).map((tag) => (
        <Tag
          key={tag.id}
          variant="filled"
          closable={!!onRemove}
          closeIcon={
            onRemove ? (
              <span role="img" aria-label={t("ui:tags.remove", { name: tag.name })}>
                ×
              </span>
            ) : undefined
          }
          onClose={(event) => {
            event.preventDefault();
            onRemove?.(tag);
          }}
        >
          {tag.color && <i className="hy-tag-dot" data-color={tag.color} />}
          {tag.name}
        </Tag>
      ))}
      {rest.length > 0 && (
        <Tooltip title={rest.map((tag) => tag.name).join("、")}>
          <Tag variant="filled">+{rest.length}</Tag>
        </Tooltip>
      )}
    </span>
  );
}
