import { fold } from "../search/terms.ts";
import { type Cell, cellOf, empty, unreadable } from "./cell.ts";

const allYearWords: ReadonlySet<string> = new Set([
  "toute l'annee",
  "toute l’annee",
  "annee",
  "all year",
  "year round",
  "ganzjahrig",
  "das ganze jahr",
  "tutto l'anno",
  "tutto l’anno",
]);

let monthNames: Map<string, number> | undefined;

/** Names of months and their short forms, folded, as the platform knows them. */
function months(): Map<string, number> {
  if (monthNames) return monthNames;
  monthNames = new Map();
  for (const language of ["fr", "en", "de", "it"]) {
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
      for (let month = 1; month <= 12; month++) {
        monthNames.set(fold(format.format(Date.UTC(2024, month - 1, 15))).replace(".", ""), month);
      }
    }
  }
  return monthNames;
}

function monthOf(word: string): number | undefined {
  const bare = word.trim().replace(/\.$/, "");
  const number = /^\d{1,2}$/.test(bare) ? Number(bare) : undefined;
  if (number !== undefined) return number >= 1 && number <= 12 ? number : undefined;
  return months().get(bare);
}

/** Months of a season: "6,7,8", "juin–août", "Nov. bis März". All year is an empty list. */
export function readSeason(text: string | undefined): Cell<number[]> {
  const written = fold(text ?? "").trim();
  if (written === "") return empty;
  if (allYearWords.has(written)) return cellOf([]);
  const found = new Set<number>();
  for (const part of written.split(/\s*(?:[,;|+&]|\bet\b|\band\b|\bund\b|\be\b)\s*/).filter((one) => one !== "")) {
    const ends = part.split(/\s*(?:-|–|—|\bau?\b|\ba\b|\bto\b|\bbis\b)\s*/).map(monthOf);
    const [from, to = from] = ends;
    if (from === undefined || to === undefined || ends.includes(undefined) || ends.length > 2) return unreadable;
    for (let month = from; ; month = (month % 12) + 1) {
      found.add(month);
      if (month === to) break;
    }
  }
  const sorted = [...found].sort((a, b) => a - b);
  return cellOf(sorted.length === 12 ? [] : sorted);
}
