import { html, render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import { nothing, type TemplateResult } from "lit";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { dataBlock, type PageData } from "./json-ld.ts";
import { marketPath, type PageSubject, pagePath } from "./page-addresses.ts";
import { addressIn, type PageContext, pathIn } from "./page-context.ts";
import type { LinkPicture } from "./page-pictures.ts";

/** What one page says; the frame says the rest. */
export interface PageContent {
  /** Null for a page about nothing: a refusal. */
  readonly subject: PageSubject | null;
  readonly title: string;
  readonly description: string;
  readonly picture: LinkPicture | null;
  readonly kind: "website" | "product" | "business.business";
  /** For a thing with a price: decimal amount. */
  readonly price?: string;
  /** Whether it is worth finding. */
  readonly indexed: boolean;
  readonly data: readonly PageData[];
  /** Paths of the parts of the list before and after. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  readonly main: TemplateResult;
}

const descriptionLengthMax = 200;

/** The beginning of a text, cut between words. */
function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= descriptionLengthMax) return line;
  const cut = line.slice(0, descriptionLengthMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), descriptionLengthMax / 2))}…`;
}

function openGraph(context: PageContext, content: PageContent, subject: PageSubject): TemplateResult {
  const { instance, languages, language } = context;
  const { picture } = content;
  const locale = (code: string) => `${code}_${instance.country}`;
  return html`<meta property="og:type" content=${content.kind} />
    <meta property="og:title" content=${content.title} />
    <meta property="og:description" content=${beginning(content.description)} />
    <meta property="og:url" content=${addressIn(context, subject)} />
    <meta property="og:site_name" content=${instance.name} />
    <meta property="og:locale" content=${locale(language)} />
    ${languages
      .filter(({ code }) => code !== language)
      .map(({ code }) => html`<meta property="og:locale:alternate" content=${locale(code)} /> `)}
    ${
      picture === null
        ? nothing
        : html`<meta property="og:image" content=${picture.url} />
            <meta property="og:image:width" content=${picture.width} />
            <meta property="og:image:height" content=${picture.height} />
            <meta property="og:image:alt" content=${picture.alt} />
            <meta name="twitter:card" content=${picture.width >= 600 ? "summary_large_image" : "summary"} />`
    }
    ${
      content.price === undefined
        ? nothing
        : html`<meta property="product:price:amount" content=${content.price} />
            <meta property="product:price:currency" content=${instance.currency} />`
    }`;
}

/** Canonical address, the same page in the other languages, and the neighbours of a part of a list. */
function relations(context: PageContext, content: PageContent, subject: PageSubject): TemplateResult {
  const { origin, languages } = context;
  const first = languages[0]?.code ?? context.language;
  return html`<link rel="canonical" href=${addressIn(context, subject)} />
    ${languages.map(
      ({ code }) => html`<link rel="alternate" hreflang=${code} href=${origin + pagePath(code, subject)} /> `,
    )}
    <link rel="alternate" hreflang="x-default" href=${origin + pagePath(first, subject)} />
    ${content.previous === undefined ? nothing : html`<link rel="prev" href=${content.previous} />`}
    ${content.next === undefined ? nothing : html`<link rel="next" href=${content.next} />`}`;
}

/** The sign's mark, as client/shell/brand.ts draws it. */
function mark({ mark: parts }: InstanceFile): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 40 36" aria-hidden="true">
    ${parts.map(({ ink, path }) => html`<path class=${`mark-${ink}`} d=${path}></path>`)}
  </svg>`;
}

function top(context: PageContext, subject: PageSubject): TemplateResult {
  const { instance, words } = context;
  return html`<a class="skip" href="#main">${words.skip}</a>
    <header class="sheet-top">
      <div class="sheet-in">
        <a class="brand" href=${pathIn(context, { kind: "front" })}
          >${mark(instance)}<span class="brand-n">${instance.sign[0]}<br /><span>${instance.sign[1]}</span></span></a
        >
        <a class="sheet-link" href=${pathIn(context, { kind: "stalls", page: 1 })}>${words.allStalls}</a>
        <a class="btn line s" href=${marketPath(subject)}>${words.openMarket}</a>
      </div>
    </header>`;
}

function foot(context: PageContext, subject: PageSubject): TemplateResult {
  const { words, languages, language } = context;
  return html`<footer class="sheet-foot">
    <div class="sheet-in">
      <div class="stack-s">
        <p class="text">${words.whatThisIs}</p>
        <p class="text muted small">${words.foot}</p>
        <p class="small"><a href="/how">${words.howItWorks}</a></p>
      </div>
      <nav aria-label=${words.languages}>
        <ul class="stack-s">
          ${languages.map(
            ({ code, words: theirs }) =>
              html`<li>
                <a
                  href=${pagePath(code, subject)}
                  lang=${code}
                  hreflang=${code}
                  aria-current=${code === language ? "true" : nothing}
                  >${theirs.language}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
    </div>
  </footer>`;
}

/**
 * Without the mark that the renderer leaves where a template ends in a value, and without the templates' indentation. No
 * value can hold either: its "<" is escaped, and a line feed in an attribute was a space before.
 */
function tidied(markup: string): string {
  return markup.replaceAll("<?>", "").replaceAll(/\n\s*/g, "\n");
}

/** A whole page as HTML. Nothing in it runs: the templates escape every value, and its policy allows no script. */
export function renderPage(context: PageContext, content: PageContent): string {
  const { subject } = content;
  const about = subject ?? { kind: "front" as const };
  const stylesheet = context.files.stylesheet();
  const title = subject?.kind === "front" ? content.title : `${content.title} · ${context.instance.name}`;
  const document = html`<!doctype html>
    <html lang=${context.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content=${beginning(content.description)} />
        ${content.indexed ? nothing : html`<meta name="robots" content="noindex" />`}
        <meta name="color-scheme" content="light dark" />
        ${subject === null ? nothing : relations(context, content, subject)}
        ${subject === null ? nothing : openGraph(context, content, subject)}
        ${stylesheet === null ? nothing : html`<link rel="stylesheet" href=${stylesheet} />`}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${content.data.map(dataBlock)}
      </head>
      <body>
        ${top(context, about)}
        <main id="main" class="sheet-in">${content.main}</main>
        ${foot(context, about)}
      </body>
    </html>`;
  return tidied(collectResultSync(render(document)));
}
