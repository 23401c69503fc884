// Comma-separated values (RFC 4180). Pure.

/**
 * Rows of cells as CSV text; null is an empty cell. A text that a spreadsheet would run as a formula gets a leading apostrophe, which makes it
 * plain text there: names come from the input, and the input is not trusted.
 */
export function toCsv(rows) {
  const cell = (value) => {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
