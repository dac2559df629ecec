const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Ends of a key that carry no stray bits, as strict decoders want it. */
const LAST = "AEIMQUYcgkosw048";
const TOKEN_LENGTH = 24;
const AES_KEY_LENGTH = 43;

function random(alphabet: string, length: number): string {
  const drawn: string[] = [];
  const highest = 256 - (256 % alphabet.length);
  while (drawn.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < highest && drawn.length < length) drawn.push(alphabet[byte % alphabet.length] ?? "");
    }
  }
  return drawn.join("");
}

/** A callback secret as the server would make it up. */
export const newSecret = (field: string): string =>
  field === "encoding_aes_key"
    ? random(ALPHABET, AES_KEY_LENGTH - 1) + random(LAST, 1)
    : random(ALPHABET, TOKEN_LENGTH);
