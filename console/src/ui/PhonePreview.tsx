import type { ReactNode } from "react";
import { useText } from "@/i18n";
import "./phone-preview.css";

export interface PhoneCard {
  kind: "link" | "mini_program" | "image" | "file";
  title: string;
  description?: string;
  image?: string | null;
  /** Name of the mini-program or site. */
  from?: string;
}

interface Props {
  /** Who speaks: the member of staff, as the customer sees the name. */
  from: string;
  /** Text of the message; `{客户昵称}` and the like are shown as marks. */
  text: string;
  cards?: PhoneCard[];
  /** What stands for each variable, by its name. */
  examples?: Record<string, string>;
  /** Line in the middle of the chat, as WeChat says 你已添加了…. */
  notice?: string;
}

const VARIABLE = /(\{[^{}\n]{1,30}\})/g;

function dressed(text: string, examples: Record<string, string>): ReactNode[] {
  return text.split(VARIABLE).map((part, index) => {
    const name = part.startsWith("{") && part.endsWith("}") ? part.slice(1, -1) : null;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    return name ? <mark key={index}>{examples[name] ?? part}</mark> : part;
  });
}

/** How a message will look in WeChat, at the size of a phone. */
export function PhonePreview({ from, text, cards = [], examples = {}, notice }: Props) {
  const t = useText();
  const face = <i className="hy-phone-face">{[...from][0] ?? "·"}</i>;
  return (
    <figure className="hy-phone" aria-label={t("ui:phone.label")}>
      <figcaption>{from || t("ui:phone.staff")}</figcaption>
      <div className="hy-phone-chat">
        {notice && <p className="hy-phone-notice">{notice}</p>}
        {text.trim() ? (
          <div className="hy-phone-line">
            {face}
            <div className="hy-phone-bubble">{dressed(text, examples)}</div>
          </div>
        ) : (
          !cards.length && <p className="hy-phone-notice">{t("ui:phone.empty")}</p>
        )}
        {cards.map((card, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two pictures may be the same one
          <div key={`${place}/${card.kind}`} className="hy-phone-line">
            {face}
            <Card card={card} />
          </div>
        ))}
      </div>
      <div className="hy-phone-input" aria-hidden>
        <i />
      </div>
    </figure>
  );
}

function Card({ card }: { card: PhoneCard }) {
  const t = useText();
  const picture = card.image ? <img src={card.image} alt="" /> : <i className="hy-phone-picture" />;
  if (card.kind === "image") return <div className="hy-phone-image">{picture}</div>;
  if (card.kind === "mini_program") {
    return (
      <div className="hy-phone-card">
        <small>{card.from}</small>
        <b>{card.title}</b>
        {picture}
        <footer>{t("ui:phone.miniProgram")}</footer>
      </div>
    );
  }
  return (
    <div className="hy-phone-card">
      <b>{card.title}</b>
      <div className="hy-phone-card-row">
        <span>{card.description}</span>
        {picture}
      </div>
      {card.from && <footer>{card.from}</footer>}
    </div>
  );
}
