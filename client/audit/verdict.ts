import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../design/icon.ts";

/** A line of what a check found: whether it holds, what, and why. */
export function verdict(holds: boolean, what: string, why: unknown): TemplateResult {
  return html`<li class=${holds ? "ok" : "bad"}>
    ${icon(holds ? "check-circle-fill" : "warning-circle-fill")}
    <div>
      <b>${holds ? nothing : html`<span class="tag bad">${msg("Non")}</span> `}${what}</b>
      <p class="small muted">${why}</p>
    </div>
  </li>`;
}
