import type { PhoneCard } from "./PhonePreview";

/** What goes with a message of WeCom, as the server keeps it. */
export interface Attachment {
  kind: AttachmentKind;
  /** Of an upload: the picture, the film, the file, or the picture of a mini-program's card. */
  asset_id?: number;
  title?: string;
  url?: string;
  desc?: string;
  picurl?: string;
  appid?: string;
  page?: string;
}
export type AttachmentKind = "image" | "link" | "miniprogram" | "file" | "video";
export type AssetKind = "image" | "file" | "video";

export interface Asset {
  id: number;
  name: string;
  url: string;
}

export const KINDS: AttachmentKind[] = ["image", "link", "miniprogram", "file", "video"];
export const MOST = 9;
const WEB = /^https?:\/\/\S+$/;

/** Which upload an attachment of a kind needs. */
export const ASSET_OF: Partial<Record<AttachmentKind, AssetKind>> = {
  image: "image",
  miniprogram: "image",
  file: "file",
  video: "video",
};
export const ACCEPTED: Record<AssetKind, string | undefined> = {
  image: "image/png,image/jpeg",
  video: "video/mp4",
  file: undefined,
};

/** Whether everything is there that WeCom needs. */
export function complete(one: Attachment): boolean {
  if (ASSET_OF[one.kind] && !one.asset_id) return false;
  if (one.kind === "link") return Boolean(one.title?.trim()) && WEB.test(one.url ?? "");
  if (one.kind === "miniprogram") return [one.title, one.appid, one.page].every((text) => text?.trim());
  return true;
}

/** The place, from one on, of the first that lacks something. */
export function firstIncomplete(all: Attachment[]): number | null {
  const index = all.findIndex((one) => !complete(one));
  return index < 0 ? null : index + 1;
}

/** What is sent: without what was left empty. */
export function filled(all: Attachment[]): Attachment[] {
  return all.map(
    (one) =>
      Object.fromEntries(Object.entries(one).filter(([, value]) => value !== "")) as unknown as Attachment,
  );
}

const CARDS: Record<AttachmentKind, PhoneCard["kind"]> = {
  image: "image",
  link: "link",
  miniprogram: "mini_program",
  file: "file",
  video: "file",
};

const host = (url = "") => (URL.canParse(url) ? new URL(url).host : undefined);

/** How they look on the customer's phone. */
export function cardsOf(all: Attachment[], assets: Asset[]): PhoneCard[] {
  return all.map((one) => {
    const asset = assets.find(({ id }) => id === one.asset_id);
    const pictured = ASSET_OF[one.kind] === "image";
    const picture = one.asset_id ? `/api/wecom/media/${one.asset_id}/content` : null;
    return {
      kind: CARDS[one.kind],
      title: one.title || asset?.name || "",
      description: one.desc,
      image: pictured ? picture : one.kind === "link" ? one.picurl || picture : null,
      from: one.kind === "link" ? host(one.url) : undefined,
    };
  });
}
