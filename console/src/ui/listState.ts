import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export const PAGE_SIZES = [20, 50, 100, 200];
const DEFAULT_SIZE = 50;
/** Keys of the address that say where in the list we are, rather than what the list holds. */
const POSITION = ["page", "size", "sort"];

export interface ListState {
  page: number;
  size: number;
  sort: string;
  limit: number;
  offset: number;
  turnTo: (page: number, size?: number) => void;
  sortBy: (sort: string) => void;
}

/** Where in a list the reader is. It lives in the address, so that a copied link shows the same rows. */
export function useListState({ sort: defaultSort = "", size: defaultSize = DEFAULT_SIZE } = {}): ListState {
  const [params, setParams] = useSearchParams();
  const page = Math.max(1, Number(params.get("page")) || 1);
  const asked = Number(params.get("size"));
  const size = PAGE_SIZES.includes(asked) ? asked : defaultSize;
  const sort = params.get("sort") ?? defaultSort;

  const change = useCallback(
    (entries: Record<string, string | null>) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [key, value] of Object.entries(entries)) value ? next.set(key, value) : next.delete(key);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return useMemo(
    () => ({
      page,
      size,
      sort,
      limit: size,
      offset: (page - 1) * size,
      turnTo: (next, nextSize = size) =>
        change({
          page: next > 1 && nextSize === size ? String(next) : null,
          size: nextSize === defaultSize ? null : String(nextSize),
        }),
      sortBy: (next) => change({ sort: next === defaultSort ? null : next, page: null }),
    }),
    [page, size, sort, change, defaultSize, defaultSort],
  );
}

export type Filters = Record<string, string>;
export interface FilterState {
  /** What is set now, by query name, ready to hand to the API. */
  values: Filters;
  set: (entries: Record<string, string | null>) => void;
  replace: (search: string) => void;
  reset: () => void;
  /** The whole state as text, as saved views keep it. */
  search: string;
}

/** What the list holds, also in the address. `keys`: the query names this page understands. */
export function useFilters(keys: readonly string[]): FilterState {
  const [params, setParams] = useSearchParams();
  const known = keys.join(",");
  const values = useMemo(() => {
    const found: Filters = {};
    for (const key of known.split(",")) {
      const value = params.get(key);
      if (value) found[key] = value;
    }
    return found;
  }, [params, known]);
  const options = { replace: true, preventScrollReset: true };
  return {
    values,
    search: params.toString(),
    set: (entries) =>
      setParams((now) => {
        const next = new URLSearchParams(now);
        next.delete("page");
        for (const [key, value] of Object.entries(entries)) value ? next.set(key, value) : next.delete(key);
        return next;
      }, options),
    replace: (search) => setParams(new URLSearchParams(search), options),
    reset: () =>
      setParams((now) => {
        const next = new URLSearchParams(now);
        for (const key of [...known.split(","), ...POSITION]) next.delete(key);
        return next;
      }, options),
  };
}
