import { html, type TemplateResult } from "lit";
import { spriteUrl } from "virtual:icons";
import type { IconName } from "./icon-names.ts";

/** An interface icon, silent for screen readers: its control or the text beside it says what it means. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" aria-hidden="true"><use href="${spriteUrl}#${name}"></use></svg>`;
}
