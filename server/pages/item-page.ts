import { holidayOn } from "../../crypto/protocol/holiday.ts";
import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import { type Allergen, allergens } from "../../crypto/protocol/item.ts";
import { isEdibleIn } from "../../crypto/protocol/edible.ts";
import type { Item, Variant } from "../../crypto/protocol/exports.ts";
import { priceOfGrams } from "../../crypto/protocol/order-total.ts";
import { plainAmount } from "./format.ts";
import type { PageContent } from "./frame.ts";
import { itemData } from "./item-data.ts";
import { labelFacts } from "./label-facts.ts";
import type { ListedItem, ListedStall } from "./listed-stalls.ts";
import { marketPath } from "./page-addresses.ts";
import { type PageContext, pathIn, vatPermille } from "./page-context.ts";
import { linkPicture, pictureOrPrint } from "./page-pictures.ts";
import { lead, prose, serviceTime, shownVariant, stepsTo, stockText, told, trail, trailData } from "./parts.ts";

/** The page of an item; null for one that is not on the market. */
export function itemPage(context: PageContext, partyId: string, itemId: string): PageContent | null {
  const stall = context.market.stall(partyId);
  const listed = stall?.items.get(itemId);
  const variant = listed === undefined ? undefined : shownVariant(listed);
  if (stall === null || listed === undefined || variant === undefined) return null;
  const { item } = listed;
  const { format } = context;
  const subject = { kind: "item", party: partyId, item: itemId } as const;
  const name = format.text(item.name);
  const steps = [...stepsTo(context, item.category), { name, subject }];
  const picture = linkPicture(context, item.pictures?.[0], item.category, name);
  return {
    subject,
    title: `${name}, ${stall.party.name}`,
    description:
      format.text(item.summary) ||
      format.text(item.description) ||
      `${name}. ${stall.party.name}, ${format.text(stall.party.trade)}.`,
    picture,
    kind: "product",
    price: plainAmount(variant.priceMinor, context.instance.currency),
    indexed: true,
    data: [itemData(context, stall, listed, picture), trailData(context, steps)],
    main: html`${trail(context, steps)}
      <article>
        <div class="prod">
          ${pictures(context, item)}
          <div class="stack">
            <p class="prod-by">
              <a class="voice" href=${pathIn(context, { kind: "stall", party: partyId, page: 1 })}
                >${stall.party.name}</a
              ><span class="muted">, ${told(context, stall.party.trade)}</span>
            </p>
            <h1 lang=${format.foreign(item.name) ?? nothing}>${name}</h1>
            ${item.summary === undefined ? nothing : lead(context, item.summary)}
            ${price(context, stall, listed, variant)} ${choice(context, listed)} ${closedNote(context, stall)}
            <p>
              <a class="btn main big" href=${marketPath(subject)}
                >${item.kind === "service" ? context.words.book : context.words.order}</a
              >
            </p>
            ${facts(context, stall, item, variant)}
          </div>
        </div>
        ${more(context, listed)}
      </article>`,
  };
}

function pictures(context: PageContext, item: Item): TemplateResult {
  const [first, ...others] = item.pictures ?? [];
  return html`<div class="prod-pics">
    ${pictureOrPrint(context, first, item.category, "hero", true)}
    ${
      others.length === 0
        ? nothing
        : html`<ul class="prod-more-pics">
            ${others.map((picture) => html`<li>${pictureOrPrint(context, picture, item.category, "small-pic")}</li>`)}
          </ul>`
    }
  </div>`;
}

/** What it costs: in all, per unit, with tax, in the local currency, the deposit beside it, and whether there is any. */
function price(context: PageContext, stall: ListedStall, listed: ListedItem, variant: Variant): TemplateResult {
  const { words, format, instance } = context;
  const { localCurrency } = instance;
  const rate = stall.party.vatRegistered === true ? vatPermille(context, listed.item.vat) : null;
  const level = listed.stock[variant.id];
  const unit = format.unitPrice(variant);
  const content = variant.content === undefined ? serviceTime(context, listed.item) : format.content(variant.content);
  return html`<div class="prod-price">
      <p class="bigprice">
        ${variant.weighed === undefined ? nothing : html`<span class="ap">≈</span> `}${format.amount(variant.priceMinor)}
        <small>${format.sign}</small>
      </p>
      <p class="num">
        ${[content, unit].filter((part) => part !== null).map((part, index) => html`${index > 0 ? " · " : ""}<b>${part}</b>`)}
        <br /><span class="muted small"
          >${
            localCurrency === undefined
              ? nothing
              : `${words.localMoney(format.amount(Math.round(variant.priceMinor * localCurrency.perLegalUnit)), format.text(localCurrency.name))} · `
          }${rate === null || rate === 0 ? words.noVat : words.vat(format.number(rate / 10))}</span
        >
        ${
          variant.deposit === undefined
            ? nothing
            : html`<br /><span class="small">${words.deposit(format.money(variant.deposit.amountMinor))}</span>`
        }
      </p>
    </div>
    <p><span class="tag ${level === 0 ? "warn" : "ok"}">${stockText(context, level) ?? words.inStock}</span></p>`;
}

