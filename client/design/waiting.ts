import { html, type TemplateResult } from "lit";

/** Places where blocks of a page will come: for its first load, when that takes longer than a glance. */
export function blockSkeletons(count: number): TemplateResult {
  return html`<div class="skel-blocks" aria-hidden="true">
    ${Array.from(
      { length: count },
      () =>
        html`<div class="skel-block"><span class="sk b"></span><span class="sk"></span><span class="sk"></span></div>`,
    )}
  </div>`;
}
