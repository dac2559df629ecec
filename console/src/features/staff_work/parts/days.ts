/** Every day from `from` to `to` as `YYYY-MM-DD`; days that were not counted have nothing but their name. */
export function everyDay<Day extends { day: string }>(
  days: Day[],
  from: string,
  to: string,
): (Day | { day: string })[] {
  const known = new Map(days.map((one) => [one.day, one]));
  const filled: (Day | { day: string })[] = [];
  for (let at = new Date(`${from}T00:00:00Z`); ; at.setUTCDate(at.getUTCDate() + 1)) {
    const day = at.toISOString().slice(0, 10);
    if (day > to) return filled;
    filled.push(known.get(day) ?? { day });
  }
}
