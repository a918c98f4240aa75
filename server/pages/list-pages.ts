import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import type { Category } from "./categories.ts";
import type { PageContent } from "./frame.ts";
import type { PageData } from "./json-ld.ts";
import type { ListedStall } from "./listed-stalls.ts";
import { addressIn, type PageContext, pathIn } from "./page-context.ts";
import { marketPath, type PageSubject } from "./page-addresses.ts";
import { art, linkPicture, pictureOrPrint } from "./page-pictures.ts";
import { itemCard, pager, partSize, type Step, stepsTo, tradeAndTown, trail, trailData } from "./parts.ts";

/** How many stalls the front page shows before it leads to all of them. */
const stallsOnFront = 24;
/** Lines of a list of stalls. */
const stallsPerPage = 200;

/** The front page: what there is, and the ways to all of it. */
export function frontPage(context: PageContext): PageContent {
  const { words, format, instance, market, tree } = context;
  const subject = { kind: "front" } as const;
  const stalls = market.stalls({ from: 0, count: stallsOnFront });
  const tiles = instance.categories.filter(({ tile }) => tile === true);
  const isThere = ({ path }: Category) => market.inCategory(path, none).total > 0;
  const shown = (tiles.length > 0 ? tiles : tree.below("")).filter(isThere);
  const others = tree.below("").filter((category) => isThere(category) && !shown.includes(category));
  const itemCount = market.itemCount();
  const summary = words.frontSummary(
    words.items(itemCount, format.number(itemCount)),
    words.stalls(stalls.total, format.number(stalls.total)),
  );
  const tagline = format.text(instance.tagline);
  return {
    subject,
    title: `${instance.name}. ${tagline}`,
    description: `${tagline} ${summary}`,
    picture: linkPicture(context, undefined, shown[0]?.path, instance.name),
    kind: "website",
    indexed: true,
    data: [websiteData(context)],
    main: html`<header class="front-head">
        <h1>${tagline}</h1>
        <p class="lead">${summary}</p>
        <p><a class="btn main" href=${marketPath(subject)}>${words.openMarket}</a></p>
      </header>
      <section>
        <h2>${words.categories}</h2>
        <ul class="tiles">
          ${shown.map((category) => tile(context, category))}
        </ul>
        ${chips(context, others)}
      </section>
      <section>
        <h2>${words.allStalls}</h2>
        ${stallList(context, stalls.part)}
        ${
          stalls.total <= stallsOnFront
            ? nothing
            : html`<p class="more">
                <a class="btn line" href=${pathIn(context, { kind: "stalls", page: 1 })}
                  >${words.allStalls} (${format.number(stalls.total)})</a
                >
              </p>`
        }
      </section>`,
  };
}

const none = { from: 0, count: 0 } as const;

function websiteData(context: PageContext): PageData {
  const { instance, origin, languages } = context;
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    "@id": `${origin}/`,
    name: instance.name,
    url: addressIn(context, { kind: "front" }),
    inLanguage: languages.map(({ code }) => code),
  };
}

function tile(context: PageContext, category: Category): TemplateResult {
  const { words, format, market } = context;
  const { total } = market.inCategory(category.path, none);
  return html`<li>
    <a
      class="tile paper-${category.paper}"
      href=${pathIn(context, { kind: "category", category: category.path, page: 1 })}
      ><b>${format.text(category.name)}</b
      ><small>${words.items(total, format.number(total))}</small>${art(category.print)}</a
    >
  </li>`;
}

/** Categories in a row; nothing for none. */
function chips(context: PageContext, categories: readonly Category[]): unknown {
  if (categories.length === 0) return nothing;
  return html`<ul class="chips">
    ${categories.map(
      ({ path, name }) =>
        html`<li>
          <a class="chip" href=${pathIn(context, { kind: "category", category: path, page: 1 })}
            >${context.format.text(name)}</a
          >
        </li>`,
    )}
  </ul>`;
}

