import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import type { Item, Party, StockLevel, Variant } from "../../crypto/protocol/exports.ts";
import type { Format } from "./format.ts";
import type { ListedItem } from "./listed-stalls.ts";
import { addressIn, type PageContext, pathIn } from "./page-context.ts";
import { pictureOrPrint } from "./page-pictures.ts";
import type { PageSubject } from "./page-addresses.ts";
import type { PageData } from "./json-ld.ts";

/** Parts that several pages share. */

/** How many things stand on one page of a list. */
export const partSize = 60;

/** A step on the way to a page: what it is called, and what it is about. */
export interface Step {
  readonly name: string;
  readonly subject: PageSubject;
}

/** The way to a page, the page itself last. */
export function trail(context: PageContext, steps: readonly Step[]): TemplateResult {
  return html`<nav class="crumbs" aria-label=${context.words.trail}>
    <ol>
      ${steps.map(({ name, subject }, index) =>
        index === steps.length - 1
          ? html`<li><span aria-current="page">${name}</span></li>`
          : html`<li><a href=${pathIn(context, subject)}>${name}</a></li>`,
      )}
    </ol>
  </nav>`;
}

/** The same way for search engines. */
export function trailData(context: PageContext, steps: readonly Step[]): PageData {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, subject }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: addressIn(context, subject),
    })),
  };
}

/** The steps from the market through the categories above a path. */
export function stepsTo(context: PageContext, category: string): readonly Step[] {
  const market: Step = { name: context.words.market, subject: { kind: "front" } };
  const above = context.tree.trail(category).map(({ name, path }): Step => ({
    name: context.format.text(name),
    subject: { kind: "category", category: path, page: 1 },
  }));
  return [market, ...above];
}

/** A text of somebody's in a sentence of ours, marked with its language where that is not the page's. */
export function told({ format }: PageContext, text: Parameters<Format["text"]>[0]): TemplateResult {
  return html`<span lang=${format.foreign(text) ?? nothing}>${format.text(text)}</span>`;
}

/** The sentence that stands before all others. */
export function lead({ format }: PageContext, text: Parameters<Format["text"]>[0]): TemplateResult {
  return html`<p class="lead" lang=${format.foreign(text) ?? nothing}>${format.text(text)}</p>`;
}

/** A longer text in its paragraphs, marked with its language where that is not the page's. */
export function prose({ format }: PageContext, text: Parameters<Format["text"]>[0]): TemplateResult {
  const paragraphs = format.text(text).split(/\n+/);
  return html`<div class="text told" lang=${format.foreign(text) ?? nothing}>
    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
  </div>`;
}

/** The variant that a page puts forward: the cheapest that is not sold out. */
export function shownVariant({ item, stock }: ListedItem): Variant | undefined {
  const left = item.variants.filter(({ id }) => stock[id] !== 0);
  return (left.length > 0 ? left : item.variants).toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
}

/** What a producer is and where, in a few words: "fromagerie à Jussy", "savonnerie · Carouge". */
export function tradeAndTown({ format }: PageContext, party: Party): string {
  const trade = format.text(party.trade);
  const town = party.place?.town ?? "";
  return town === "" || trade.includes(town) ? trade : `${trade} · ${town}`;
}

/** What is left of a variant, in words; null where it is plenty and nothing need be said. */
export function stockText({ words, format }: PageContext, level: StockLevel | undefined): string | null {
  if (level === 0) return words.soldOut;
  if (level === "on-demand") return words.onDemand;
  return typeof level === "number" && level < 6 ? words.left(format.number(level)) : null;
}

/** How long a service lasts, beside its price: whole days are hired. Null for a good. */
export function serviceTime({ words, format }: PageContext, { service }: Pick<Item, "service">): string | null {
  if (service === undefined) return null;
  const duration = format.duration(service.durationMinutes);
  return service.durationMinutes < 1440 ? duration : words.hiredFor(duration);
}

/** An item in a list: picture, price, name, and whose it is where the list is not its stall's own. */
export function itemCard(context: PageContext, listed: ListedItem, stallName: string | null): TemplateResult {
  const { words, format } = context;
  const { item, partyId } = listed;
  const variant = shownVariant(listed);
  const gone = item.variants.every(({ id }) => listed.stock[id] === 0);
  const prices = item.variants.map(({ priceMinor }) => priceMinor);
  const about = variant?.weighed !== undefined;
  const unit = serviceTime(context, item) ?? (variant === undefined ? null : format.unitPrice(variant));
  return html`<li class="card">
    <a href=${pathIn(context, { kind: "item", party: partyId, item: item.id })}>
      ${pictureOrPrint(context, item.pictures?.[0], item.category, "card-pic")}
      <span class="slate">
        <span class="slate-n"
          >${Math.max(...prices) > Math.min(...prices) ? html`<small>${words.from}</small> ` : nothing}${
            about ? html`<span class="ap">≈</span> ` : nothing
          }${format.amount(Math.min(...prices))} <small>${format.sign}</small></span
        >
        ${unit === null ? nothing : html`<span class="slate-u">${unit}</span>`}
      </span>
      <h3 lang=${format.foreign(item.name) ?? nothing}>${format.text(item.name)}</h3>
    </a>
    ${stallName === null ? nothing : html`<p class="voice">${stallName}</p>`}
    ${gone ? html`<p class="small muted">${words.soldOut}</p>` : nothing}
  </li>`;
}

/** Where a list goes on: which page it is, the one before, the one after. Nothing for a list of one page. */
export function pager(
  context: PageContext,
  total: number,
  page: number,
  subject: (page: number) => PageSubject,
  size = partSize,
) {
  const pages = Math.max(1, Math.ceil(total / size));
  const previous = page > 1 ? pathIn(context, subject(page - 1)) : undefined;
  const next = page < pages ? pathIn(context, subject(page + 1)) : undefined;
  const { words, format } = context;
  const nav =
    pages === 1
      ? nothing
      : html`<nav class="pager" aria-label=${words.pages}>
          ${previous === undefined ? nothing : html`<a class="btn line" rel="prev" href=${previous}>${words.previous}</a>`}
          <span>${words.pageOf(format.number(page), format.number(pages))}</span>
          ${next === undefined ? nothing : html`<a class="btn line" rel="next" href=${next}>${words.next}</a>`}
        </nav>`;
  return { pages, previous, next, nav };
}
