import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef } from "react";
import { useText } from "@/i18n";
import { AssetUpload } from "./AssetUpload";
import { ASSET_OF, type Attachment, type AttachmentKind, KINDS, MOST } from "./attachments";
import "./attachments.css";

interface Props {
  /** From the form. */
  value?: Attachment[];
  onChange?: (all: Attachment[]) => void;
  kinds?: AttachmentKind[];
  most?: number;
  /** A link has an uploaded picture, as moments want it, and no more than its title. */
  pictured?: boolean;
}

type Text = "title" | "url" | "desc" | "picurl" | "appid" | "page";
const FIELDS: Partial<Record<AttachmentKind, { name: Text; most: number }[]>> = {
  link: [
    { name: "title", most: 42 },
    { name: "url", most: 2048 },
    { name: "desc", most: 170 },
    { name: "picurl", most: 2048 },
  ],
  miniprogram: [
    { name: "title", most: 21 },
    { name: "appid", most: 64 },
    { name: "page", most: 1024 },
  ],
};

/** Pictures, links, cards and files that go with a message, in their order. */
export function AttachmentsField({ value = [], onChange, kinds = KINDS, most = MOST, pictured }: Props) {
  const t = useText();
  const keys = useKeys(value.length);
  // An upload ends later, when others may have been changed or taken away: what it adds goes to what is there then.
  const latest = useRef(value);
  latest.current = value;
  const put = (key: number | undefined, change: Partial<Attachment>) => {
    const next = latest.current.map((each, place) =>
      keys.of(place) === key ? { ...each, ...change } : each,
    );
    latest.current = next;
    onChange?.(next);
  };
  const putAt = (key: number | undefined) => (change: Partial<Attachment>) => put(key, change);
  const drop = (index: number) => {
    keys.drop(index);
    onChange?.(value.filter((_, place) => place !== index));
  };
  return (
    <div className="hy-attach">
      {value.map((one, index) => (
        <Row
          key={keys.of(index)}
          place={index + 1}
          one={one}
          pictured={pictured}
          onChange={putAt(keys.of(index))}
          onDrop={() => drop(index)}
        />
      ))}
      <div className="hy-attach-add">
        {value.length < most ? (
          kinds.map((kind) => (
            <Button
              key={kind}
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => onChange?.([...value, { kind }])}
            >
              {t(`ui:attachments.kinds.${kind}`)}
            </Button>
          ))
        ) : (
          <small className="hy-quiet">{t("ui:attachments.most", { n: most })}</small>
        )}
      </div>
    </div>
  );
}

interface RowProps {
  place: number;
  one: Attachment;
  pictured?: boolean;
  onChange: (change: Partial<Attachment>) => void;
  onDrop: () => void;
}

function Row({ place, one, pictured, onChange, onDrop }: RowProps) {
  const t = useText();
  const linked = pictured && one.kind === "link";
  const asset = linked ? "image" : ASSET_OF[one.kind];
  const fields = (FIELDS[one.kind] ?? []).filter(({ name }) => !linked || name === "title" || name === "url");
  const name = t(`ui:attachments.kinds.${one.kind}`);
  return (
    <fieldset className="hy-attach-one" aria-label={t("ui:attachments.one", { n: place, name })}>
      <header>
        <b>{name}</b>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t("ui:attachments.remove", { n: place, name })}
          onClick={onDrop}
        />
      </header>
      {fields.map((field) => (
        <Input
          key={field.name}
          size="small"
          maxLength={field.most}
          value={one[field.name] ?? ""}
          aria-label={t(`ui:attachments.${field.name}`)}
          placeholder={t(`ui:attachments.${field.name}`)}
          onChange={(event) => onChange({ [field.name]: event.target.value })}
        />
      ))}
      {asset && (
        <AssetUpload kind={asset} value={one.asset_id} onChange={(asset_id) => onChange({ asset_id })} />
      )}
    </fieldset>
  );
}

/** Rows have no name of their own: each gets a number that it keeps while others go. */
function useKeys(length: number) {
  const state = useRef({ next: 0, keys: [] as number[] });
  const { current } = state;
  while (current.keys.length < length) current.keys.push(current.next++);
  current.keys.length = length;
  return {
    of: (index: number) => current.keys[index],
    drop: (index: number) => void current.keys.splice(index, 1),
  };
}
