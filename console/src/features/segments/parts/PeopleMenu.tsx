import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import type { Segment } from "../model";
import { AssignDrawer, TagDrawer } from "./BulkDrawers";
import { ExportDrawer } from "./ExportDrawer";

type Act = "tag" | "assign" | "export";
const NEEDS: Record<Act, string> = {
  tag: "tags.write",
  assign: "customers.write",
  export: "segments.export",
};
const LABELS = {
  tag: "segments:tagAll.do",
  assign: "segments:assign.do",
  export: "segments:export.do",
} as const;

/** What can be done with everybody in it, as background work. */
export function PeopleMenu({ segment }: { segment: Segment }) {
  const t = useText();
  const may = useMay();
  const [act, setAct] = useState<Act | null>(null);
  const offered = (Object.keys(NEEDS) as Act[]).filter((each) => may(NEEDS[each]));
  if (!offered.length) return null;
  const close = () => setAct(null);
  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{
          items: offered.map((key) => ({ key, label: t(LABELS[key]) })),
          onClick: ({ key }) => setAct(key as Act),
        }}
      >
        <Button icon={<DownOutlined />} iconPlacement="end">
          {t("segments:actions")}
        </Button>
      </Dropdown>
      <TagDrawer segment={segment} open={act === "tag"} onClose={close} />
      <AssignDrawer segment={segment} open={act === "assign"} onClose={close} />
      <ExportDrawer segment={segment} open={act === "export"} onClose={close} />
    </>
  );
}
