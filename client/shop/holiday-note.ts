import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Holiday, Party } from "../../crypto/protocol/exports.ts";
import { announcedHoliday, foreseenHoliday } from "../core/catalogue/holidays.ts";
import { dayText, inInstance, localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** A holiday in words: "du 24 décembre au 3 janvier", or its only day. */
export function holidayText({ from, until }: Pick<Holiday, "from" | "until">): string {
  return from === until ? msg(str`le ${dayText(from)}`) : msg(str`du ${dayText(from)} au ${dayText(until)}`);
}

/** Says that a stall is on holiday, or soon will be; nothing while neither is so. */
export function holidayNote(ordering: Party["ordering"], now = new Date()): TemplateResult | typeof nothing {
  const today = inInstance(now).day;
  const holiday = announcedHoliday(ordering, today);
  if (holiday === null) return nothing;
  const already = holiday.from <= today;
  return html`<p class="note ${already ? "warn" : ""} compact holiday-note">
    ${icon("calendar-blank")}<span
      ><b
        >${already ? msg(str`Pas de commande jusqu’au ${dayText(holiday.until)}.`) : msg(str`Fermé ${holidayText(holiday)}.`)}</b
      >
      ${holiday.note === undefined ? nothing : localizedText(holiday.note)}</span
    >
  </p>`;
}

/** In a quiet line when a stall closes next, weeks ahead; nothing where that is not said. */
export function foreseenNote(ordering: Party["ordering"], now = new Date()): TemplateResult | typeof nothing {
  const holiday = foreseenHoliday(ordering, inInstance(now).day);
  if (holiday === null) return nothing;
  const note = localizedText(holiday.note);
  return html`<p class="small muted flexline foreseen">
    ${icon("calendar-blank")}<span
      >${msg(str`Prochaine fermeture : ${holidayText(holiday)}.`)} ${note === "" ? nothing : note}</span
    >
  </p>`;
}
