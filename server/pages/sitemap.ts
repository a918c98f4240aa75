import type { CategoryTree } from "./categories.ts";
import { type PageSubject, pagePath } from "./page-addresses.ts";
import type { PublicMarket } from "./public-market.ts";
import type { PageLanguage } from "./words/languages.ts";

/**
 * Addresses in one part. The protocol lets a part have 50,000 (sitemaps.org, "Sitemap index"); a fifth of that is made
 * in a few milliseconds, so that whoever asks for a part keeps nobody waiting.
 */
const addressesPerPart = 10_000;

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** What a site map is made from. */
export interface SitemapParts {
  readonly origin: string;
  readonly market: PublicMarket;
  readonly tree: CategoryTree;
  readonly languages: readonly PageLanguage[];
  /** Of all categories of the instance. */
  readonly categories: readonly { readonly path: string }[];
}

interface Entry {
  readonly subject: PageSubject;
  /** The day of its last change; absent where it changes with everything. */
  readonly day?: string;
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function xmlText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? "");
}

/** Every page worth finding, in a fixed order: front, categories, stalls, items. */
function* entries({ market, categories }: SitemapParts): Generator<Entry> {
  yield { subject: { kind: "front" } };
  yield { subject: { kind: "stalls", page: 1 } };
  for (const { path } of categories) {
    if (market.inCategory(path, { from: 0, count: 0 }).total > 0) {
      yield { subject: { kind: "category", category: path, page: 1 } };
    }
  }
  const { part } = market.stalls();
  for (const { id, day } of part) yield { subject: { kind: "stall", party: id, page: 1 }, day };
  for (const { id, items } of part) {
    for (const { item, day } of items.values()) yield { subject: { kind: "item", party: id, item: item.id }, day };
  }
}

function countOf(parts: SitemapParts): number {
  const { part } = parts.market.stalls();
  const categories = parts.categories.filter(
    ({ path }) => parts.market.inCategory(path, { from: 0, count: 0 }).total > 0,
  );
  return 2 + categories.length + part.length + part.reduce((sum, { items }) => sum + items.size, 0);
}

/** The list of all parts, of every language. */
export function sitemapIndex(parts: SitemapParts): string {
  const count = Math.max(1, Math.ceil(countOf(parts) / addressesPerPart));
  const addresses = parts.languages.flatMap(({ code }) =>
    Array.from({ length: count }, (_part, index) => `${parts.origin}/sitemap/${code}/${index + 1}.xml`),
  );
  const body = addresses.map((address) => `<sitemap><loc>${xmlText(address)}</loc></sitemap>\n`).join("");
  return `${xmlHead}<sitemapindex xmlns="${namespace}">\n${body}</sitemapindex>\n`;
}

/** One part, counted from 1: addresses of pages in a language; null for a part that there is not. */
export function sitemapPart(parts: SitemapParts, language: string, part: number): string | null {
  const [from, to] = [(part - 1) * addressesPerPart, part * addressesPerPart];
  const lines: string[] = [];
  let index = 0;
  for (const { subject, day } of entries(parts)) {
    if (index >= to) break;
    if (index >= from) {
      const lastmod = day === undefined ? "" : `<lastmod>${day}</lastmod>`;
      lines.push(`<url><loc>${xmlText(parts.origin + pagePath(language, subject))}</loc>${lastmod}</url>\n`);
    }
    index += 1;
  }
  if (lines.length === 0) return null;
  return `${xmlHead}<urlset xmlns="${namespace}">\n${lines.join("")}</urlset>\n`;
}

/** What is nobody's to read but the person's whose it is, and what is no page. */
const notForPrograms = [
  "/account",
  "/spaces/",
  "/relay/",
  "/statements",
  "/catalogue",
  "/basket",
  "/checkout/",
  "/orders",
  // "/me" alone would be the pictures' "/media" too.
  "/me$",
  "/me/",
  "/join",
  "/desk/",
  "/courier/",
  "/steward/",
];

/** `robots.txt` (RFC 9309). */
export function robotsText(origin: string): string {
  const lines = notForPrograms.map((path) => `Disallow: ${path}\n`).join("");
  return `User-agent: *\n${lines}\nSitemap: ${origin}/sitemap.xml\n`;
}
