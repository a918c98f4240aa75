import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { Item, Party } from "../../crypto/protocol/exports.ts";
import { demoMarket } from "../../instances/geneva/demo/market.ts";
import { root } from "../tidy/tracked-files.ts";

// What a generated market is made of: the demo's shelves and, where the folder of samples is there, what real
// catalogues call their things and say of them.

/** The fields of a trade that its generated stalls share. */
export interface Trade {
  /** "fromagerie", the trade's name without its place. */
  readonly name: string;
  readonly party: Party;
  readonly items: readonly Item[];
}

/** A product as somebody else's catalogue has it: texts of at most the protocol's length. */
export interface SampleProduct {
  readonly name: string;
  readonly brand: string;
  readonly ingredients: string;
}

const samples = join(process.env["SAMPLES_DIR"] ?? join(root, "../shared/samples"), "openfoodfacts");

/** One line of text as the protocol allows it. */
function lineOf(text: string | undefined, lengthMax: number): string {
  return (text ?? "")
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, lengthMax)
    .trim();
}

const read = new Set(["product_name", "brands", "ingredients_text"]);

/** Products of Open Food Facts; none where the samples are absent. */
export function sampleProducts(): readonly SampleProduct[] {
  const file = join(samples, "off_1469_products.csv");
  if (!existsSync(file)) return [];
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), {
    header: true,
    // A spreadsheet has spoiled some of the sample's headers: those that are not read get a number.
    transformHeader: (name, place) => (read.has(name) ? name : String(place)),
    skipEmptyLines: true,
  });
  return data
    .map((row) => ({
      name: lineOf(row["product_name"], 90),
      brand: lineOf(row["brands"], 60),
      ingredients: lineOf(row["ingredients_text"], 900),
    }))
    .filter(({ name }) => name.length > 2);
}

/** The demo's stalls as trades. */
export const trades: readonly Trade[] = demoMarket.stalls.map(({ party, items }) => ({
  name: (party.trade["fr"] ?? "étal").split(/ (?:à|au|aux|de la|en) /)[0] ?? "étal",
  party,
  items,
}));

/** Every sentence of the demo: what descriptions are put together from. */
export const sentences: readonly string[] = demoMarket.stalls
  .flatMap(({ party, items }) => [
    ...(party.story?.["fr"]?.split(/(?<=[.!?])\s+/) ?? []),
    ...items.flatMap(({ summary }) => summary?.["fr"] ?? []),
  ])
  .map((sentence) => lineOf(sentence, 230))
  .filter((sentence) => sentence !== "");

/** What a stall is called after. */
export const signs: readonly string[] =
  `des Tilleuls|du Pont-Rouge|de la Treille|des Trois-Chênes|du Moulin|de l’Ormeau|des Marronniers|du Vieux-Pressoir|
de la Fontaine|des Hirondelles|du Renard|de la Grange|des Coquelicots|du Lac|de l’Écluse|des Platanes|du Coteau|
de la Bise|des Noyers|du Ruisseau|de l’Aubépine|des Bergers|du Carrefour|de la Cloche|des Ateliers|du Sentier|
de l’Horloge|des Bateliers|du Bois-Joli|de la Colline|des Saules|du Chemin-Vert|de l’Églantine|des Forgerons|
du Grand-Pré|de la Lanterne|des Mésanges|du Nant|de l’Olivier|des Pruniers|du Quai|de la Rampe|des Sources|du Tilbury`
    .split("|")
    .map((sign) => sign.trim());

/** What tells one thing from the next on a shelf, in French. */
export const qualifiers: readonly string[] =
  `extra|maison|du pays|de montagne|à l’ancienne|grand format|petit format|en vrac|sélection|de saison|nouvelle récolte|
doux|corsé|fumé|nature|au citron|aux herbes|à la lavande|au miel|rustique|fin|du dimanche|de garde|réserve|
sans sucre ajouté|brut|demi-sec|bleu nuit|rouge|vert sapin|jaune|naturel|taille S|taille M|taille L|en lin|en chêne|
en grès|pour enfants|d’occasion|restauré|édition limitée|cuvée 2024|cuvée 2025|lot de 2|lot de 3|lot de 6|recharge`
    .split("|")
    .map((qualifier) => qualifier.trim());
