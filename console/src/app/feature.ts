import type { ComponentType, ReactNode } from "react";
import { useMay } from "./session";

export const NAV_GROUPS = [
  "home",
  "customers",
  "acquire",
  "interact",
  "content",
  "trade",
  "insight",
  "stores",
  "compliance",
  "settings",
] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

/** What a feature adds to the console. It lives in `features/<name>/feature.tsx` and is found by itself. */
export interface Feature {
  pages: FeaturePage[];
  nav: NavItem[];
}
export interface FeaturePage {
  path: string;
  /** A screen is its own chunk: `() => import("./screens/CustomerList")`, with a default export. */
  load: () => Promise<{ default: ComponentType }>;
}
export interface NavItem {
  group: NavGroup;
  order: number;
  to: string;
  /** Full text key, `customers:nav`. */
  label: string;
  icon: ReactNode;
  /** Hidden from those who have none of these. */
  anyOf?: string[];
}

const modules = import.meta.glob<Feature>("../features/*/feature.tsx", { eager: true, import: "default" });

export const FEATURES: Feature[] = Object.values(modules);
/** The menu's lines this person may use, in its order. */
export function useAllowedNav(): NavItem[] {
  const may = useMay();
  return NAV.flatMap(({ items }) => items).filter((item) => !item.anyOf || item.anyOf.some(may));
}

export const NAV: { group: NavGroup; items: NavItem[] }[] = NAV_GROUPS.map((group) => ({
  group,
  items: FEATURES.flatMap((feature) => feature.nav)
    .filter((item) => item.group === group)
    .sort((a, b) => a.order - b.order),
})).filter(({ items }) => items.length > 0);
