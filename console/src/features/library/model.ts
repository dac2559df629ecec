import type { LineOf, SentTo } from "@/api/answers";
import type { Attachment } from "@/ui/attachments";

export type Asset = LineOf<"/api/wecom/media">;
export type Product = LineOf<"/api/wecom/products">;
export type ProductIn = SentTo<"/api/wecom/products", "post">;
export const KINDS = ["image", "video", "voice", "file"] as const;
export type Kind = (typeof KINDS)[number];

export const MOST_PICTURES = 9;
const FEN = 100;
const KILO = 1024;

/** What WeCom calls a file, by its type; anything it has no name for is a file. */
export function kindOf(type: string): Kind {
  if (type === "image/png" || type === "image/jpeg") return "image";
  if (type === "video/mp4") return "video";
  return type === "audio/amr" ? "voice" : "file";
}

/** 12 KB, 3.4 MB. */
export function shownSize(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}

/** The form holds 元 and pictures as they are uploaded. */
export interface ProductValues {
  description: string;
  yuan: number;
  number: string;
  pictures: Attachment[];
}

export const productValues = (product: Product): ProductValues => ({
  description: product.description,
  yuan: product.price / FEN,
  number: product.number,
  pictures: [],
});

export const productSent = (values: ProductValues, connection_id: number): ProductIn => ({
  connection_id,
  description: values.description.trim(),
  price: Math.round(values.yuan * FEN),
  number: values.number ?? "",
  asset_ids: (values.pictures ?? []).flatMap((one) => one.asset_id ?? []),
});
