import { Tooltip } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { useRule } from "./rule";

/** How many people this part alone is true of; nothing while that is not known. */
export function PartSize({ id, group = false }: { id: string; group?: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { live } = useRule();
  const size = live.sizes.get(id);
  return (
    <span className="hy-rule-size" data-behind={live.behind || undefined}>
      {size !== undefined && (
        <Tooltip
          title={t(group ? "segments:rule.aloneGroup" : "segments:rule.alone", {
            n: exactCount(size, language),
          })}
        >
          <span>
            <Count value={size} />
            <small> {t("segments:people")}</small>
          </span>
        </Tooltip>
      )}
    </span>
  );
}

export function PartError({ id }: { id: string }) {
  const language = useLanguage();
  const { errors, live } = useRule();
  const text = errors.get(id) ?? (live.wrong?.id === id ? live.wrong.refusal.text(language) : undefined);
  if (!text) return null;
  return (
    <p className="hy-rule-error" role="alert">
      {text}
    </p>
  );
}
