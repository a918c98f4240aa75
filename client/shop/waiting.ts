import { html, type TemplateResult } from "lit";

/** A card's place in a list, shaped as the card that will come there. */
function cardSkeleton(): TemplateResult {
  return html`<li class="card skel" aria-hidden="true">
    <div class="card-pic print"></div>
    <span class="sk"></span><span class="sk b"></span>
  </li>`;
}

/** Places where cards will come. Only for the first load of a list. */
export function cardSkeletons(count: number): TemplateResult {
  return html`<ul class="cards" aria-hidden="true">
    ${Array.from({ length: count }, cardSkeleton)}
  </ul>`;
}
