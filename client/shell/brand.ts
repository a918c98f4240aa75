import { html, svg, type TemplateResult } from "lit";
import { instance } from "../instance.ts";

/** The sign over the door: the mark and the instance's name on two lines. */
export function brand(): TemplateResult {
  const [first, second] = instance.sign;
  return html`<a class="brand" href="/"
    ><svg class="mark" viewBox="0 0 40 36" aria-hidden="true">
      ${instance.mark.map(({ ink, path }) => svg`<path class="mark-${ink}" d=${path} />`)}</svg
    ><span class="brand-n">${first}<br /><span>${second}</span></span></a
  >`;
}
