import { PlusOutlined } from "@ant-design/icons";
import { Select } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { leafAbout, useSubjects } from "./subjects";
import { useRule } from "./rule";

const WIDTH = 320;

/** Type a few letters of what the condition is about, Enter, and go on in its fields. */
export function AddCondition({ groupId }: { groupId: string }) {
  const t = useText();
  const { editor, words } = useRule();
  const subjects = useSubjects();
  const [open, setOpen] = useState(false);
  const add = (value: string) => {
    const leaf = leafAbout(value, words);
    setOpen(false);
    if (leaf) editor.addLeaf(groupId, leaf);
  };
  return (
    <Select<string>
      className="hy-rule-pick"
      variant="borderless"
      value={null}
      open={open}
      onOpenChange={setOpen}
      prefix={<PlusOutlined />}
      suffixIcon={null}
      placeholder={t("segments:rule.add")}
      aria-label={t("segments:rule.add")}
      showSearch={{ optionFilterProp: "words" }}
      popupMatchSelectWidth={WIDTH}
      listHeight={360}
      options={subjects}
      notFoundContent={t("segments:nothingFound")}
      onSelect={add}
    />
  );
}
