import { msg, str } from "@lit/localize";
import type { ImportFinding, ImportPreview, ImportProgress } from "../core/api.ts";
import { importLimits } from "../core/import/limits.ts";
import type { ImportField } from "../core/import/import-field.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import { amountText, inSentence, listText, localizedText, monthText, numberText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { saveRefusal } from "./refusal.ts";
import { allergenNames, allergenText } from "./words.ts";

const fieldTexts: Readonly<Record<ImportField, () => string>> = {
  id: () => msg("identifiant"),
  parent: () => msg("article parent"),
  name: () => msg("nom"),
  variant: () => msg("variante"),
  summary: () => msg("en une phrase"),
  description: () => msg("description"),
  category: () => msg("catégorie"),
  price: () => msg("prix"),
  "price-net": () => msg("prix hors TVA"),
  "price-minor": () => msg("prix en centimes"),
  "sale-price": () => msg("prix d’action"),
  currency: () => msg("monnaie"),
  "price-kg": () => msg("prix au kilo"),
  weight: () => msg("poids d’une pièce"),
  "weight-min": () => msg("poids minimum"),
  "weight-max": () => msg("poids maximum"),
  content: () => msg("contenu"),
  unit: () => msg("unité"),
  stock: () => msg("stock"),
  sku: () => msg("code"),
  gtin: () => msg("code-barres"),
  vat: () => msg("TVA"),
  deposit: () => msg("consigne"),
  allergens: () => msg("allergènes"),
  traces: () => msg("traces possibles"),
  ingredients: () => msg("ingrédients"),
  diets: () => msg("régimes"),
  origin: () => msg("origine"),
  labels: () => msg("labels"),
  season: () => msg("saison"),
  age: () => msg("âge minimum"),
  temperature: () => msg("conservation"),
  pictures: () => msg("images"),
  status: () => msg("visible"),
};

/** What a field of an item is called; its own name where there is no better one. */
export function fieldText(field: string): string {
  if (field === "variant-new") return msg("nouvelle variante");
  return field in fieldTexts ? fieldTexts[field as ImportField]() : field;
}

const reasonTexts: Readonly<Record<string, () => string>> = {
  "row-unreadable": () => msg("cette ligne n’a pas pu être lue"),
  "row-broken": () => msg("les cellules de cette ligne sont décalées"),
  "kind-not-sold": () => msg("ce genre de produit ne se vend pas ici"),
  "service-by-hand": () => msg("un service se saisit à la main : il lui faut une durée et un lieu"),
  "price-unreadable": () => msg("le prix n’a pas pu être lu"),
  "number-ambiguous": () => msg("ce nombre peut se lire de deux façons : choisissez plus haut"),
  "price-rounded": () => msg("prix arrondi au centime"),
  "price-missing": () => msg("il n’y a pas de prix"),
  "price-to-come": () => msg("sans prix : vient en brouillon, à compléter"),
  "price-zero": () => msg("le prix est 0 : inconnu, ou gratuit ?"),
  "currency-other": () => msg("le prix est dans une autre monnaie"),
  "currency-taken": () => msg("prix dans une autre monnaie, pris tel quel"),
  "comes-hidden": () => msg("le fichier dit de ne pas le montrer : vient en brouillon"),
  "stays-archived": () => msg("archivé ici : il le reste, et n’est pas montré"),
  "vat-needed": () => msg("un prix hors TVA demande un taux"),
  "vat-unknown": () => msg("taux de TVA inconnu"),
  "deposit-unknown": () => msg("consigne inconnue"),
  "name-by-kind": () => msg("sans nom : appelé d’après son genre"),
  "name-cut": () => msg("nom coupé à 120 signes"),
  "name-missing": () => msg("il n’y a pas de nom"),
  "category-unknown": () => msg("sa catégorie est à choisir"),
  "category-missing": () => msg("il n’y a pas de catégorie"),
  "content-unit-changed": () => msg("l’unité du contenu change, le prix à l’unité aussi"),
  "content-unreadable": () => msg("le contenu n’a pas pu être lu"),
  "weight-unreadable": () => msg("le poids n’a pas pu être lu"),
  "weight-bounds-missing": () => msg("il manque le poids minimum et maximum d’une pièce"),
  "stock-unreadable": () => msg("le stock n’a pas pu être lu"),
  "stock-in-pieces": () => msg("le stock se compte en entiers, arrondi au-dessous"),
  "gtin-unreadable": () => msg("ce code-barres n’en est pas un"),
  "season-unreadable": () => msg("la saison n’a pas pu être lue"),
  "age-unknown": () => msg("l’âge minimum est 16 ou 18 ans"),
  "temperature-unreadable": () => msg("la conservation n’a pas pu être lue"),
  "parent-missing": () => msg("l’article dont c’est une variante n’est pas dans le fichier"),
  "variants-not-in-file": () => msg("le fichier ne dit pas ses variantes"),
  "several-offers": () => msg("plusieurs offres : la première compte"),
  "sale-price-taken": () => msg("c’est le prix d’action"),
  "too-many-variants": () => msg("trop de variantes"),
  "variant-unsaid": () => msg("l’article a plusieurs variantes ici, et la ligne ne dit pas laquelle"),
  "variant-twice": () => msg("deux variantes portent le même code"),
  "code-shared": () => msg("un autre article du fichier porte le même code"),
  "twice-in-file": () => msg("deux fois dans le fichier"),
};

