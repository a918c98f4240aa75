import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Item, Picture } from "../../../crypto/protocol/exports.ts";
import { art, type Paper } from "../art.ts";
import { printOf } from "../catalogue-facts.ts";
import { localizedText } from "../format.ts";
import { LightElement } from "../light-element.ts";

/** Address of a picture of the catalogue. `digest` is base64url, checked by the schema. */
export function pictureUrl(digest: string): string {
  return `/media/${digest}`;
}

/** A producer's picture, lazily loaded at its own proportions. Silent where the name stands beside it. */
export function photo(picture: Picture, alt = ""): TemplateResult {
  return html`<img
    src=${pictureUrl(picture.digest)}
    alt=${alt}
    width=${picture.width}
    height=${picture.height}
    loading="lazy"
    decoding="async"
    referrerpolicy="no-referrer"
  />`;
}

/**
 * The picture of a thing: its producer's, else its category's illustration on wrapping paper. Give an `item`, or a
 * `name` (of the art set) and a `paper`. `described` reads the picture's own text to a screen reader.
 */
@customElement("sp-print")
export class Print extends LightElement {
  @property({ attribute: false }) item: Pick<Item, "pictures" | "category" | "name"> | undefined;
  @property() name = "";
  @property() paper: Paper | "" = "";
  @property({ type: Boolean }) described = false;

  protected override render(): unknown {
    const picture = this.item?.pictures?.[0];
    const drawn =
      this.item === undefined ? { print: this.name, paper: this.paper || "oat" } : printOf(this.item.category);
    this.classList.add("print");
    this.classList.toggle("photo", picture !== undefined);
    for (const old of [...this.classList]) if (old.startsWith("paper-")) this.classList.remove(old);
    if (picture !== undefined) {
      return photo(picture, this.described ? localizedText(picture.alt) || localizedText(this.item?.name) : "");
    }
    this.classList.add(`paper-${drawn.paper}`);
    return drawn.print === "" ? nothing : art(drawn.print);
  }
}
