import { html } from "@lit-labs/ssr";
import { nothing, type TemplateResult } from "lit";
import type { Picture } from "../../crypto/protocol/exports.ts";
import type { PageContext } from "./page-context.ts";

/** A picture as other programs get it: an address, and what is known of it. */
export interface LinkPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** An illustration of the art set in its two blocks (client/design/art.ts). */
export function art(name: string): TemplateResult {
  return html`<svg class="art" viewBox="0 0 33 33" aria-hidden="true">
    <use class="tint" href="/art/press.svg#c-${name}"></use>
    <use class="key" href="/art/press.svg#k-${name}"></use>
  </svg>`;
}

/** A picture, or the category's illustration on its paper where there is none. `eager` for what is seen first. */
export function pictureOrPrint(
  context: PageContext,
  picture: Picture | undefined,
  category: string | undefined,
  shape: string,
  eager = false,
): TemplateResult {
  const { print, paper } = context.tree.print(category);
  if (picture === undefined) return html`<span class="print ${shape} paper-${paper}">${art(print)}</span>`;
  return html`<span class="print ${shape} photo"
    ><img
      src="/media/${picture.digest}"
      width=${picture.width}
      height=${picture.height}
      alt=${context.format.text(picture.alt)}
      loading=${eager ? nothing : "lazy"}
      decoding="async"
  /></span>`;
}

/** The picture of a link preview: the thing's own, else its category's, else the market's sign. */
export function linkPicture(
  context: PageContext,
  picture: Picture | undefined,
  category: string | undefined,
  name: string,
): LinkPicture {
  if (picture !== undefined) {
    const alt = context.format.text(picture.alt) || name;
    return { url: `${context.origin}/media/${picture.digest}`, width: picture.width, height: picture.height, alt };
  }
  // Goods are drawn by their own category where there is a card of it, else by the nearest wider one.
  const branches = context.tree.trail(category ?? "").toReversed();
  for (const { print, paper } of branches) {
    const card = context.files.card(print, paper);
    if (card !== null) return { url: context.origin + card, width: 1200, height: 630, alt: name };
  }
  return { url: `${context.origin}/icon-512.png`, width: 512, height: 512, alt: context.instance.name };
}
