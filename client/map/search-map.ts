import { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { SearchResult, StallInBrief } from "../core/api.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";
import "./beside.ts";

const none: { readonly counts: SearchResult["stalls"]; readonly views: readonly StallInBrief[] } = {
  counts: {},
  views: [],
};

/**
 * The stalls of a search's answers, all of them and not only those of the first page, on a map beside it. They are asked
 * for once the map is on the screen.
 */
@customElement("sp-search-map")
export class SearchMap extends LightElement {
  @property({ attribute: false }) result: SearchResult | undefined;
  @state() private isSeen = false;
  /** Answers and their stalls together: the map moves once. */
  readonly #shown = new Task(this, {
    task: async ([result, isSeen]) => {
      if (result === undefined || !isSeen) return none;
      const { parties, stalls: counts } = result;
      return { counts, views: await market.onMap([...Object.keys(counts), ...parties.map(({ id }) => id)]) };
    },
    args: () => [this.result, this.isSeen] as const,
  });

  protected override render(): TemplateResult {
    const { counts, views } = this.#shown.value ?? none;
    return html`<sp-map-beside
      .waits=${this.result === undefined}
      .views=${views}
      .counts=${counts}
      @sp-map-seen=${() => {
        this.isSeen = true;
      }}
    ></sp-map-beside>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-search-map": SearchMap;
  }
}
