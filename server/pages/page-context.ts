import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { CategoryTree } from "./categories.ts";
import type { Format } from "./format.ts";
import { type PageSubject, pagePath } from "./page-addresses.ts";
import type { PublicMarket } from "./public-market.ts";
import type { PageLanguage } from "./words/languages.ts";
import type { PageWords } from "./words/words.ts";

/** Files of the built client that pages use; null for one that the build does not have. */
export interface PageFiles {
  /** Path of the pages' style sheet. */
  stylesheet(): string | null;
  /** Path of the picture that stands for a category in link previews: a JPEG of 1200 by 630 pixels. */
  card(print: string, paper: string): string | null;
}

/** What a page is made with, in one language. */
export interface PageContext {
  /** Where people reach the shop, without a final slash. */
  readonly origin: string;
  readonly instance: InstanceFile;
  readonly market: PublicMarket;
  readonly tree: CategoryTree;
  readonly files: PageFiles;
  /** Today in the instance's time zone, YYYY-MM-DD. */
  readonly today: string;
  readonly languages: readonly PageLanguage[];
  readonly language: string;
  readonly words: PageWords;
  readonly format: Format;
}

/** The path of a page in the context's language. */
export function pathIn(context: PageContext, subject: PageSubject): string {
  return pagePath(context.language, subject);
}

/** The address of a page in the context's language. */
export function addressIn(context: PageContext, subject: PageSubject): string {
  return context.origin + pathIn(context, subject);
}

/** Rate in force today for a VAT name of the instance, in thousandths; null for a name that it does not have. */
export function vatPermille({ instance, today }: PageContext, id: string): number | null {
  const rates = instance.vat.filter((rate) => rate.id === id && rate.from <= today);
  return rates.sort((a, b) => (a.from < b.from ? 1 : -1))[0]?.permille ?? null;
}
