import type { ReactNode } from "react";
import { useLanguage } from "@/i18n";
import { exactCount, exactMoney, shortCount, shortMoney } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { Money } from "@/ui/Money";
import type { Measure } from "../model";

/** How each measure is dressed: money for GMV, a count for the rest. */
export function useDress(measure: Measure) {
  const language = useLanguage();
  const money = measure === "gmv";
  return {
    exact: (value: number) => (money ? exactMoney(value, language) : exactCount(value, language)),
    axis: (value: number) =>
      money ? shortMoney(value, language).replace(/\.00$/, "") : shortCount(value, language),
    /** 元 in files, where nobody expects 分. */
    exported: (value: number) => (money ? value / 100 : value),
    show: (value: number): ReactNode => dressed(measure, value),
  };
}

export function dressed(measure: Measure, value: number): ReactNode {
  return measure === "gmv" ? <Money fen={value} short /> : <Count value={value} />;
}
