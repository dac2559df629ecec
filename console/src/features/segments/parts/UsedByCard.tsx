import { Link } from "react-router";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import type { Place, Segment } from "../model";
import { useUsedBy } from "../queries";
import "./segments.css";

export function UsedByCard({ segment }: { segment: Segment }) {
  const t = useText();
  const query = useUsedBy(segment.id);
  return (
    <section className="hy-card" aria-label={t("segments:usedBy.title")}>
      <div className="hy-card-head">
        <h2>{t("segments:usedBy.title")}</h2>
      </div>
      {query.isPending && <TableSkeleton columns={2} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data?.items.length === 0 && <EmptyState small title={t("segments:usedBy.none")} />}
      {!!query.data?.items.length && (
        <div className="hy-card-body">
          <Places places={query.data.items} />
        </div>
      )}
    </section>
  );
}

/** Where something is used, each leading there. */
export function Places({ places }: { places: Place[] }) {
  const t = useText();
  return (
    <ul className="hy-places">
      {places.map((place) => (
        <li key={`${place.kind}/${place.id}`}>
          <span className="hy-quiet">
            {t(`segments:usedBy.kinds.${place.kind}`, { defaultValue: place.kind })}
          </span>
          {place.url ? <Link to={place.url}>{place.name}</Link> : <span>{place.name}</span>}
        </li>
      ))}
    </ul>
  );
}
