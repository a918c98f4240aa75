import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../design/icon.ts";
import type { Saving } from "./item-saving.ts";
import { savedText } from "./item-words.ts";
import { archivedText, changedTodayText, changeText, leftText } from "./undo-words.ts";

/** The last thing that was saved, or is being (`busy`): beside the count, so that nothing moves under the hands. */
export function savedStatus(saving: Saving, busy: string): string {
  if (busy !== "") return busy;
  if (saving.waiting > 0) return msg("Enregistrement…");
  const last = saving.undoable.at(-1);
  if (last !== undefined) return savedText(last.count);
  const { kept } = saving;
  return kept === undefined ? "" : msg(str`dernier changement : ${changeText(kept)}, ${changedTodayText(kept)}`);
}

/** What customers still see of what was taken back, and where it lies now. */
export function leftNote({ left }: Saving): TemplateResult | typeof nothing {
  if (left.items === 0) return nothing;
  return html`<p class="note compact" role="status">
    ${icon("info")}<span>${leftText(left.items)} ${archivedText(left.archived, left.items)}</span>
  </p>`;
}

/** Takes back what was changed on this page, or else the newest change that the stall has kept. */
export function undoButton(saving: Saving): TemplateResult | typeof nothing {
  const own = saving.undoable.length > 0;
  const { kept } = saving;
  if (!own && kept === undefined) return nothing;
  return html`<button
    type="button"
    class="btn quiet s"
    aria-label=${msg("Revenir en arrière")}
    title=${own || kept === undefined ? msg("Revenir en arrière, Ctrl Z") : changeText(kept)}
    @click=${() => (own ? saving.undo() : saving.undoKept())}
  >
    ${icon("arrow-counter-clockwise")}<span class="only-l">${msg("Revenir en arrière")}</span>
  </button>`;
}
