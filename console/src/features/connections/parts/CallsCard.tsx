import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import type { Calls } from "../model";
import { useCalls } from "../queries";

/** What nearly every path begins with. */
const COMMON = /^\/(cgi-bin\/)?/;
const shortPath = ({ path }: Calls) => path.replace(COMMON, "");

/** Today's calls by interface, against the limit, and where the day will end. */
export function CallsCard({ id }: { id: number }) {
  const t = useText();
  const query = useCalls(id);
  return (
    <section className="hy-calls" aria-label={t("connections:calls.title")}>
      <h2>{t("connections:calls.title")}</h2>
      <DataTable
        name="connection-calls"
        label={t("connections:calls.title")}
        columns={useColumns()}
        query={query}
        rowKey={(row) => row.path}
        phone={(row) => <PhoneRow row={row} />}
        empty={
          <EmptyState small title={t("connections:calls.none")} reason={t("connections:calls.noneWhy")} />
        }
      />
    </section>
  );
}

function PhoneRow({ row }: { row: Calls }) {
  const t = useText();
  return (
    <div className="hy-call-phone">
      <code className="hy-call-path">{shortPath(row)}</code>
      <Count value={row.calls} />
      <small>
        {t("connections:calls.forecast")} <Count value={row.forecast} />
        {row.refused > 0 && (
          <>
            {" · "}
            {t("connections:calls.refused")} <Count value={row.refused} />
            {row.last_errcode !== null && ` (${row.last_errcode})`}
          </>
        )}
      </small>
      {row.limit !== null && <Use row={row} />}
    </div>
  );
}

function useColumns(): Column<Calls>[] {
  const t = useText();
  return [
    {
      key: "path",
      title: t("connections:calls.path"),
      width: 280,
      always: true,
      render: (row) => <code className="hy-call-path">{shortPath(row)}</code>,
    },
    {
      key: "calls",
      title: t("connections:calls.calls"),
      width: 90,
      number: true,
      render: (row) => <Count value={row.calls} />,
    },
    {
      key: "refused",
      title: t("connections:calls.refused"),
      width: 120,
      number: true,
      render: (row) => <Refused row={row} />,
    },
    {
      key: "forecast",
      title: t("connections:calls.forecast"),
      width: 90,
      number: true,
      render: (row) => <Count value={row.forecast} />,
    },
    { key: "use", title: t("connections:calls.use"), width: 170, render: (row) => <Use row={row} /> },
  ];
}

function Refused({ row }: { row: Calls }) {
  const t = useText();
  if (!row.refused) return <Count value={0} />;
  return (
    <span className="hy-call-refused">
      <Count value={row.refused} />
      {row.last_errcode !== null && <small>{t("connections:calls.code", { code: row.last_errcode })}</small>}
    </span>
  );
}

const share = (number: number, limit: number) => `${Math.min(100, (number / limit) * 100)}%`;

/** How much of the limit is used, and, lighter, how much will be by midnight. */
function Use({ row: { calls, forecast, limit } }: { row: Calls }) {
  const t = useText();
  if (!limit) return <span className="hy-quiet">{t("connections:calls.noLimit")}</span>;
  const over = forecast > limit;
  return (
    <span className="hy-quota" data-over={over}>
      <span className="hy-quota-bar" aria-hidden>
        <i style={{ width: share(forecast, limit) }} />
        <b style={{ width: share(calls, limit) }} />
      </span>
      <small>
        <Count value={calls} /> / <Count value={limit} />
        {over && ` · ${t("connections:calls.over")}`}
      </small>
    </span>
  );
}
