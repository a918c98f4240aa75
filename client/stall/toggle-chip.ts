import { html, type TemplateResult } from "lit";

/** A list with `value` taken in if it was not there, taken out if it was. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** One of several answers that may all be given: pressed or not. */
export function toggleChip(text: string, on: boolean, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="chip ${on ? "on" : ""}"
    aria-pressed=${on ? "true" : "false"}
    @click=${onClick}
  >
    ${text}
  </button>`;
}
