import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import { groupedPhone } from "../../crypto/protocol/phone-groups.ts";
import type { Party, PaymentMethod, WeeklyWindow } from "../../crypto/protocol/exports.ts";
import type { PageContent } from "./frame.ts";
import { closedNote, pointLines } from "./item-page.ts";
import { labelFacts } from "./label-facts.ts";
import type { ListedItem, ListedStall } from "./listed-stalls.ts";
import { marketPath } from "./page-addresses.ts";
import type { PageContext } from "./page-context.ts";
import { linkPicture, pictureOrPrint } from "./page-pictures.ts";
import { itemCard, lead, pager, partSize, prose, type Step, tradeAndTown, trail, trailData } from "./parts.ts";
import { stallData } from "./stall-data.ts";

/** The page of a producer, with one part of what it offers; null for one that is not on the market, or no such part. */
export function stallPage(context: PageContext, id: string, page: number): PageContent | null {
  const stall = context.market.stall(id);
  if (stall === null) return null;
  const { words, format } = context;
  const { party } = stall;
  const subject = (part: number) => ({ kind: "stall", party: id, page: part }) as const;
  const { pages, previous, next, nav } = pager(context, stall.items.size, page, subject);
  if (page > pages) return null;
  const steps: readonly Step[] = [
    { name: words.market, subject: { kind: "front" } },
    { name: words.allStalls, subject: { kind: "stalls", page: 1 } },
    { name: party.name, subject: subject(page) },
  ];
  const trade = format.text(party.trade);
  const picture = linkPicture(context, party.banner, party.category, party.name);
  const items = itemsByName(context, stall).slice((page - 1) * partSize, page * partSize);
  return {
    subject: subject(page),
    title: page === 1 ? `${party.name}, ${trade}` : `${party.name}, ${words.pageOf(String(page), String(pages))}`,
    description: format.text(party.summary) || format.text(party.story) || tradeAndTown(context, party),
    picture,
    kind: "business.business",
    indexed: true,
    data: [stallData(context, stall, picture), trailData(context, steps)],
    previous,
    next,
    main: html`${trail(context, steps)}
      <article>
        ${pictureOrPrint(context, party.banner, party.category, "banner", true)}
        <header class="stall-head">
          <p class="caps">${tradeAndTown(context, party)}</p>
          <h1>${party.name}</h1>
          ${party.summary === undefined ? nothing : lead(context, party.summary)} ${closedNote(context, stall)}
          <p><a class="btn main" href=${marketPath(subject(1))}>${words.openHere}</a></p>
        </header>
        <div class="stall-grid">
          <div class="stack-l">
            <section>
              <h2>${words.stall}</h2>
              ${
                stall.items.size === 0
                  ? html`<p class="lead">${words.emptyStall}</p>`
                  : html`<ul class="cards">
                      ${items.map((item) => itemCard(context, item, null))}
                    </ul>`
              }
              ${nav}
            </section>
            ${
              party.story === undefined
                ? nothing
                : html`<section>
                    <h2>${words.story}</h2>
                    ${prose(context, party.story)}
                  </section>`
            }
          </div>
          <aside class="stack-l">${aside(context, stall)}</aside>
        </div>
      </article>`,
  };
}

const sorted = new WeakMap<ListedStall, Map<string, readonly ListedItem[]>>();

/** What a stall offers, in the order of its names in the page's language; sorted once, while the stall is as it is. */
function itemsByName({ language, format }: PageContext, stall: ListedStall): readonly ListedItem[] {
  const known = sorted.get(stall) ?? new Map<string, readonly ListedItem[]>();
  sorted.set(stall, known);
  const before = known.get(language);
  if (before !== undefined) return before;
  const { compare } = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  const named = [...stall.items.values()].map((listed) => ({ listed, name: format.text(listed.item.name) }));
  const items = named.sort((a, b) => compare(a.name, b.name)).map(({ listed }) => listed);
  known.set(language, items);
  return items;
}

