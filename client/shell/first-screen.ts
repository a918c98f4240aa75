import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { offeredLocales } from "../locales/offered-locales.ts";

/** Words of the page that stands before any script has run. */
interface FirstWords {
  readonly search: string;
  readonly aisles: string;
}

const words: Readonly<Record<string, FirstWords>> = {
  fr: {
    search: "Chercher",
    aisles: "Catégories",
  },
  en: {
    search: "Search",
    aisles: "Categories",
  },
  de: {
    search: "Suchen",
    aisles: "Kategorien",
  },
  it: {
    search: "Cercare",
    aisles: "Categorie",
  },
};

function wordsIn(locale: string): FirstWords {
  return words[locale] ?? words["en"]!;
}

/** Text as markup may hold it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A text in every language that this city's screens speak; the style sheet shows the document's. */
function everyLanguage(instance: InstanceFile, text: (locale: string) => string): string {
  return offeredLocales(instance.languages)
    .map((locale) => `<span lang="${locale}">${escaped(text(locale))}</span>`)
    .join("");
}

/** The sign's mark, as client/shell/brand.ts draws it. */
function markOf(instance: InstanceFile): string {
  const parts = instance.mark.map(({ ink, path }) => `<path class="mark-${ink}" d="${path}"/>`);
  return `<svg class="mark" viewBox="0 0 40 36" aria-hidden="true">${parts.join("")}</svg>`;
}

/**
 * The first screen as the build writes it into index.html: sign, headline, search, aisles, the same markup and classes
 * as the pages that replace it, so that nothing moves. A page other than the front shows the sign only.
 * @param frontPress address of the front page's part of the art set
 */
export function firstScreen(instance: InstanceFile, frontPress: string): string {
  const tiles = instance.categories.filter((category) => category.tile === true);
  const at = (text: Readonly<Partial<Record<string, string>>>, locale: string): string =>
    text[locale] ?? text[instance.languages[0] ?? ""] ?? Object.values(text)[0] ?? "";
  const art = (name: string): string =>
    `<svg class="art" viewBox="0 0 33 33" aria-hidden="true"><use class="tint" href="${frontPress}#c-${name}"/><use class="key" href="${frontPress}#k-${name}"/></svg>`;
  return `<div id="first-screen">
<header class="top top-home"><div class="top-in"><a class="brand" href="/">${markOf(instance)}<span class="brand-n">${escaped(instance.sign[0])}<br><span>${escaped(instance.sign[1])}</span></span></a></div></header>
<main class="first-home"><section class="front"><div class="awning"></div><div class="front-in"><div class="front-say">
<h1>${everyLanguage(instance, (locale) => at(instance.tagline, locale))}</h1>
<div class="front-find"><p class="dateline">&nbsp;</p><form class="search" role="search" action="/search"><label class="vh" for="first-q">${everyLanguage(instance, (locale) => wordsIn(locale).search)}</label><input id="first-q" name="q" type="search" autocomplete="off" placeholder="${escaped(at(instance.examples.search, offeredLocales(instance.languages)[0] ?? ""))}"></form><div class="scroll-x quick"><span class="chip">&nbsp;</span></div></div>
</div><ul class="counter" aria-hidden="true">${tiles
    .slice(0, 7)
    .map(
      ({ print }, index) =>
        `<li><span class="counter-a">${art(print).replace('"art"', `"art ${index % 3 === 1 ? "m" : "l"}"`)}<span class="slate"><span class="slate-n">&nbsp;</span><span class="slate-u">&nbsp;</span></span></span></li>`,
    )
    .join("")}</ul></div><div class="plank"></div></section>
<div class="page"><section class="sec"><h2 class="vh">${everyLanguage(instance, (locale) => wordsIn(locale).aisles)}</h2><div class="cats">${tiles
    .map(
      ({ path, name, print, paper }) =>
        `<a class="cat paper-${paper}" href="/search?cat=${encodeURIComponent(path)}"><b>${everyLanguage(instance, (locale) => at(name, locale))}</b><small>&nbsp;</small>${art(print)}</a>`,
    )
    .join("")}</div></section></div></main>
</div>`;
}
