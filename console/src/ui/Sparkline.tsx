const WIDTH = 72;
const HEIGHT = 24;

/** The shape of the last days, from zero; the numbers themselves are elsewhere. What is not known is not drawn. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  const top = Math.max(...values.map((value) => value ?? 0), 1);
  const step = WIDTH / (values.length - 1);
  const y = (value: number) => HEIGHT - 2 - (Math.max(value, 0) / top) * (HEIGHT - 4);
  const points = values
    .flatMap((value, index) => (value === null ? [] : `${(index * step).toFixed(1)},${y(value).toFixed(1)}`))
    .join(" ");
  return (
    <svg
      className="hy-spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <polyline
        points={points}
        fill="none"
        stroke="var(--hy-accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
