import { msg, str } from "@lit/localize";
import type { PriceUnit } from "../core/api.ts";
import { categoryOf, labelOf } from "../design/catalogue-facts.ts";
import { localizedText, moneyText, numberText } from "../design/format.ts";
import { allergenText, dietTexts } from "./food-words.ts";
import type { SearchState } from "./search-state.ts";

/** One thing that was chosen, and what the search would be without it. */
export interface Choice {
  readonly text: string;
  readonly without: Partial<SearchState>;
}

/** Names of the orders in which answers can stand, in the order in which they are offered. */
export function sortTexts(): readonly (readonly [SearchState["sort"], string])[] {
  return [
    ["relevance", msg("Le plus pertinent")],
    ["near", msg("Le plus proche")],
    ["price", msg("Prix croissant")],
    ["price-down", msg("Prix décroissant")],
    ["unit-price", msg("Prix au kilo, au litre")],
    ["new", msg("Nouveau")],
    ["name", msg("De A à Z")],
  ];
}

/** What prices are compared per: "au kilo". */
export function perText(unit: PriceUnit): string {
  const texts: Record<PriceUnit, () => string> = {
    kg: () => msg("au kilo"),
    l: () => msg("au litre"),
    piece: () => msg("à la pièce"),
    m: () => msg("au mètre"),
    hour: () => msg("à l’heure"),
  };
  return texts[unit]();
}

/** A range of prices: "dès 5.00", "jusqu’à 9.99", "5.00 à 9.99 CHF". Minor units; null is without end. */
export function priceRangeText(min: number | null, max: number | null): string {
  if (min === null || min === 0) return max === null ? msg("tous les prix") : msg(str`jusqu’à ${moneyText(max)}`);
  return max === null ? msg(str`dès ${moneyText(min)}`) : msg(str`${moneyText(min)} à ${moneyText(max)}`);
}

const switches: readonly (readonly ["delivered" | "available" | "inSeason" | "freeSoon", () => string])[] = [
  ["delivered", () => msg("Livré chez moi")],
  ["available", () => msg("Disponible maintenant")],
  ["inSeason", () => msg("De saison")],
  ["freeSoon", () => msg("Libre cette semaine")],
];

/** Everything that is chosen, each with its way out: the chips above the answers. */
export function choicesOf(search: SearchState): readonly Choice[] {
  const choices: Choice[] = [];
  const choice = (text: string, without: Partial<SearchState>): void => void choices.push({ text, without });
  const category = search.category === "" ? null : categoryOf(search.category);
  if (search.category !== "") choice(localizedText(category?.name) || search.category, { category: "" });
  for (const [name, text] of switches) if (search[name]) choice(text(), { [name]: false });
  if (search.kind !== null) choice(search.kind === "service" ? msg("Services") : msg("Articles"), { kind: null });
  if (search.condition !== null) {
    choice(search.condition === "new" ? msg("Neuf") : msg("Seconde main"), { condition: null });
  }
  if (search.kilometres !== null) {
    choice(msg(str`${numberText(search.kilometres)} km au plus`), { kilometres: null });
  }
  if (search.unit !== null) choice(msg(str`Prix ${perText(search.unit)}`), { unit: null });
  if (search.priceMin !== null || search.priceMax !== null) {
    choice(priceRangeText(search.priceMin, search.priceMax), { priceMin: null, priceMax: null });
  }
  for (const id of search.labels) {
    choice(localizedText(labelOf(id)?.name) || id, { labels: search.labels.filter((each) => each !== id) });
  }
  const diets = new Map(dietTexts());
  for (const diet of search.diets) {
    choice(diets.get(diet) ?? diet, { diets: search.diets.filter((each) => each !== diet) });
  }
  for (const allergen of search.without) {
    choice(msg(str`Sans ${allergenText(allergen)}`), {
      without: search.without.filter((each) => each !== allergen),
    });
  }
  return choices;
}
