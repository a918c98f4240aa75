import { html, type TemplateResult } from "lit";
import { frontSpriteUrl, spriteUrl } from "virtual:icons";
import { frontIconNames, type IconName } from "./icon-names.ts";

/** Address of an icon's symbol in the sprite that holds it. */
export function iconUrl(name: string): string {
  return `${frontIconNames.has(name) ? frontSpriteUrl : spriteUrl}#${name}`;
}

/** An interface icon, silent for screen readers: its control or the text beside it says what it means. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" aria-hidden="true"><use href="${iconUrl(name)}"></use></svg>`;
}
