import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Popover, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { TagChips } from "@/ui/TagChips";
import type { CustomerDetail, TagOfCustomer } from "../model";
import { useChangeTags, useTags } from "../queries";
import { tagOption } from "./fields";

export function TagsCard({ person }: { person: CustomerDetail }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay();
  const { message } = App.useApp();
  const change = useChangeTags(person.id);
  const send = (what: { add?: TagOfCustomer[]; remove?: TagOfCustomer[] }) =>
    change.mutate(what, { onError: (error) => void message.error(asRefusal(error).text(language)) });
  return (
    <section className="hy-card hy-side-card">
      <div className="hy-card-head">
        <h2>{t("customers:tags")}</h2>
        {may("tags.write") && may("tags.read") && (
          <AddTags worn={person.tags} onAdd={(add) => send({ add })} />
        )}
      </div>
      <div className="hy-card-body">
        {person.tags.length ? (
          <TagChips
            tags={person.tags}
            onRemove={
              may("tags.write")
                ? (gone) => send({ remove: person.tags.filter((tag) => tag.id === gone.id) })
                : undefined
            }
          />
        ) : (
          <span className="hy-quiet">{t("customers:tagsEmpty")}</span>
        )}
      </div>
    </section>
  );
}

function AddTags({ worn, onAdd }: { worn: TagOfCustomer[]; onAdd: (tags: TagOfCustomer[]) => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const all = (useTags(open).data?.items ?? []).filter(
    (tag) => tag.status === "active" && !worn.some((one) => one.id === tag.id),
  );
  const add = () => {
    onAdd(all.filter((tag) => chosen.includes(String(tag.id))));
    setOpen(false);
  };
  const form = (
    <div className="hy-bulk-tags">
      <Select
        mode="multiple"
        autoFocus
        defaultOpen
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("customers:tagsPick")}
        placeholder={t("customers:tagsPick")}
        notFoundContent={t("customers:tagsNone")}
        value={chosen}
        onChange={setChosen}
        options={all.map(tagOption)}
      />
      <Button type="primary" size="small" disabled={!chosen.length} onClick={add}>
        {t("customers:tagsAdd")}
      </Button>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setChosen([]);
      }}
      trigger="click"
      placement="bottomRight"
      content={form}
      destroyOnHidden
    >
      <Button type="text" size="small" icon={<PlusOutlined />}>
        {t("customers:tagsAdd")}
      </Button>
    </Popover>
  );
}
