/** What was found, as a file. */

const COLUMNS = ["number", "date", "province", "issuer", "signer", "subject", "address"];

/**
 * @param {Object<string, string>[]} cards
 * @param {URL} root address of the site
 * @param {"csv" | "json"} format
 * @returns {Blob}
 */
export function exported(cards, root, format) {
  const rows = cards.map((card) => {
    const address = new URL(`van-ban/${card.id}/`, root).href;
    return Object.fromEntries(COLUMNS.map((name) => [name, name === "address" ? address : (card[name] ?? null)]));
  });
  if (format === "json") return new Blob([`${JSON.stringify(rows, null, 2)}\n`], { type: "application/json" });
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name] ?? ""))];
  const text = lines.map((line) => line.map(quoted).join(",")).join("\r\n");
  return new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** A field of RFC 4180; one that a spreadsheet would take for a formula is disarmed. */
function quoted(value) {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lets the browser save a file. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
