/** The menu under an account's chat: three buttons with up to five below each. Pure. */

export interface MenuButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  media_id?: string;
  article_id?: string;
  appid?: string;
  pagepath?: string;
  sub_button?: MenuButton[];
}
type Field = "key" | "url" | "media_id" | "article_id" | "appid" | "pagepath";

/** What each kind of button needs, in the order they are offered. */
export const KINDS: Record<string, Field[]> = {
  view: ["url"],
  click: ["key"],
  miniprogram: ["appid", "pagepath", "url"],
  article_view_limited: ["article_id"],
  article_id: ["article_id"],
  media_id: ["media_id"],
  scancode_push: ["key"],
  scancode_waitmsg: ["key"],
  pic_photo_or_album: ["key"],
  pic_sysphoto: ["key"],
  pic_weixin: ["key"],
  location_select: ["key"],
};
export const MOST_TOP = 3;
export const MOST_BELOW = 5;
const NAME_BYTES = { top: 16, below: 60 };
const VALUE_BYTES = 128;
const URL_BYTES = 1024;

/** Where a button is: of the first row, or below one of it. */
export interface Place {
  top: number;
  below?: number;
}
export interface Problem extends Place {
  field: "name" | "type" | Field;
  what: "missing" | "long" | "address";
}

const bytes = (text: string) => new TextEncoder().encode(text).length;
export const nameRoom = (place: Place) => (place.below === undefined ? NAME_BYTES.top : NAME_BYTES.below);
export const nameBytes = bytes;

/** As the platform tells it → as it is edited: no empty rows below. */
export function fromLive(buttons: readonly unknown[]): MenuButton[] {
  return buttons.map((given) => {
    const { sub_button, ...button } = given as MenuButton;
    return sub_button?.length ? { ...button, sub_button: fromLive(sub_button) } : button;
  });
}

/** As it is sent: of each button only what its kind needs. */
export function toSend(buttons: MenuButton[]): Record<string, unknown>[] {
  return buttons.map(({ name, type = "", sub_button, ...values }) => {
    if (sub_button?.length) return { name: name.trim(), sub_button: toSend(sub_button) };
    const kept = (KINDS[type] ?? []).map((field) => [field, (values[field] ?? "").trim()]);
    return { name: name.trim(), type, ...Object.fromEntries(kept) };
  });
}

export const same = (one: MenuButton[], other: MenuButton[]) =>
  JSON.stringify(toSend(one)) === JSON.stringify(toSend(other));

export function at(buttons: MenuButton[], place: Place): MenuButton | undefined {
  const top = buttons[place.top];
  return place.below === undefined ? top : top?.sub_button?.[place.below];
}

export function changed(buttons: MenuButton[], place: Place, change: Partial<MenuButton>): MenuButton[] {
  const { top, below } = place;
  return buttons.map((button, index) => {
    if (index !== top) return button;
    if (below === undefined) return { ...button, ...change };
    return { ...button, sub_button: changed(button.sub_button ?? [], { top: below }, change) };
  });
}

export function removed(buttons: MenuButton[], { top, below }: Place): MenuButton[] {
  if (below === undefined) return buttons.filter((_, index) => index !== top);
  const left = (buttons[top]?.sub_button ?? []).filter((_, index) => index !== below);
  return changed(buttons, { top }, { sub_button: left.length ? left : undefined });
}

/** A new button at the end of the first row. */
export const addedTop = (buttons: MenuButton[], name: string): MenuButton[] => [
  ...buttons,
  { name, type: "view" },
];

/** One below `top`. The first takes over what the button itself did. */
export function addedBelow(buttons: MenuButton[], top: number, name: string): MenuButton[] {
  const button = buttons[top];
  if (!button) return buttons;
  const { name: title, sub_button, ...does } = button;
  const fresh = sub_button?.length ? { name, type: "view" } : { type: "view", ...does, name };
  const next = { name: title, sub_button: [...(sub_button ?? []), fresh] };
  return buttons.map((one, index) => (index === top ? next : one));
}

/** One step to the left (-1) or right (+1) among its neighbours. */
export function moved(buttons: MenuButton[], { top, below }: Place, by: -1 | 1): MenuButton[] {
  if (below === undefined) return swapped(buttons, top, top + by);
  const row = swapped(buttons[top]?.sub_button ?? [], below, below + by);
  return changed(buttons, { top }, { sub_button: row });
}

function swapped<T>(row: T[], one: number, other: number): T[] {
  const a = row[one];
  const b = row[other];
  if (a === undefined || b === undefined) return row;
  return row.map((each, index) => (index === one ? b : index === other ? a : each));
}

/** What the platform would refuse, first things first. */
export function problemsOf(buttons: MenuButton[]): Problem[] {
  return buttons.flatMap((button, top) => {
    const below = button.sub_button ?? [];
    const own = below.length ? nameProblem(button, { top }) : problemsAt(button, { top });
    return [...own, ...below.flatMap((one, index) => problemsAt(one, { top, below: index }))];
  });
}

function nameProblem(button: MenuButton, place: Place): Problem[] {
  const size = bytes(button.name.trim());
  if (!size) return [{ ...place, field: "name", what: "missing" }];
  return size > nameRoom(place) ? [{ ...place, field: "name", what: "long" }] : [];
}

function problemsAt(button: MenuButton, place: Place): Problem[] {
  const fields = KINDS[button.type ?? ""];
  if (!fields) return [...nameProblem(button, place), { ...place, field: "type", what: "missing" }];
  const found = fields.flatMap((field): Problem[] => {
    const value = (button[field] ?? "").trim();
    if (!value) return [{ ...place, field, what: "missing" }];
    if (bytes(value) > (field === "url" ? URL_BYTES : VALUE_BYTES))
      return [{ ...place, field, what: "long" }];
    if (field === "url" && !/^https?:\/\/\S+$/.test(value)) return [{ ...place, field, what: "address" }];
    return [];
  });
  return [...nameProblem(button, place), ...found];
}
