/** Lower case, without accents and ligatures: "Crème brûlée" and "creme brulee" are one. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** Words that say nothing about a thing, in the languages of the screens. */
const fillers = new Set(
  (
    "de du des la le les un une au aux et en pour par sur avec sans sa son " +
    "the of and for with to an in " +
    "der die das den dem und mit fur von ein eine im " +
    "di del della il lo gli un una con per da e"
  ).split(" "),
);

/** The words of a text, folded; plural "s" taken off so that "tomates" finds "tomate". Order and copies are kept. */
export function termsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map(singular)
    .filter((term) => term.length > 1 && !fillers.has(term));
}

/** A folded word without its plural "s". */
export function singular(term: string): string {
  return term.length > 3 && term.endsWith("s") && !term.endsWith("ss") ? term.slice(0, -1) : term;
}
