import { refusalFrom } from "@/api/refusal";

const PNG_PIXELS = 1280;

export const qrAddress = (id: number) => `/api/live-codes/${id}/qr.svg`;

async function drawing(address: string): Promise<Blob> {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw await refusalFrom(response);
  return new Blob([await response.text()], { type: "image/svg+xml" });
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** For print: sharp at any size. */
export async function saveSvg(address: string, name: string): Promise<void> {
  save(await drawing(address), `${name}.svg`);
}

/** For chats and slides: a picture on white, large enough to be printed small. */
export async function savePng(address: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await drawing(address));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: PNG_PIXELS, height: PNG_PIXELS });
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no 2d canvas");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, PNG_PIXELS, PNG_PIXELS);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(image, 0, 0, PNG_PIXELS, PNG_PIXELS);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (blob) save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(url);
  }
}
