import { html, type TemplateResult } from "lit";

/** Places where cards will come, shaped as they will be. Only for the first load of a list. */
export function cardSkeletons(count: number): TemplateResult {
  return html`<ul class="cards" aria-hidden="true">
    ${Array.from(
      { length: count },
      () =>
        html`<li class="card skel">
          <div class="card-pic print"></div>
          <span class="sk"></span><span class="sk b"></span>
        </li>`,
    )}
  </ul>`;
}
