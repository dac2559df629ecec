import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { Masked } from "@/ui/Masked";
import { When } from "@/ui/When";
import type { CustomerDetail, Identifier } from "../model";
import { reveal, useConflicts } from "../queries";
import { ConflictCard } from "./ConflictCard";
import { MergesCard } from "./MergesCard";
import { sourceName } from "./sources";
import "./identities.css";

/** Which identifiers are one person's, why we think so, and what a person has decided about it. */
export function IdentitiesPart({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  const conflicts = useConflicts({ person: person.id, limit: 20 }, may("identity.read")).data?.items ?? [];
  return (
    <div className="hy-stack">
      {conflicts.map((conflict) => (
        <ConflictCard key={conflict.id} conflict={conflict} />
      ))}
      <section className="hy-card">
        <div className="hy-card-head">
          <h2>{t("customers:identities.title")}</h2>
        </div>
        <p className="hy-card-note">{t("customers:identities.purpose")}</p>
        {person.identifiers.length ? (
          <ul className="hy-identifiers">
            {person.identifiers.map((identifier) => (
              <IdentifierLine key={identifier.id} identifier={identifier} person={person} />
            ))}
          </ul>
        ) : (
          <EmptyState small title={t("customers:identities.none")} />
        )}
      </section>
      <MergesCard person={person} />
    </div>
  );
}

function IdentifierLine({ identifier, person }: { identifier: Identifier; person: CustomerDetail }) {
  const t = useText();
  const label = useLabel();
  const may = useMay();
  const name = label(identifier.label) || identifier.kind;
  const show = (reason: string) => reveal(person.id, `identifier:${identifier.id}`, reason);
  const absorbed = identifier.origin_person_id !== person.id;
  return (
    <li>
      <div className="hy-identifier">
        <span>{name}</span>
        <Masked
          value={identifier.value_masked}
          label={name}
          reveal={may("customers.reveal") ? show : undefined}
        />
        <small>
          {t("customers:identities.last")} <When at={identifier.last_seen_at} />
          {absorbed && ` · ${t("customers:identities.from", { id: identifier.origin_person_id })}`}
        </small>
      </div>
      {identifier.evidence.length > 0 && <Evidence identifier={identifier} person={person} />}
    </li>
  );
}

function Evidence({ identifier, person }: { identifier: Identifier; person: CustomerDetail }) {
  const t = useText();
  const label = useLabel();
  const kindName = (kind: string) =>
    label(person.identifiers.find((other) => other.kind === kind)?.label) || kind;
  return (
    <details className="hy-evidence">
      <summary>{t("customers:identities.evidence", { n: identifier.evidence.length })}</summary>
      <ul>
        {identifier.evidence.map((one) => (
          <li key={`${one.source}/${one.with_kind}/${one.with_value_masked}/${one.at}`}>
            {t("customers:identities.together", {
              kind: kindName(one.with_kind),
              value: one.with_value_masked,
            })}
            <small>
              {sourceName(t, one.source)} · {t("customers:identities.times", { n: one.times })} ·{" "}
              <When at={one.last_at} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
