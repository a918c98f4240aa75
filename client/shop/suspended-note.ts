import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { PartyView } from "../core/api.ts";
import { localizedText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** Whether the office has suspended a stall: nothing of it is at the market until that is lifted. */
export function isSuspended({ accreditation }: PartyView): boolean {
  return accreditation?.status === "suspended";
}

/** The office's reason in quotation marks, or nothing. */
function reasonText({ accreditation }: PartyView): string {
  const reason = localizedText(accreditation?.reason);
  return reason === "" ? "" : quoted(reason);
}

/** In one line that a stall is suspended, and why. */
export function suspendedText(party: PartyView): string {
  return `${msg("Cet étal est suspendu par le bureau du marché.")} ${reasonText(party)}`.trim();
}

/** Says that a stall is suspended, and why. */
export function suspendedNote(party: PartyView): TemplateResult {
  return html`<p class="note warn">
    ${icon("warning")}<span><b>${msg("Cet étal est suspendu par le bureau du marché.")}</b> ${reasonText(party)}</span>
  </p>`;
}
