/** One variant as a file tells it. What the file does not say is absent, and never 0. */
export interface ImportedVariant {
  readonly row: number;
  /** The source's own name of it: code, id or the values of its options. */
  readonly key: string;
  readonly name?: string | undefined;
  /** As written; read later, so that a refusal can show it. */
  readonly price?: string | undefined;
  readonly stock?: string | undefined;
  readonly sku?: string | undefined;
  readonly gtin?: string | undefined;
  /** "500 g", "6 × 33 cl"; or a number with its unit beside it. */
  readonly content?: string | undefined;
  readonly unit?: string | undefined;
}

/** One item as a file tells it, before it is compared with the stall's own. Texts may still hold HTML. */
export interface ImportedItem {
  readonly row: number;
  /** The source's own stable name of it. */
  readonly key: string;
  readonly name?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
  readonly vat?: string | undefined;
  readonly allergens?: string | undefined;
  readonly ingredients?: string | undefined;
  readonly origin?: string | undefined;
  readonly labels?: string | undefined;
  /** Whether it should be seen; absent when the file does not say. */
  readonly visible?: boolean | undefined;
  readonly variants: readonly ImportedVariant[];
  /** Codes of what is wrong with it already. */
  readonly reasons: readonly string[];
}

/** A file read: what it is, which columns it has, what it holds. */
export interface ImportedFile {
  readonly format: "csv" | "woocommerce" | "shopify";
  readonly columns: readonly { readonly name: string; readonly field: string | null; readonly sample: string }[];
  readonly items: readonly ImportedItem[];
}
