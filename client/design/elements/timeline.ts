import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { IconName } from "../icon-names.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

/** One step of what happens to an order, in plain words. */
export interface TimelineStep {
  readonly state: "done" | "now" | "next" | "bad";
  readonly title: string;
  /** When, or before when, in words. */
  readonly when?: string | undefined;
  readonly detail?: string | TemplateResult | undefined;
  readonly icon?: IconName | undefined;
  /** Kept on this device, not sent yet. */
  readonly waiting?: boolean | undefined;
}

/** What happened, what happens now, what comes next. The past in full ink, the future muted. */
@customElement("sp-timeline")
export class Timeline extends LightElement {
  @property({ attribute: false }) steps: readonly TimelineStep[] = [];

  protected override render(): TemplateResult {
    return html`<ol class="timeline">
      ${this.steps.map((step) => this.#step(step))}
    </ol>`;
  }

  #step(step: TimelineStep): TemplateResult {
    const usual: IconName = step.state === "done" ? "check-bold" : step.state === "bad" ? "x-bold" : "clock";
    return html`<li
      class="ev ${step.state} ${step.waiting === true ? "wait" : ""}"
      aria-current=${step.state === "now" ? "step" : nothing}
    >
      <span class="ev-d">${icon(step.icon ?? usual)}</span>
      <div>
        <p class="ev-t"><b>${step.title}</b>${step.when === undefined ? nothing : html`<time>${step.when}</time>`}</p>
        ${step.detail === undefined ? nothing : html`<div class="small muted">${step.detail}</div>`}
        ${
          step.waiting === true
            ? html`<p class="small muted flexline">${icon("clock")}${msg("Gardé ici, part dès que possible.")}</p>`
            : nothing
        }
      </div>
    </li>`;
  }
}
