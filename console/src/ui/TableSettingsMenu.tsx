import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover, Segmented } from "antd";
import { useText } from "@/i18n";
import type { Density, TableSettings } from "./tableSettings";

interface Props {
  columns: { key: string; title: string; always?: boolean }[];
  shown: string[];
  settings: TableSettings;
  onChange: (change: Partial<TableSettings>) => void;
}

/** Which columns, and how close the rows. */
export function TableSettingsMenu({ columns, shown, settings, onChange }: Props) {
  const t = useText();
  const toggle = (key: string, on: boolean) =>
    onChange({
      shown: columns.map((column) => column.key).filter((each) => (each === key ? on : shown.includes(each))),
    });
  const content = (
    <div className="hy-table-settings">
      <Segmented<Density>
        block
        size="small"
        value={settings.density}
        onChange={(density) => onChange({ density })}
        options={(["airy", "normal", "tight"] as const).map((value) => ({
          value,
          label: t(`ui:table.${value}`),
        }))}
      />
      <div className="hy-table-columns">
        {columns.map(({ key, title, always }) => (
          <Checkbox
            key={key}
            checked={shown.includes(key)}
            disabled={always}
            onChange={(event) => toggle(key, event.target.checked)}
          >
            {title}
          </Checkbox>
        ))}
      </div>
      <Button
        size="small"
        type="text"
        disabled={settings.shown === null}
        onClick={() => onChange({ shown: null })}
      >
        {t("ui:table.defaultColumns")}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t("ui:table.settings")} content={content}>
      <Button type="text" size="small" icon={<SettingOutlined />} aria-label={t("ui:table.settings")}>
        {t("ui:table.settings")}
      </Button>
    </Popover>
  );
}
