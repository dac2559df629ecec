import { Form, Select } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { FormDrawer } from "@/ui/FormDrawer";
import type { Segment } from "../model";
import { useAssignAll, useTagAll, useVocabulary } from "../queries";

interface Props {
  segment: Segment;
  open: boolean;
  onClose: () => void;
}
interface Tags {
  add: number[];
  remove: number[];
}

const SEARCH = { optionFilterProp: "label" };
const named = (all: { id: number; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function TagDrawer({ segment, open, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const tags = named(useVocabulary().data?.tags);
  const run = useTagAll(segment.id);
  return (
    <FormDrawer<Tags>
      open={open}
      title={t("segments:tagAll.title", { n: exactCount(segment.size ?? 0, language) })}
      initial={{ add: [], remove: [] }}
      onSubmit={({ add, remove }) => run.mutateAsync({ add: add ?? [], remove: remove ?? [] })}
      onClose={onClose}
      submitText={t("segments:tagAll.submit")}
      savedText={t("segments:tagAll.started")}
    >
      <p className="hy-quiet">{t("segments:tagAll.hint")}</p>
      {(["add", "remove"] as const).map((direction) => (
        <Form.Item
          key={direction}
          name={direction}
          label={t(`segments:tagAll.${direction}`)}
          dependencies={[direction === "add" ? "remove" : "add"]}
          rules={[
            ({ getFieldsValue }) => ({
              validator: () => {
                const { add, remove } = getFieldsValue(["add", "remove"]) as Partial<Tags>;
                const chosen = (add?.length ?? 0) + (remove?.length ?? 0) > 0;
                return chosen || direction === "remove"
                  ? Promise.resolve()
                  : Promise.reject(t("segments:tagAll.needed"));
              },
            }),
          ]}
        >
          <Select
            mode="multiple"
            showSearch={SEARCH}
            placeholder={t("segments:tagAll.pick")}
            options={tags}
          />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}

export function AssignDrawer({ segment, open, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const staff = named(useVocabulary().data?.staff);
  const run = useAssignAll(segment.id);
  return (
    <FormDrawer<{ staff: number[] }>
      open={open}
      title={t("segments:assign.title", { n: exactCount(segment.size ?? 0, language) })}
      initial={{ staff: [] }}
      onSubmit={(values) => run.mutateAsync(values)}
      onClose={onClose}
      submitText={t("segments:assign.submit")}
      savedText={t("segments:assign.started")}
    >
      <Form.Item
        name="staff"
        label={t("segments:assign.staff")}
        extra={t("segments:assign.hint")}
        rules={[{ required: true, type: "array", min: 1, message: t("segments:assign.needed") }]}
      >
        <Select mode="multiple" showSearch={SEARCH} placeholder={t("segments:assign.pick")} options={staff} />
      </Form.Item>
    </FormDrawer>
  );
}