/** The variants, when there are several. */
function choice(context: PageContext, { item, stock }: ListedItem): unknown {
  if (item.variants.length < 2) return nothing;
  const { words, format } = context;
  const some = item.variants.some(({ id }) => stockText(context, stock[id]) !== null);
  return html`<table class="choice">
    <caption>
      ${words.choice}
    </caption>
    <tbody>
      ${item.variants.map(
        (variant) =>
          html`<tr>
            <th scope="row">${format.text(variant.name) || format.text(item.name)}</th>
            <td>${variant.content === undefined ? nothing : (format.content(variant.content) ?? words.onePiece)}</td>
            <td class="r num">
              ${variant.weighed === undefined ? nothing : "≈ "}${format.money(variant.priceMinor)}
              ${format.unitPrice(variant) === null ? nothing : html`<br /><small>${format.unitPrice(variant)}</small>`}
            </td>
            ${some ? html`<td class="small muted">${stockText(context, stock[variant.id]) ?? nothing}</td>` : nothing}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Says of a stall on holiday that it is. */
export function closedNote(context: PageContext, { party }: ListedStall): unknown {
  const until = holidayOn(party.ordering, context.today)?.until;
  if (until === undefined) return nothing;
  return html`<p class="note warn">${context.words.closedUntil(context.format.day(until))}</p>`;
}

/** The pickup points that a stall brings to, a line each. */
export function pointLines({ words, format, market }: PageContext, stall: ListedStall): string[] {
  return market
    .points(stall)
    .map(({ name, where, priceMinor }) =>
      words.pickedUpAt(name, where, priceMinor === 0 ? "" : format.money(priceMinor)),
    );
}

function facts(context: PageContext, stall: ListedStall, item: Item, variant: Variant): TemplateResult {
  const { words, format, market } = context;
  const { place, ordering } = stall.party;
  const { weighed } = variant;
  const lines: unknown[] = [];
  if (item.service === undefined) {
    const couriers = market.couriers(stall);
    lines.push(...couriers.map(({ name, priceMinorMin }) => words.deliveredBy(name, format.money(priceMinorMin))));
    if ((ordering?.collection.length ?? 0) > 0) {
      lines.push(place === undefined ? words.collection : `${words.collection}, ${place.street}, ${place.town}`);
    }
    lines.push(...pointLines(context, stall));
  } else {
    const booked = item.service.appointment === true ? `, ${words.byAppointment}` : "";
    lines.push(`${format.duration(item.service.durationMinutes)}, ${words.servicePlace[item.service.place]}${booked}`);
  }
  if (item.temperature === "chilled") lines.push(words.chilled);
  if (item.temperature === "frozen") lines.push(words.frozen);
  if (item.ageMin !== undefined) lines.push(words.age(format.number(item.ageMin)));
  if (item.origin !== undefined) lines.push(html`<b>${words.origin}</b> ${format.text(item.origin)}`);
  if ((item.season?.length ?? 0) > 0 && item.season?.length !== 12) {
    lines.push(html`<b>${words.season}</b> ${format.list((item.season ?? []).map((month) => format.month(month)))}`);
  }
  if (weighed !== undefined) {
    const cap = priceOfGrams(weighed.pricePerKgMinor, weighed.gramsMax);
    lines.push(words.weighed(format.weight(weighed.gramsMin), format.weight(weighed.gramsMax), format.money(cap)));
  }
  for (const diet of item.diets ?? []) lines.push(words.diet[diet]);
  return html`<ul class="facts">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`;
}

/** Who vouches for it, its allergens, what it is made of, what its producer says of it. */
function more(context: PageContext, { item, labels }: ListedItem): TemplateResult {
  const { words } = context;
  const food = item.allergens !== undefined || isEdibleIn(context.instance, item.category);
  return html`<div class="prod-more">
    ${labelFacts(context, labels, words.vouched)} ${food ? allergenFacts(context, item) : nothing}
    ${
      item.ingredients === undefined
        ? nothing
        : html`<section>
            <h2>${words.ingredients}</h2>
            ${prose(context, item.ingredients)}
          </section>`
    }
    ${
      item.description === undefined
        ? nothing
        : html`<section>
            <h2>${words.details}</h2>
            ${prose(context, item.description)}
          </section>`
    }
  </div>`;
}

/** The fourteen allergens as declared: "not declared" is not "without". */
function allergenFacts({ words, format }: PageContext, item: Item): TemplateResult {
  const declared = item.allergens ?? {};
  const such = (presence: "yes" | "traces" | "no" | undefined): string =>
    format.list(allergens.filter((name: Allergen) => declared[name] === presence).map((name) => words.allergen[name]));
  const rows: readonly (readonly [title: string, names: string])[] = [
    [words.contains, such("yes")],
    [words.traces, such("traces")],
    [words.undeclared, such(undefined)],
    [words.without, such("no")],
  ];
  return html`<section>
    <h2>${words.allergens}</h2>
    <dl class="pairs">
      ${rows
        .filter(([, names]) => names !== "")
        .map(
          ([title, names]) =>
            html`<div>
              <dt>${title}</dt>
              <dd>${names}</dd>
            </div>`,
        )}
    </dl>
    ${such(undefined) === "" ? nothing : html`<p class="hint">${words.undeclaredHint}</p>`}
  </section>`;
}