function aside(context: PageContext, stall: ListedStall): TemplateResult {
  const { words } = context;
  const { place, phone, website, hours = [] } = stall.party;
  return html`${labelFacts(context, stall.labels, words.vouched)} ${ordering(context, stall)}
    <section class="stack-s">
      <h2>${words.visit}</h2>
      ${
        place === undefined
          ? html`<p class="muted">${words.noAddress}</p>`
          : html`<address>${place.street}<br />${place.postcode} ${place.town}</address>`
      }
      ${phone === undefined ? nothing : html`<p>${words.telephone} <a href="tel:${phone}">${groupedPhone(phone, context.instance.phone)}</a></p>`}
      ${
        website === undefined
          ? nothing
          : html`<p>
              ${words.website}
              <a href=${website} rel="external nofollow noopener noreferrer">${new URL(website).host}</a>
            </p>`
      }
      ${hours.length === 0 ? nothing : hoursTable(context, hours)}
    </section>
    <section class="panel stack-s">
      <h2>${words.verify}</h2>
      <p class="small">${words.verifyHint}</p>
      <p class="small"><a href=${marketPath({ kind: "stall", party: stall.id, page: 1 })}>${words.openHere}</a></p>
    </section>`;
}

function paymentText({ words, format }: PageContext, payment: PaymentMethod): string {
  if (payment.method === "bank-transfer") return words.transfer;
  return `${words.atHandover} (${format.list(payment.means.map((means) => words.means[means]))})`;
}

/** When a stall can be booked. What is free changes by the minute, and stands in the market. */
function agendaLines({ words, format }: PageContext, terms: NonNullable<Party["ordering"]>): string[] {
  const windows = (terms.appointments?.windows ?? []).map(
    ({ weekday, from, to }) => `${format.weekday(weekday)}, ${format.clock(from)} – ${format.clock(to)}`,
  );
  return windows.length === 0 ? [] : [words.appointments(windows.join(" ; "))];
}

/** When and how orders are taken, brought and paid. */
function ordering(context: PageContext, stall: ListedStall): unknown {
  const { words, format, market } = context;
  const { ordering: terms, place } = stall.party;
  if (terms === undefined) return nothing;
  const minimum = terms.minimumMinor ?? 0;
  const lines = [
    terms.leadHours === 0 ? words.sameDay : words.readyAfter(format.number(terms.leadHours)),
    `${minimum === 0 ? words.noMinimum : words.minimum(format.money(minimum))} ${words.answerWithin(format.number(terms.acceptWithinHours))}`,
    ...market.couriers(stall).map(({ name, priceMinorMin }) => words.deliveredBy(name, format.money(priceMinorMin))),
    ...terms.collection.map(
      (window) =>
        `${words.collection}${place === undefined ? "" : `, ${place.street}`} : ${"weekday" in window ? format.weekday(window.weekday) : format.day(window.day)}, ${format.clock(window.from)} – ${format.clock(window.to)}`,
    ),
    ...pointLines(context, stall),
    ...agendaLines(context, terms),
    words.paid(format.list(terms.payments.map((payment) => paymentText(context, payment)))),
  ];
  return html`<section class="stack-s">
    <h2>${words.howItComes}</h2>
    <ul class="facts">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

function hoursTable({ words, format }: PageContext, hours: readonly WeeklyWindow[]): TemplateResult {
  return html`<table class="hours">
    <caption>
      ${words.hours}
    </caption>
    <tbody>
      ${[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const windows = hours
          .filter((window) => window.weekday === weekday)
          .map(({ from, to }) => `${format.clock(from)} – ${format.clock(to)}`);
        return html`<tr>
          <th scope="row">${format.weekday(weekday)}</th>
          <td>${windows.length === 0 ? html`<span class="muted">${words.closed}</span>` : windows.join(", ")}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