/** Why a line of a file is not taken, or what is worth knowing of it. */
export function reasonText(reason: string): string {
  return reasonTexts[reason]?.() ?? msg("quelque chose n’y est pas comme il faut");
}

/** A finding with what stands in the file: "le prix n’a pas pu être lu : « 31,5O »". */
export function findingText({ reason, text, takenMinor }: ImportFinding): string {
  if (takenMinor !== undefined) {
    return msg(str`${reasonText(reason)} : « ${text} » devient ${amountText(takenMinor)}`);
  }
  return text === "" ? reasonText(reason) : msg(str`${reasonText(reason)} : « ${text} »`);
}

/** What is to be said of a file as a whole. */
export function warningText({ reason, text }: ImportFinding): string {
  switch (reason) {
    case "price-kind-unsaid":
      return text === ""
        ? msg("Le fichier ne dit pas si ses prix comprennent la TVA. Ils sont pris comme TVA comprise.")
        : msg(str`La colonne « ${text} » ne dit pas si la TVA est comprise. Les prix sont pris comme TVA comprise.`);
    case "stock-all-zero":
      return msg("Tous les stocks du fichier sont à 0, comme si rien n’était compté. Ils ne sont pas repris.");
    case "no-name-column":
      return msg("Aucune colonne n’a été reconnue comme le nom. Choisissez-la sous « Colonnes ».");
    case "no-price-column":
      return msg(
        "Aucune colonne n’a été reconnue comme le prix. Choisissez-la sous « Colonnes » ; sans elle, rien ne vient qu’en brouillon.",
      );
    default:
      return reasonText(reason);
  }
}

/** A category with those above it: "Alimentation › Fromages". */
export function categoryText(path: string): string {
  return categoryTrail(path)
    .map(({ name }) => localizedText(name))
    .join(" › ");
}

/** A value of a change as a person reads it: ids of the instance by their names. */
export function valueText(field: string, value: string): string {
  const parts = value.split(", ").filter((part) => part !== "");
  switch (field) {
    case "category":
      return categoryText(value);
    case "vat":
      return localizedText(instance.vat.find(({ id }) => id === value)?.name) || value;
    case "deposit":
      return localizedText(instance.containers.find(({ id }) => id === value)?.name) || value;
    case "labels":
      return listText(parts.map((id) => localizedText(instance.labels.find((one) => one.id === id)?.name) || id));
    case "status":
      return value === "on" ? msg("oui") : msg("non");
    case "stock":
      return value === "plenty" || value === "" ? msg("autant qu’on veut") : value;
    case "season":
      return value === "" ? msg("toute l’année") : parts.map((month) => monthText(Number(month), "short")).join(", ");
    case "allergens":
      return parts.map(allergenValue).join(", ");
    default:
      return value.length > 160 ? `${value.slice(0, 160)}…` : value;
  }
}

