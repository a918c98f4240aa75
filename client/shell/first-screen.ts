import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Words of the screen that stands before any script has run, in the languages of the screens. */
const words = {
  fr: { search: "Chercher", example: "Pain, vélo à réparer, cadeau…", aisles: "Catégories" },
  en: { search: "Search", example: "Bread, a bike to mend, a present…", aisles: "Categories" },
} as const;

type Locale = keyof typeof words;
const locales = Object.keys(words) as Locale[];

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A text in every language of the screens; the style sheet shows the document's. */
function everyLanguage(text: (locale: Locale) => string): string {
  return locales.map((locale) => `<span lang="${locale}">${escaped(text(locale))}</span>`).join("");
}

const mark = `<svg class="mark" viewBox="0 0 40 36" aria-hidden="true"><path class="mark-b" d="M5 15v17a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V15z"/><path class="mark-a" d="M2 3h9v11.5a4.5 4.5 0 0 1-9 0z"/><path class="mark-c" d="M11 3h9v11.5a4.5 4.5 0 0 1-9 0z"/><path class="mark-a" d="M20 3h9v11.5a4.5 4.5 0 0 1-9 0z"/><path class="mark-c" d="M29 3h9v11.5a4.5 4.5 0 0 1-9 0z"/><path class="mark-k" d="M2 2.5h36M2 3v11.5a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0V3M5 19v13a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V19M16 34v-9a4 4 0 0 1 8 0v9"/></svg>`;

/**
 * The first screen as the build writes it into index.html: sign, headline, search, aisles, the same markup and classes
 * as the pages that replace it, so that nothing moves. A page other than the front shows the sign only.
 */
export function firstScreen(instance: InstanceFile): string {
  const tiles = instance.categories.filter((category) => category.tile === true);
  const at = (text: Readonly<Partial<Record<string, string>>>, locale: Locale): string =>
    text[locale] ?? text[instance.languages[0] ?? "fr"] ?? "";
  const art = (name: string): string =>
    `<svg class="art" viewBox="0 0 33 33" aria-hidden="true"><use class="tint" href="/art/front.svg#c-${name}"/><use class="key" href="/art/front.svg#k-${name}"/></svg>`;
  return `<div id="first-screen">
<header class="top top-home"><div class="top-in"><a class="brand" href="/">${mark}<span class="brand-n">${escaped(instance.sign[0])}<br><span>${escaped(instance.sign[1])}</span></span></a></div></header>
<main class="first-home"><section class="front"><div class="awning"></div><div class="front-in"><div class="front-say">
<h1>${everyLanguage((locale) => at(instance.tagline, locale))}</h1>
<div class="front-find"><p class="dateline">&nbsp;</p><form class="search" role="search" action="/search"><label class="vh" for="first-q">${everyLanguage((locale) => words[locale].search)}</label><input id="first-q" name="q" type="search" autocomplete="off" placeholder="${escaped(words.fr.example)}"></form><div class="scroll-x quick"><span class="chip">&nbsp;</span></div></div>
</div><ul class="counter" aria-hidden="true">${tiles
    .slice(0, 7)
    .map(
      ({ print }, index) =>
        `<li><span class="counter-a">${art(print).replace('"art"', `"art ${index % 3 === 1 ? "m" : "l"}"`)}<span class="slate"><span class="slate-n">&nbsp;</span><span class="slate-u">&nbsp;</span></span></span></li>`,
    )
    .join("")}</ul></div><div class="plank"></div></section>
<div class="page"><section class="sec"><h2 class="vh">${everyLanguage((locale) => words[locale].aisles)}</h2><div class="cats">${tiles
    .map(
      ({ path, name, print, paper }) =>
        `<a class="cat paper-${paper}" href="/search?cat=${encodeURIComponent(path)}"><b>${everyLanguage((locale) => at(name, locale))}</b><small>&nbsp;</small>${art(print)}</a>`,
    )
    .join("")}</div></section></div></main>
</div>`;
}
