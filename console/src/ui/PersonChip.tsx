import { Link } from "react-router";
import { useText } from "@/i18n";
import "./person.css";

interface Props {
  id: number | null;
  name: string | null;
  avatar?: string | null;
  /** A second, quiet line: masked phone, store. */
  detail?: React.ReactNode;
  size?: "small" | "normal";
  /** Text only, where a link would be inside another. */
  plain?: boolean;
}

const HUES = 8;

/** A person by face and name, leading to their page. Someone without a name is called by number. */
export function PersonChip({ id, name, avatar, detail, size = "normal", plain = false }: Props) {
  const t = useText();
  const shown = name || (id === null ? t("ui:person.unknown") : t("ui:person.numbered", { id }));
  const face = avatar ? (
    <img className="hy-face" src={avatar} alt="" loading="lazy" referrerPolicy="no-referrer" />
  ) : (
    <i className="hy-face" data-hue={(id ?? 0) % HUES} aria-hidden>
      {name ? [...name][0] : "·"}
    </i>
  );
  const body = (
    <>
      {face}
      <span className="hy-person-text">
        <span>{shown}</span>
        {detail && <small>{detail}</small>}
      </span>
    </>
  );
  const className = `hy-person hy-person-${size}`;
  if (plain || id === null) return <span className={className}>{body}</span>;
  return (
    <Link className={className} to={`/customers/${id}`}>
      {body}
    </Link>
  );
}
