import { useText } from "@/i18n";
import "./skeletons.css";

const range = (n: number) => Array.from({ length: n }, (_, index) => index);
const Bar = ({ w, h = 14 }: { w: string; h?: number }) => (
  <i className="hy-bone" style={{ width: w, height: h }} />
);
const WIDTHS = ["62%", "48%", "70%", "40%", "56%"];

function Waiting({ className, children }: { className: string; children: React.ReactNode }) {
  const t = useText();
  return (
    <div className={className} role="status" aria-busy="true" aria-label={t("ui:loading")}>
      {children}
    </div>
  );
}

export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <Waiting className="hy-card hy-bones-table">
      {range(rows + 1).map((row) => (
        <div key={row} style={{ gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)` }}>
          {range(columns).map((column) => (
            <Bar key={column} w={WIDTHS[(row + column) % WIDTHS.length] ?? "50%"} h={row ? 12 : 10} />
          ))}
        </div>
      ))}
    </Waiting>
  );
}

export function CardsSkeleton({ cards = 4 }: { cards?: number }) {
  return (
    <Waiting className="hy-bones-cards">
      {range(cards).map((card) => (
        <div key={card} className="hy-card">
          <Bar w="40%" h={12} />
          <Bar w="56%" h={26} />
          <Bar w="70%" h={12} />
        </div>
      ))}
    </Waiting>
  );
}

export function ChartSkeleton({ height = 260 }: { height?: number }) {
  return (
    <Waiting className="hy-bones-chart">
      <div style={{ height }}>
        {range(12).map((bar) => (
          <i key={bar} className="hy-bone" style={{ height: `${30 + ((bar * 37) % 60)}%` }} />
        ))}
      </div>
    </Waiting>
  );
}

export function PageSkeleton() {
  return (
    <div className="hy-page">
      <div className="hy-page-head">
        <Bar w="160px" h={24} />
      </div>
      <TableSkeleton />
    </div>
  );
}
