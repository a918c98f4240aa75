import { fetchArt } from "../design/art.ts";
import { frameDrawn } from "../design/pause.ts";
import { market } from "../market.ts";

/** Longest time without the city's typefaces, in milliseconds: for who sees no goods, offline or on a page without any. */
const waitMsMax = 4_000;
const laidOutAtOnceMax = 60;

/** A face of the city's own families for the letters of its languages. Stand-ins, and the face of codes, are for all letters. */
function isOwn({ unicodeRange }: FontFace): boolean {
  return /^U\+0+-0*FF\b/i.test(unicodeRange);
}

function sizeOf(element: Element): number {
  return element.getElementsByTagName("*").length + 1;
}

/** Parts of a page in its order, as it stands when each is asked for: with no more in one than may be laid out anew at once. */
function* partsOf(element: Element): Iterable<Element> {
  if (sizeOf(element) <= laidOutAtOnceMax || element.childElementCount === 0) yield element;
  else for (const child of element.children) yield* partsOf(child);
}

/**
 * Fetches the city's own faces, then lets them be seen when all are here: the page is laid out anew once and not for each
 * that comes, part by part, so that somebody who types or touches meanwhile waits for one part. One that does not come keeps
 * its stand-in.
 */
export async function showTypefaces(fonts: Iterable<FontFace>, page: Document): Promise<void> {
  await Promise.allSettled([...fonts].filter(isOwn).map((face) => face.load()));
  let inFrame = 0;
  for (const part of partsOf(page.body)) {
    const size = sizeOf(part);
    if (inFrame + size > laidOutAtOnceMax) {
      await frameDrawn();
      inFrame = 0;
    }
    part.toggleAttribute("data-typefaces", true);
    inFrame += size;
  }
  await frameDrawn();
  // The parts keep their mark, which says the same by now: without it they would be laid out once more.
  page.documentElement.classList.remove("typefaces-later");
}

/**
 * Lets typefaces and illustrations come once the first goods are here, for everybody alike. On a slow line they would
 * otherwise stand before the catalogue, for a third of a second; stand-ins of the same widths are on every device
 * (`instances/<name>/typefaces.css`).
 */
export function dressAfterGoods(): void {
  let isAsked = false;
  const show = (): void => {
    if (isAsked) return;
    isAsked = true;
    fetchArt();
    void showTypefaces(document.fonts, document);
    void watching.then((end) => end()).catch(() => undefined);
  };
  setTimeout(show, waitMsMax);
  const watching = market.watch("catalogue", ({ items, state }) => {
    if (items > 0 || state === "complete" || state === "offline") requestAnimationFrame(() => setTimeout(show));
  });
}
