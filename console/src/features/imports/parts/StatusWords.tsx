import { Select } from "antd";
import { useText } from "@/i18n";
import { ORDER_STATES, type OrderState } from "../model";

type Words = Record<string, OrderState>;

interface Props {
  value?: Words;
  onChange?: (words: Words) => void;
}

/** What the shop's words for order states mean; a word stands for one state. */
export function StatusWords({ value = {}, onChange }: Props) {
  const t = useText();
  const wordsOf = (state: OrderState) => Object.keys(value).filter((word) => value[word] === state);
  const change = (state: OrderState, words: string[]) => {
    const others = Object.entries(value).filter(([word, meant]) => meant !== state && !words.includes(word));
    onChange?.(Object.fromEntries([...others, ...words.map((word) => [word.trim(), state] as const)]));
  };
  return (
    <div className="hy-stack" style={{ gap: 8 }}>
      {ORDER_STATES.map((state) => (
        <Select
          key={state}
          mode="tags"
          open={false}
          suffixIcon={null}
          maxTagCount={4}
          tokenSeparators={[",", "，"]}
          aria-label={t(`imports:options.states.${state}`)}
          prefix={<span className="hy-quiet">{t(`imports:options.states.${state}`)}</span>}
          value={wordsOf(state)}
          onChange={(words: string[]) => change(state, words)}
        />
      ))}
    </div>
  );
}