function stallList(context: PageContext, stalls: readonly ListedStall[]): TemplateResult {
  return html`<ul class="stalls">
    ${stalls.map(
      ({ id, party }) =>
        html`<li>
          <a href=${pathIn(context, { kind: "stall", party: id, page: 1 })}
            >${pictureOrPrint(context, undefined, party.category, "stall-pic")}<span
              ><b>${party.name}</b><small class="muted">${tradeAndTown(context, party)}</small></span
            ></a
          >
        </li>`,
    )}
  </ul>`;
}

/** All producers by name; null for a part that there is not. */
export function stallsPage(context: PageContext, page: number): PageContent | null {
  const { words, format, market } = context;
  const subject = (part: number) => ({ kind: "stalls", page: part }) as const;
  const { total, part } = market.stalls({ from: (page - 1) * stallsPerPage, count: stallsPerPage });
  const { pages, previous, next, nav } = pager(context, total, page, subject, stallsPerPage);
  if (page > pages) return null;
  const steps: readonly Step[] = [
    { name: words.market, subject: { kind: "front" } },
    { name: words.allStalls, subject: subject(page) },
  ];
  const count = words.stalls(total, format.number(total));
  return {
    subject: subject(page),
    title: page === 1 ? words.allStalls : `${words.allStalls}, ${words.pageOf(String(page), String(pages))}`,
    description: `${count}. ${format.text(context.instance.tagline)}`,
    picture: linkPicture(context, undefined, undefined, context.instance.name),
    kind: "website",
    indexed: total > 0,
    data: [
      trailData(context, steps),
      listData(
        context,
        part.map(({ id }) => ({ kind: "stall", party: id, page: 1 })),
      ),
    ],
    previous,
    next,
    main: html`${trail(context, steps)}
      <header class="page-head">
        <h1>${words.allStalls}</h1>
        <p class="lead">${count}</p>
      </header>
      ${stallList(context, part)} ${nav}`,
  };
}

/** A category with one part of its items and the ways to those below it; null for one that the instance does not have. */
export function categoryPage(context: PageContext, path: string, page: number): PageContent | null {
  const category = context.tree.at(path);
  if (category === null) return null;
  const { words, format, market, tree } = context;
  const subject = (part: number) => ({ kind: "category", category: path, page: part }) as const;
  const { total, part } = market.inCategory(path, { from: (page - 1) * partSize, count: partSize });
  const { pages, previous, next, nav } = pager(context, total, page, subject);
  if (page > pages) return null;
  const name = format.text(category.name);
  const steps = stepsTo(context, path);
  const below = tree.below(path).filter((each) => market.inCategory(each.path, none).total > 0);
  const count = words.items(total, format.number(total));
  return {
    subject: subject(page),
    title: page === 1 ? name : `${name}, ${words.pageOf(String(page), String(pages))}`,
    description: `${name}: ${count}. ${format.text(context.instance.tagline)}`,
    picture: linkPicture(context, undefined, path, name),
    kind: "website",
    indexed: total > 0,
    data: [
      trailData(context, steps),
      listData(
        context,
        part.map(({ partyId, item }) => ({ kind: "item", party: partyId, item: item.id })),
      ),
    ],
    previous,
    next,
    main: html`${trail(context, steps)}
      <header class="page-head">
        <h1>${name}</h1>
        <p class="lead">${count}</p>
        ${chips(context, below)}
        <p><a class="btn line" href=${marketPath(subject(1))}>${words.openHere}</a></p>
      </header>
      <h2 class="vh">${count}</h2>
      <ul class="cards">
        ${part.map((each) => itemCard(context, each, market.stall(each.partyId)?.party.name ?? ""))}
      </ul>
      ${nav}`,
  };
}

function listData(context: PageContext, subjects: readonly PageSubject[]): PageData {
  return {
    "@context": "https://schema.org",
    "@type": "ItemList",
    numberOfItems: subjects.length,
    itemListElement: subjects.map((subject, index) => ({
      "@type": "ListItem",
      position: index + 1,
      url: addressIn(context, subject),
    })),
  };
}
