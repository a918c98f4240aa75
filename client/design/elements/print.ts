import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Item, Picture } from "../../../crypto/protocol/exports.ts";
import { art, type Paper } from "../art.ts";
import { printOf } from "../catalogue-facts.ts";
import { localizedText } from "../format.ts";
import { LightElement } from "../light-element.ts";
import { market } from "../../market.ts";
import { until } from "lit/directives/until.js";

const addresses = new Map<string, string | Promise<unknown>>();

/** Where the browser finds a picture that the core has fetched: an object URL, once it is there. */
function pictureAddress(digest: string): string | Promise<unknown> {
  const known = addresses.get(digest);
  if (known !== undefined) return known;
  const asked = market.picture(digest).then(
    (bytes) => {
      addresses.delete(digest);
      if (bytes === null) return nothing;
      const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
      addresses.set(digest, address);
      return address;
    },
    () => {
      addresses.delete(digest);
      return nothing;
    },
  );
  addresses.set(digest, asked);
  return asked;
}

/**
 * A producer's picture at its own proportions. Silent where the name stands beside it. The core fetches all pictures of
 * the shop alike, so that showing one asks the server nothing.
 */
export function photo(picture: Picture, alt = ""): TemplateResult {
  const address = pictureAddress(picture.digest);
  return html`<img
    src=${typeof address === "string" ? address : until(address, nothing)}
    alt=${alt}
    width=${picture.width}
    height=${picture.height}
    decoding="async"
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
