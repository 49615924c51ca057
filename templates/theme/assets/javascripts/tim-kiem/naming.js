/** How lists call a document and write a day, as generator/render/words.py does on all other pages. */

/**
 * A document by its number, else by its subject, else by its type alone.
 * @param {Object<string, string>} card
 * @returns {{name: string, subject: string | null}} the subject is null where the name has it
 */
export function named(card) {
  const kind = card.type ?? "Văn bản";
  if (card.number) return { name: `${kind} số ${card.number}`, subject: card.subject ?? null };
  return { name: `${kind} ${card.subject ? continued(card.subject) : "không số"}`, subject: null };
}

function continued(subject) {
  return /^(?:về |v\/v)/i.test(subject) ? subject[0].toLowerCase() + subject.slice(1) : `– ${subject}`;
}

/** 2023-05-02 → 02/5/2023: of the months only 1 and 2 take a zero. */
export function day(iso) {
  const [year, month, date] = iso.split("-");
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}
