/** Random UUID, version 4. A mini program has no synchronous source of better randomness. */
export function uuid(): string {
  let text = "";
  for (let i = 0; i < 32; i++) {
    const nibble = i === 12 ? 4 : Math.floor(Math.random() * 16) & (i === 16 ? 3 : 15) | (i === 16 ? 8 : 0);
    text += nibble.toString(16);
    if (i === 7 || i === 11 || i === 15 || i === 19) text += "-";
  }
  return text;
}
