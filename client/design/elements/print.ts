import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { until } from "lit/directives/until.js";
import type { Item, Picture } from "../../../crypto/protocol/exports.ts";
import { art, type Paper } from "../art.ts";
import { printOf } from "../catalogue-facts.ts";
import { localizedText } from "../format.ts";
import { LightElement } from "../light-element.ts";
import { pictureAddress, placeholderOf } from "../pictures.ts";

/**
 * A producer's picture at its own proportions: its placeholder first, then what of it is on this device. Silent where the
 * name stands beside it. Showing one asks the server nothing.
 * @param own on a stall's own desk: see `pictureAddress`
 */
export function photo(picture: Picture, alt = "", own = false): TemplateResult {
  const placeholder = placeholderOf(picture);
  const address = pictureAddress(picture.digest, own);
  return html`<img
    src=${typeof address === "string" ? address : until(address, placeholder || nothing)}
    alt=${alt}
    width=${picture.width}
    height=${picture.height}
    decoding="async"
    @error=${(event: Event) => {
      // Bytes that are no picture: its producer's mistake, not the reader's.
      const image = event.currentTarget as HTMLImageElement;
      if (placeholder !== "" && image.src !== placeholder) image.src = placeholder;
    }}
  />`;
}

/**
 * The picture of a thing: its producer's, else its category's illustration on wrapping paper. Give an `item`, or a
 * `name` (of the art set) and a `paper`. `described` reads the picture's own text to a screen reader; `own` is for the desk
 * of the stall that the picture belongs to.
 */
@customElement("sp-print")
export class Print extends LightElement {
  @property({ attribute: false }) item: Pick<Item, "pictures" | "category" | "name"> | undefined;
  @property() name = "";
  @property() paper: Paper | "" = "";
  @property({ type: Boolean }) described = false;
  @property({ type: Boolean }) own = false;

  protected override render(): unknown {
    const picture = this.item?.pictures?.[0];
    const drawn =
      this.item === undefined ? { print: this.name, paper: this.paper || "oat" } : printOf(this.item.category);
    this.classList.add("print");
    this.classList.toggle("photo", picture !== undefined);
    for (const old of [...this.classList]) if (old.startsWith("paper-")) this.classList.remove(old);
    if (picture !== undefined) {
      const text = this.described ? localizedText(picture.alt) || localizedText(this.item?.name) : "";
      return photo(picture, text, this.own);
    }
    this.classList.add(`paper-${drawn.paper}`);
    return drawn.print === "" ? nothing : art(drawn.print);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-print": Print;
  }
}
