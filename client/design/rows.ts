import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icon.ts";
import { pause } from "./pause.ts";

// Rows of a form that people add and take away: `data-rows` on what holds them, `data-row` on each.

async function goOn(event: Event, change: () => void, next: (rows: HTMLElement) => HTMLElement | null): Promise<void> {
  const rows = (event.currentTarget as HTMLElement).closest<HTMLElement>("[data-rows]");
  change();
  // Whatever element draws the form, it has by then.
  await pause();
  if (rows !== null) next(rows)?.focus();
}

/** The button under the rows. Whoever presses it goes on in the first field of the new row. */
export function addRowButton(text: string, add: () => void): TemplateResult {
  const newest = (rows: HTMLElement): HTMLElement | null =>
    [...rows.querySelectorAll("[data-row]")].at(-1)?.querySelector<HTMLElement>("input, select, textarea") ?? null;
  return html`<p>
    <button type="button" class="btn line s" data-add-row @click=${(event: Event) => void goOn(event, add, newest)}>
      ${icon("plus")}${text}
    </button>
  </p>`;
}

/**
 * Takes a row away. Whoever presses it goes on at the row that comes into its place, after the last at the one before it,
 * and where none is left at the button that adds one.
 * @param text beside the icon; without it the button is as small as the icon
 */
export function removeRowButton(
  label: string,
  remove: () => void,
  { text, kind = "tool" }: { readonly text?: string; readonly kind?: string } = {},
): TemplateResult {
  const after = (place: number) => (rows: HTMLElement) => {
    const left = [...rows.querySelectorAll<HTMLElement>("[data-remove-row]")];
    return left[Math.min(place, left.length - 1)] ?? rows.querySelector<HTMLElement>("[data-add-row]");
  };
  const placeOf = (button: HTMLElement): number =>
    [...(button.closest("[data-rows]")?.querySelectorAll("[data-remove-row]") ?? [])].indexOf(button);
  return html`<button
    type="button"
    class=${kind}
    aria-label=${label}
    data-remove-row
    @click=${(event: Event) => void goOn(event, remove, after(placeOf(event.currentTarget as HTMLElement)))}
  >
    ${icon("trash")}${text ?? nothing}
  </button>`;
}
