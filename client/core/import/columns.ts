import { fold } from "../search/terms.ts";

/** What a column can be read as. */
export const importFields = [
  "id",
  "parent",
  "name",
  "variant",
  "summary",
  "description",
  "category",
  "price",
  "sale-price",
  "content",
  "unit",
  "stock",
  "sku",
  "gtin",
  "vat",
  "allergens",
  "ingredients",
  "origin",
  "labels",
  "status",
] as const;
export type ImportField = (typeof importFields)[number];

/** Names under which columns are met, folded, in the order in which they are believed. */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  id: [
    "id",
    "product id",
    "item id",
    "identifiant",
    "handle",
    "code article",
    "no article",
    "artikelnummer",
    "artikel nr",
    "order number",
    "reference",
    "reference #",
    "ref",
    "slug",
    "code",
    "codice",
  ],
  parent: ["parent", "item_group_id", "item group id", "handle", "groupe", "produit parent"],
  name: [
    "name",
    "name *",
    "nom",
    "title",
    "titre",
    "product name",
    "product_name",
    "produit",
    "article",
    "designation",
    "libelle",
    "bezeichnung",
    "produkt",
    "produktname",
    "artikel",
    "nome",
    "prodotto",
    "display_name",
  ],
  variant: [
    "variant",
    "variante",
    "variant name",
    "variant_unit_name",
    "option",
    "optionvalues",
    "option values",
    "declinaison",
    "variante name",
    "sorte",
    "ausfuhrung",
  ],
  summary: [
    "short description",
    "summary",
    "resume",
    "courte description",
    "description courte",
    "kurzbeschreibung",
    "accroche",
    "generic_name",
    "descrizione breve",
  ],
  description: [
    "description",
    "body (html)",
    "body",
    "beschreibung",
    "descriptif",
    "texte",
    "descrizione",
    "note",
    "remarque",
  ],
  category: [
    "category",
    "categories",
    "categories (x;y;z...)",
    "product category",
    "categorie",
    "type de produit",
    "product type",
    "rayon",
    "famille",
    "kategorie",
    "warengruppe",
    "categoria",
    "type",
    "main_category",
    "facets",
  ],
  price: [
    "price",
    "regular price",
    "variant price",
    "prix",
    "prix ttc",
    "prix de vente",
    "price_tax_incl",
    "price tax included",
    "price tax excluded or price tax included",
    "prix unitaire",
    "prix chf",
    "preis",
    "verkaufspreis",
    "preis chf",
    "prezzo",
    "price (net)",
    "price (gross)",
    "tarif",
  ],
  "sale-price": ["sale price", "sale_price", "prix promo", "prix reduit", "aktionspreis"],
  content: [
    "content",
    "contenu",
    "contenance",
    "conditionnement",
    "poids net",
    "units",
    "unite de vente",
    "inhalt",
    "packung",
    "gebinde",
    "contenuto",
    "unit",
  ],
  unit: ["unit_type", "unit type", "unite", "mesure", "einheit", "unita", "unity"],
  stock: [
    "stock",
    "stock quantity",
    "quantity in stock",
    "on_hand",
    "on hand",
    "stockonhand",
    "variant inventory qty",
    "inventaire",
    "en stock",
    "disponible",
    "lager",
    "lagerbestand",
    "bestand",
    "giacenza",
    "qty",
  ],
  sku: ["sku", "variant sku", "code produit", "article code", "art.-nr.", "art nr", "reference interne"],
  gtin: [
    "gtin",
    "ean",
    "ean13",
    "ean-13",
    "barcode",
    "variant barcode",
    "code-barres",
    "code barres",
    "upc",
    "isbn",
    "strichcode",
    "codice a barre",
  ],
  vat: [
    "vat",
    "tva",
    "mwst",
    "iva",
    "tax",
    "tax class",
    "taux tva",
    "tva %",
    "mwst %",
    "vat rate",
    "tax_category",
    "taxcategory",
  ],
  allergens: ["allergens", "allergenes", "allergene", "allergeni"],
  ingredients: ["ingredients", "ingredients_text", "composition", "zutaten", "ingredienti"],
  origin: ["origin", "origins", "origine", "provenance", "herkunft", "country of origin"],
  labels: ["labels", "label", "certifications", "gutesiegel"],
  status: [
    "published",
    "status",
    "active (0/1)",
    "visible",
    "publie",
    "actif",
    "aktiv",
    "statut",
    "avail.",
    "pubblicato",
  ],
};

function plain(name: string): string {
  return fold(name)
    .replace(/[\s_]+/g, " ")
    .trim();
}

const known = new Map<string, ImportField[]>();
for (const [field, spellings] of Object.entries(names)) {
  for (const spelling of spellings) {
    const key = plain(spelling);
    known.set(key, [...(known.get(key) ?? []), field as ImportField]);
  }
}

/** "Quantity" is a count in one shop's file ("160") and a content in another's ("400 g"): its first value tells. */
const quantityNames: ReadonlySet<string> = new Set(["quantity", "quantite", "menge", "quantita"]);

function fieldsOf(column: string, sample: string): readonly ImportField[] {
  if (quantityNames.has(plain(column))) return [/^\d*$/.test(sample.trim()) ? "stock" : "content"];
  return known.get(plain(column)) ?? [];
}

/**
 * Which column is which field, by name; a field that two columns claim goes to the one believed more.
 * @param sampleOf a first value of a column, "" when it has none
 */
export function recogniseColumns(
  columns: readonly string[],
  sampleOf: (column: string) => string = () => "",
): Map<string, ImportField> {
  const found = new Map<string, ImportField>();
  const taken = new Map<ImportField, { column: string; rank: number }>();
  for (const column of columns) {
    for (const field of fieldsOf(column, sampleOf(column))) {
      const place = names[field].findIndex((spelling) => plain(spelling) === plain(column));
      const rank = place < 0 ? names[field].length : place;
      const other = taken.get(field);
      if (other && other.rank <= rank) continue;
      if (found.has(column)) continue;
      if (other) found.delete(other.column);
      taken.set(field, { column, rank });
      found.set(column, field);
    }
  }
  return found;
}

/** Narrows a text to a field that columns can have. */
export function isImportField(text: string | null | undefined): text is ImportField {
  return importFields.some((field) => field === text);
}
