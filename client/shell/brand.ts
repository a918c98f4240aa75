import { html, type TemplateResult } from "lit";
import { instance } from "../instance.ts";

/** The sign over the door: the mark and the instance's name on two lines. */
export function brand(): TemplateResult {
  const [first, second] = instance.sign;
  return html`<a class="brand" href="/"
    ><svg class="mark" viewBox="0 0 40 36" aria-hidden="true">
      <path class="mark-b" d="M5 15v17a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V15z" />
      <path class="mark-a" d="M2 3h9v11.5a4.5 4.5 0 0 1-9 0z" />
      <path class="mark-c" d="M11 3h9v11.5a4.5 4.5 0 0 1-9 0z" />
      <path class="mark-a" d="M20 3h9v11.5a4.5 4.5 0 0 1-9 0z" />
      <path class="mark-c" d="M29 3h9v11.5a4.5 4.5 0 0 1-9 0z" />
      <path
        class="mark-k"
        d="M2 2.5h36M2 3v11.5a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0a4.5 4.5 0 0 0 9 0V3M5 19v13a2 2 0 0 0 2 2h26a2 2 0 0 0 2-2V19M16 34v-9a4 4 0 0 1 8 0v9"
      /></svg
    ><span class="brand-n">${first}<br /><span>${second}</span></span></a
  >`;
}
