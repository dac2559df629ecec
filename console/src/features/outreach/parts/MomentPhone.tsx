import { useText } from "@/i18n";
import type { Attachment } from "@/ui/attachments";
import { useCards } from "./going";
import "@/ui/phone-preview.css";
import "./outreach.css";

interface Props {
  /** Whose moment it is. */
  from: string;
  text: string;
  attachments: Attachment[];
}

/** How a moment will stand among the others in WeChat. */
export function MomentPhone({ from, text, attachments }: Props) {
  const t = useText();
  const cards = useCards(attachments).map((card, index) => ({ ...card, key: index }));
  const pictures = cards.filter((card) => card.kind === "image");
  const rest = cards.filter((card) => card.kind !== "image");
  return (
    <figure className="hy-phone hy-moment-phone" aria-label={t("outreach:moments.preview")}>
      <figcaption>{t("outreach:moments.one")}</figcaption>
      <div className="hy-phone-chat">
        <i className="hy-phone-face">{[...from][0] ?? "·"}</i>
        <div className="hy-moment-body">
          <b>{from}</b>
          {text.trim() && <p>{text}</p>}
          {!text.trim() && !cards.length && <p>{t("outreach:moments.previewEmpty")}</p>}
          {pictures.length > 0 && (
            <div className="hy-moment-pictures" data-one={pictures.length === 1}>
              {pictures.map((card) => (
                <Picture key={card.key} src={card.image} />
              ))}
            </div>
          )}
          {rest.map((card) => (
            <div key={card.key} className="hy-moment-link">
              <Picture src={card.image} />
              <span>{card.title}</span>
            </div>
          ))}
          <small>{t("ui:justNow")}</small>
        </div>
      </div>
    </figure>
  );
}

const Picture = ({ src }: { src?: string | null }) =>
  src ? <img src={src} alt="" /> : <i className="hy-phone-picture" />;
