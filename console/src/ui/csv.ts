const quoted = (cell: unknown): string => {
  const text = cell === null || cell === undefined ? "" : String(cell);
  // A leading sign would be run as a formula by a spreadsheet.
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

export function csvText(head: string[], rows: unknown[][]): string {
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
}

/** Hands the reader a CSV file that Excel opens with Chinese intact. */
export function saveCsv(name: string, head: string[], rows: unknown[][]): void {
  const file = new Blob([`\uFEFF${csvText(head, rows)}`], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
