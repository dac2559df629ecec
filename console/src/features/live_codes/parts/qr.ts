import { refusalFrom } from "@/api/refusal";

export const qrAddress = (id: number) => `/api/live-codes/${id}/qr`;

const ENDINGS: Record<string, string> = { "image/jpeg": "jpg", "image/gif": "gif" };

/** The picture as the platform made it, under the name of the code. */
export async function savePicture(address: string, name: string): Promise<void> {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw await refusalFrom(response);
  const picture = await response.blob();
  const url = URL.createObjectURL(picture);
  const download = `${name}.${ENDINGS[picture.type] ?? "png"}`;
  Object.assign(document.createElement("a"), { href: url, download }).click();
  URL.revokeObjectURL(url);
}
