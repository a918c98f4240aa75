import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PartyView, SearchResult } from "../core/api.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import "./beside.ts";

/** The stalls of a search's answers, all of them and not only those of the first page, on a map beside it. */
@customElement("sp-search-map")
export class SearchMap extends LightElement {
  @property({ attribute: false }) result: SearchResult | undefined;
  readonly catalogue = new Watch(this, "catalogue");
  readonly #parties = new Task(this, {
    task: async ([version]) => (version === undefined ? [] : market.parties()),
    args: () => [this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });
  /** The same list as long as the answers are the same: the map holds still meanwhile. */
  #shown: { readonly of: readonly unknown[]; readonly views: readonly PartyView[] } | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { result } = this;
    const parties = this.#parties.value;
    if (result === undefined || parties === undefined) return nothing;
    if (this.#shown?.of[0] !== result || this.#shown.of[1] !== parties) {
      const named = new Set(result.parties.map(({ id }) => id));
      const views = parties.filter(({ id }) => result.stalls[id] !== undefined || named.has(id));
      this.#shown = { of: [result, parties], views };
    }
    return html`<sp-map-beside .views=${this.#shown.views} .counts=${result.stalls}></sp-map-beside>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-search-map": SearchMap;
  }
}
