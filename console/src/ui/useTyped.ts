import { useEffect, useRef, useState } from "react";

const TYPING_MS = 300;

/**
 * Text of a field whose value lives outside, such as in the address. What is typed is handed on after a pause. What
 * changes outside is taken over, unless it is our own text coming back late: more may have been typed since.
 */
export function useTyped(outside: string, handOn: (text: string) => void) {
  const [text, setText] = useState(outside);
  const underway = useRef<string[]>([]);
  const latest = useRef({ outside, handOn });
  latest.current = { outside, handOn };

  useEffect(() => {
    const own = underway.current.indexOf(outside);
    underway.current = own < 0 ? [] : underway.current.slice(own + 1);
    if (own < 0) setText(outside);
  }, [outside]);

  useEffect(() => {
    const typed = text.trim();
    if (typed === (underway.current.at(-1) ?? latest.current.outside)) return;
    const timer = setTimeout(() => {
      underway.current.push(typed);
      latest.current.handOn(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return [text, setText] as const;
}
