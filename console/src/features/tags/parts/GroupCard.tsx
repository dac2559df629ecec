import {
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  PlusOutlined,
  ThunderboltOutlined,
} from "@ant-design/icons";
import { App, Button, Tag as Badge, Tooltip } from "antd";
import { Link } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { RowMenu } from "@/ui/RowCard";
import type { Tag, TagGroup } from "../model";
import { useDropGroup } from "../queries";
import "./tags.css";
import "@/ui/person.css";

interface Props {
  group: TagGroup;
  onEdit: () => void;
  onAddTag: () => void;
}

/** One group: its tags as lines, each with how many people wear it. */
export function GroupCard({ group, onEdit, onAddTag }: Props) {
  const t = useText();
  const may = useMay();
  return (
    <section className="hy-card" aria-label={group.name}>
      <div className="hy-card-head">
        <h2 className="hy-tag-group">
          <i className="hy-tag-dot" data-color={group.color} />
          {group.name}
          <span className="hy-quiet hy-num">{group.tags.length}</span>
          {group.exclusive && (
            <Tooltip title={t("tags:group.exclusiveWhy")}>
              <Badge variant="filled">{t("tags:group.exclusive")}</Badge>
            </Tooltip>
          )}
          {!group.who.everybody && <Badge variant="filled">{t("tags:group.limited")}</Badge>}
        </h2>
        {may("tags.write") && (
          <span className="hy-tag-tools">
            <Button type="text" size="small" icon={<PlusOutlined />} onClick={onAddTag}>
              {t("tags:add")}
            </Button>
            <GroupMenu group={group} onEdit={onEdit} />
          </span>
        )}
      </div>
      <div className="hy-card-body">
        {group.tags.length ? (
          <ul className="hy-tag-lines">
            {group.tags.map((tag) => (
              <TagLine key={tag.id} tag={tag} group={group} />
            ))}
          </ul>
        ) : (
          <span className="hy-quiet">{t("tags:group.empty")}</span>
        )}
      </div>
    </section>
  );
}

function TagLine({ tag, group }: { tag: Tag; group: TagGroup }) {
  const t = useText();
  return (
    <li>
      <Link to={`/tags/${tag.id}`} className="hy-tag-name">
        <i className="hy-tag-dot" data-color={tag.color || group.color} />
        <span>{tag.name}</span>
        <Marks tag={tag} />
      </Link>
      <Link
        to={`/customers?tag=${tag.id}`}
        className="hy-num hy-tag-people"
        aria-label={t("tags:peopleOf", { name: tag.name, n: tag.people })}
      >
        <Count value={tag.people} />
      </Link>
    </li>
  );
}

/** What a tag does by itself, and whether something hinders it. */
function Marks({ tag }: { tag: Tag }) {
  const t = useText();
  const trouble = tag.synced.find((mark) => mark.error);
  return (
    <>
      {tag.rule && (
        <Tooltip title={t("tags:byRule")}>
          <ThunderboltOutlined aria-label={t("tags:byRule")} />
        </Tooltip>
      )}
      {tag.expires_after_days !== null && (
        <Tooltip title={t("tags:expires", { n: tag.expires_after_days })}>
          <ClockCircleOutlined aria-label={t("tags:expires", { n: tag.expires_after_days })} />
        </Tooltip>
      )}
      {trouble && (
        <Tooltip title={t("tags:outOfStep")}>
          <ExclamationCircleOutlined className="hy-tag-trouble" aria-label={t("tags:outOfStep")} />
        </Tooltip>
      )}
    </>
  );
}

function GroupMenu({ group, onEdit }: { group: TagGroup; onEdit: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropGroup();
  const ask = () =>
    modal.confirm({
      title: t("tags:group.dropAsk", { name: group.name }),
      content: t("tags:group.dropWhy"),
      okText: t("tags:group.drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(group.id).then(
          () => void message.success(t("tags:group.dropped")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <RowMenu
      items={[
        { key: "edit", label: t("tags:group.edit"), onClick: onEdit },
        {
          key: "drop",
          label: t("tags:group.drop"),
          danger: true,
          disabled: group.tags.length > 0,
          title: group.tags.length ? t("tags:group.notEmpty") : undefined,
          onClick: ask,
        },
      ]}
    />
  );
}
