export interface Progress<Item> {
  done: number;
  total: number;
  failed: { item: Item; error: unknown }[];
}

/** Does one thing for each item, a few at a time, and tells how far it is. One failure does not stop the others. */
export async function forEach<Item>(
  items: Item[],
  act: (item: Item) => Promise<unknown>,
  tell: (progress: Progress<Item>) => void,
  { atOnce = 4, stopped = () => false }: { atOnce?: number; stopped?: () => boolean } = {},
): Promise<Progress<Item>> {
  const waiting = [...items];
  const progress: Progress<Item> = { done: 0, total: items.length, failed: [] };
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined && !stopped(); item = waiting.shift()) {
      const current = item;
      await act(current).catch((error: unknown) => progress.failed.push({ item: current, error }));
      progress.done += 1;
      tell({ ...progress });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return progress;
}
