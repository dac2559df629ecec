import { Checkbox, Form, Input, Radio, Select } from "antd";
import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { DepartmentPicker } from "@/ui/DepartmentPicker";
import { FormDrawer } from "@/ui/FormDrawer";
import { StaffPicker } from "@/ui/StaffPicker";
import { KINDS, MOST_WORDS, type Rule, type RuleValues, ruleSent, ruleValues, WORD_CHARS } from "../model";
import { useSaveRule } from "../queries";

interface Props {
  open: boolean;
  corp: Corp;
  /** Null: a new one. */
  rule: Rule | null;
  onClose: () => void;
}

const NEW: Partial<RuleValues> = {
  words: [],
  kinds: [],
  blocks: true,
  whom: "everybody",
  departments: [],
  staff_ids: [],
};

export function RuleDrawer({ open, corp, rule, onClose }: Props) {
  const t = useText();
  const save = useSaveRule();
  return (
    <FormDrawer<RuleValues>
      open={open}
      title={rule ? t("staff_work:words.change", { name: rule.name }) : t("staff_work:words.add")}
      initial={rule ? ruleValues(rule) : NEW}
      onSubmit={(values) => save.mutateAsync({ id: rule?.id ?? null, body: ruleSent(values, corp.id) })}
      onClose={onClose}
      savedText={t("staff_work:words.saved")}
    >
      <Fields corp={corp} />
    </FormDrawer>
  );
}

function Fields({ corp }: { corp: Corp }) {
  const t = useText();
  const whom = Form.useWatch("whom", Form.useFormInstance<RuleValues>());
  const needed = { required: true, message: t("staff_work:words.needed") };
  const fitting = (_: unknown, words: string[] = []) =>
    words.some((word) => word.length > WORD_CHARS)
      ? Promise.reject(new Error(t("staff_work:words.tooLong", { n: WORD_CHARS })))
      : Promise.resolve();
  return (
    <>
      <Form.Item name="name" label={t("staff_work:words.name")} rules={[needed]}>
        <Input maxLength={20} placeholder={t("staff_work:words.nameExample")} />
      </Form.Item>
      <Form.Item
        name="words"
        label={t("staff_work:words.words")}
        extra={t("staff_work:words.wordsHint", { n: MOST_WORDS })}
        rules={[needed, { validator: fitting }]}
      >
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          maxCount={MOST_WORDS}
          tokenSeparators={["，", ",", "、", " ", "\n"]}
          placeholder={t("staff_work:words.wordsExample")}
        />
      </Form.Item>
      <Form.Item name="kinds" label={t("staff_work:words.kinds")}>
        <Checkbox.Group
          options={KINDS.map((value) => ({ value, label: t(`staff_work:words.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="blocks" label={t("staff_work:words.once")} required>
        <Radio.Group
          options={[
            { value: true, label: t("staff_work:words.block") },
            { value: false, label: t("staff_work:words.warn") },
          ]}
        />
      </Form.Item>
      <Form.Item name="whom" label={t("staff_work:words.whom")} required>
        <Radio.Group
          options={[
            { value: "everybody", label: t("staff_work:words.everybody") },
            { value: "some", label: t("staff_work:words.some") },
          ]}
        />
      </Form.Item>
      {whom === "some" && <Chosen corp={corp} />}
    </>
  );
}

/** Departments, members or both; somebody there must be. */
function Chosen({ corp }: { corp: Corp }) {
  const t = useText();
  const form = Form.useFormInstance<RuleValues>();
  const somebody = (_: unknown, staff: number[] = []) =>
    staff.length || form.getFieldValue("departments")?.length
      ? Promise.resolve()
      : Promise.reject(new Error(t("staff_work:words.nobody")));
  return (
    <>
      <Form.Item
        name="departments"
        label={t("staff_work:words.departments")}
        extra={t("staff_work:words.departmentsHint")}
      >
        <DepartmentPicker connectionId={corp.id} label={t("staff_work:words.departments")} />
      </Form.Item>
      <Form.Item
        name="staff_ids"
        label={t("staff_work:words.staff")}
        dependencies={["departments"]}
        rules={[{ validator: somebody }]}
      >
        <StaffPicker account={corp.account} active multiple label={t("staff_work:words.staff")} />
      </Form.Item>
    </>
  );
}
