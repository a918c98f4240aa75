import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { numberText } from "../design/format.ts";

/** A box with how many answers it would leave. One that would leave none cannot be chosen; one that is can be left. */
export function countedBox(
  content: unknown,
  on: boolean,
  count: number | undefined,
  change: () => void,
  type: "box" | "switch" = "box",
): TemplateResult {
  const off = count === 0 && !on;
  return html`<label class="check ${type === "switch" ? "sw" : ""} ${off ? "none" : ""}"
    ><input
      type="checkbox"
      role=${type === "switch" ? "switch" : nothing}
      class=${type === "switch" ? "switch" : ""}
      .checked=${live(on)}
      ?disabled=${off}
      @change=${change}
    /><span class="row tight">${content}</span>${
      count === undefined ? nothing : html`<span class="n">${numberText(count)}</span>`
    }</label
  >`;
}
