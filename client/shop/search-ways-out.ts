import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SearchResult } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import { localizedText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";
import { dietText } from "./food-words.ts";
import { type Choice, choicesOf } from "./search-chips.ts";
import { pageSize, searchAddress, searchQuery, type SearchState } from "./search-state.ts";

/** Where nothing answers bread without gluten: what is without it in the branch of breads. */
export function insteadLink({ instead }: SearchResult): unknown {
  if (instead === undefined) return nothing;
  const { category, diet, count } = instead;
  const branch = localizedText(categoryOf(category)?.name);
  const inText = dietText(diet).toLowerCase();
  return html`<p class="chips">
    <a class="chip" href=${searchAddress({ category, diets: [diet] })}
      >${msg(str`${branch}, ${inText} : ${numberText(count)}`)}</a
    >
  </p>`;
}

/** Where nothing is left: which single choice, taken back, would leave how many answers. The most first. */
@customElement("sp-search-ways-out")
export class SearchWaysOut extends LightElement {
  @property({ attribute: false }) state: SearchState | undefined;

  readonly #ways = new Task(this, {
    task: async ([state]) => {
      if (state === undefined) return [];
      const ways = await Promise.all(
        choicesOf(state).map(async (choice): Promise<{ choice: Choice; total: number }> => {
          const { total } = await market.search({ ...searchQuery({ ...state, ...choice.without }), limit: 0 });
          return { choice, total };
        }),
      );
      return ways.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
    },
    args: () => [this.state] as const,
  });

  protected override render(): unknown {
    const ways = this.#ways.value ?? [];
    const { state } = this;
    if (ways.length === 0 || state === undefined) return nothing;
    return html`<p class="chips ways-out">
      ${ways.map(
        ({ choice, total }) =>
          html`<a class="chip" href=${searchAddress({ ...state, count: pageSize, ...choice.without })}
            >${icon("x")}${msg(str`Sans le choix « ${choice.text} » : ${numberText(total)}`)}</a
          >`,
      )}
    </p>`;
  }
}
