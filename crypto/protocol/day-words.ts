/** `date` in the words of `format`, which has a day and a month. French counts the first of a month: "1er mai". */
export function dayInWords(format: Intl.DateTimeFormat, date: Date): string {
  const text = format.format(date);
  return format.resolvedOptions().locale.startsWith("fr") ? text.replace(/\b1 (?=\p{L})/u, "1er ") : text;
}