/** "milk" is contained, "(milk)" may be in it. */
function allergenValue(written: string): string {
  const known = allergenNames.find((allergen) => allergen === written.replace(/[()]/g, ""));
  const text = known === undefined ? written : allergenText(known);
  return written.startsWith("(") ? msg(str`traces de ${inSentence(text)}`) : text;
}

/** What kind of file it is. */
export function formatText(format: ImportPreview["format"]): string {
  switch (format) {
    case "csv":
      return msg("tableau");
    case "sheet":
      return msg("feuille de calcul");
    case "merchant":
      return "Google Merchant";
    case "schema-org":
      return "schema.org";
    case "dfc":
      return "Data Food Consortium";
    case "bnn":
      return "BNN 3";
    case "woocommerce":
      return "WooCommerce";
    case "shopify":
      return "Shopify";
    case "prestashop":
      return "PrestaShop";
  }
}

/** What is going on with a file. */
export function stageText(stage: ImportProgress["stage"] | undefined, name: string): string {
  switch (stage) {
    case "comparing":
      return msg("Comparaison avec vos articles…");
    case "writing":
      return msg("Reprise des articles…");
    default:
      return msg(str`Lecture de ${name}…`);
  }
}

/** The button that takes what is new and changed. */
export function takeText(count: number): string {
  if (count === 0) return msg("Rien à prendre");
  return count === 1 ? msg("Prendre 1 changement") : msg(str`Prendre ${numberText(count)} changements`);
}

/** What an import that was refused says: what happened, that nothing is lost, what to do. */
export function importRefusal(code: string): string {
  switch (code) {
    case "import/too-large":
      return msg(
        str`Ce fichier est trop grand : ${importLimits.fileBytesMax / 1024 / 1024} Mo au plus. Rien n’a changé dans vos articles ; enregistrez-le sans images, ou coupez-le en deux.`,
      );
    case "import/sheet-too-large":
      return msg(
        "Ce classeur est trop grand une fois ouvert. Rien n’a changé dans vos articles ; enregistrez la feuille des articles seule, en CSV.",
      );
    case "import/too-many-rows":
      return msg(
        str`Ce fichier a trop de lignes : ${numberText(importLimits.rowsMax)} au plus. Rien n’a changé dans vos articles ; coupez-le en deux, avec les titres des colonnes en tête de chacun.`,
      );
    case "import/too-many-columns":
      return msg(
        str`Ce fichier a trop de colonnes : ${importLimits.columnsMax} au plus. Rien n’a changé dans vos articles ; n’y gardez que les colonnes utiles, comme le nom, le prix et le stock.`,
      );
    case "import/forgotten":
      return msg("Cet aperçu a été oublié entre-temps. Rien n’a changé : déposez le fichier encore une fois.");
    case "import/old-spreadsheet":
      return msg(
        "Ce classeur est d’un ancien format, ou fermé par un mot de passe. Rien n’a changé ; enregistrez-le en .xlsx, .ods ou CSV.",
      );
    case "import/cut-off":
      return msg("Ce fichier s’arrête avant la fin. Rien n’a changé dans vos articles ; téléchargez-le à nouveau.");
    case "import/entities":
      return msg("Ce fichier XML définit des entités, que nous ne lisons pas. Rien n’a changé dans vos articles.");
    case "import/nothing-found":
      return msg("Aucun article n’a été trouvé dans ce fichier. Rien n’a changé.");
    case "import/combinations":
      return msg(
        "C’est la liste des déclinaisons de PrestaShop, qui n’ont ni nom ni prix propres. Rien n’a changé ; prenez la liste des produits.",
      );
    case "import/empty":
      return msg("Ce fichier est vide : il n’y a aucun article. Rien n’a changé dans vos articles.");
    case "import/heading-only":
      return msg(
        "Ce fichier n’a que les titres de ses colonnes, et aucun article au-dessous. Rien n’a changé dans vos articles.",
      );
    case "import/unreadable":
      return msg("Ce fichier n’a pas pu être lu. Rien n’a changé dans vos articles. Essayez un export CSV.");
    default:
      return saveRefusal(code);
  }
}
