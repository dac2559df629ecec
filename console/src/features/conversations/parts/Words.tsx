import { useText } from "@/i18n";
import { KINDS, type Line } from "../model";

const NAMED: readonly string[] = KINDS;

/** What a line says; a picture or file is named, since it stays at WeCom. */
export function Words({ line }: { line: Line }) {
  const t = useText();
  const name = NAMED.includes(line.kind)
    ? t(`conversations:kinds.${line.kind}`)
    : t("conversations:kinds.unknown");
  if (line.kind === "text") return line.text;
  return (
    <>
      [{name}]{line.text && ` ${line.text}`}
    </>
  );
}
