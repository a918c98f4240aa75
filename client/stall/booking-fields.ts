import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { PartyView } from "../core/api.ts";
import { currencySign, listText, localizedText, weekdayText } from "../design/format.ts";
import { temperatureTexts } from "../shop/pickup-facts.ts";
import { closedWayDays, firstWayDay, type PickupWayForm } from "./booking-form.ts";
import { checkField, groupProblem, textField, windowsField } from "./fields.ts";
import type { PartyFields } from "./party-fields.ts";
import { orderWindowsField } from "./window-fields.ts";
import { partyProblemText } from "./words.ts";

/** When a stall can be booked: openings, how times are cut, how far ahead, how many at once. */
export function agendaFields({ form, problems, set }: PartyFields): TemplateResult {
  const at = (field: string): string => partyProblemText(problems[field]);
  return html`${checkField(msg("Prendre des rendez-vous"), form.bookable, (bookable) =>
    set({
      bookable,
      ...(bookable &&
        form.agendaWindows.length === 0 && { agendaWindows: [{ weekday: 1, from: "09:00", to: "12:00" }] }),
    }),
  )}
  ${
    form.bookable
      ? html`<p class="hint">
            ${msg("Dites à chaque service concerné qu’il se réserve. Le marché publie quels moments sont pris, jamais par qui ni pour quoi.")}
          </p>
          ${windowsField({
            legend: msg("Heures de rendez-vous"),
            hint: msg("Un rendez-vous commence et finit dans une de ces plages."),
            value: form.agendaWindows,
            onChange: (agendaWindows) => set({ agendaWindows }),
          })}
          ${groupProblem(at("agendaWindows"))}
          <div class="fields">
            ${textField({
              label: msg("Un départ toutes les, minutes"),
              value: form.agendaStep,
              inputMode: "numeric",
              span: 3,
              problem: at("agendaStep"),
              onInput: (agendaStep) => set({ agendaStep }),
            })}
            ${textField({
              label: msg("Rendez-vous en même temps"),
              value: form.agendaCapacity,
              inputMode: "numeric",
              span: 3,
              problem: at("agendaCapacity"),
              onInput: (agendaCapacity) => set({ agendaCapacity }),
            })}
            ${textField({
              label: msg("Au plus tard, heures avant"),
              value: form.agendaLead,
              inputMode: "numeric",
              span: 3,
              problem: at("agendaLead"),
              onInput: (agendaLead) => set({ agendaLead }),
            })}
            ${textField({
              label: msg("Au plus tôt, jours à l’avance"),
              value: form.agendaDays,
              inputMode: "numeric",
              span: 3,
              problem: at("agendaDays"),
              onInput: (agendaDays) => set({ agendaDays }),
            })}
          </div>`
      : nothing
  }`;
}

/** That a point is closed by then on some of the days that a stall brings to it. */
function closedNote(weekdays: readonly number[]): unknown {
  if (weekdays.length === 0) return nothing;
  const days = listText(weekdays.map((weekday) => weekdayText(weekday)));
  return html`<p class="hint bad-t" role="status">
    ${msg(str`Ce point n’est plus ouvert à cette heure-là : ${days}. Personne ne s’y verra proposer ce retrait.`)}
  </p>`;
}

/** That points are offered to nobody while what waits there cannot be paid beforehand; `isProblem` once it was to be published. */
function transferNote(isProblem: boolean): unknown {
  const text = partyProblemText("no-transfer");
  return isProblem ? groupProblem(text) : html`<p class="hint bad-t" role="status">${text}</p>`;
}

/** Pickup points that a stall brings to: which, when, for how much. */
export function pickupWaysFields({ form, problems, set }: PartyFields, points: readonly PartyView[]): TemplateResult {
  const toggle = ({ id: point, party: { hours } }: PartyView, on: boolean): void =>
    set({
      pickupWays: on
        ? [...form.pickupWays, { point, fee: "", days: [firstWayDay(hours)] }]
        : form.pickupWays.filter((way) => way.point !== point),
    });
  const change = (index: number, part: Partial<PickupWayForm>): void =>
    set({ pickupWays: form.pickupWays.map((way, other) => (other === index ? { ...way, ...part } : way)) });
  return html`<fieldset class="plain stack-s">
    <legend class="label">${msg("Points de retrait où vous apportez")}</legend>
    <p class="hint">${msg("Ce qui y attend est payé avant, par virement : un point de retrait n’encaisse pas.")}</p>
    ${form.pickupWays.length > 0 && !form.bankTransfer ? transferNote(problems["pickupTransfer"] !== undefined) : nothing}
    ${
      points.length === 0
        ? html`<p class="hint">${msg("Il n’y a pas encore de point de retrait accrédité.")}</p>`
        : points.map((point) => {
            const index = form.pickupWays.findIndex((way) => way.point === point.id);
            const way = form.pickupWays[index];
            const keeps = point.party.pickup ? temperatureTexts(point.party.pickup.temperatures).join(", ") : "";
            const problem = partyProblemText(problems[`pickupWays/${index}`]);
            return html`${checkField(
              html`<b>${point.party.name}</b>
                <span class="muted">${localizedText(point.party.trade)}${keeps === "" ? "" : ` · ${keeps}`}</span>`,
              way !== undefined,
              (on) => toggle(point, on),
            )}
            ${
              way === undefined
                ? nothing
                : html`<div class="stack-s pickup-way">
                    ${orderWindowsField({
                      legend: msg(str`Jours, ${point.party.name}`),
                      hint: msg("Dès quelle heure la commande y est."),
                      value: way.days,
                      problems: {},
                      timed: "from",
                      addText: msg("Ajouter un jour"),
                      onChange: (days) => change(index, { days }),
                    })}
                    ${closedNote(closedWayDays(way.days, point.party.hours))}
                    <div class="fields">
                      ${textField({
                        label: msg(str`Prix, ${currencySign()}`),
                        value: way.fee,
                        inputMode: "decimal",
                        span: 2,
                        optional: true,
                        onInput: (fee) => change(index, { fee }),
                      })}
                    </div>
                    ${groupProblem(problem)}
                  </div>`
            }`;
          })
    }
  </fieldset>`;
}

/** What a pickup point takes, and for how many days. */
export function pointFields({ form, problems, set }: PartyFields): TemplateResult {
  const keeps = (kind: (typeof form.keeps)[number], text: string): TemplateResult =>
    checkField(text, form.keeps.includes(kind), (on) =>
      set({ keeps: on ? [...form.keeps, kind] : form.keeps.filter((other) => other !== kind) }),
    );
  return html`<fieldset class="plain stack-s">
      <legend class="label">${msg("Ce que vous pouvez garder")}</legend>
      ${keeps("ambient", msg("au sec"))} ${keeps("chilled", msg("au frais, de 2 à 8 °C"))}
      ${keeps("frozen", msg("congelé, à −18 °C"))}
      ${groupProblem(problems["keeps"] === undefined ? "" : msg("Cochez au moins une façon de garder un colis."))}
    </fieldset>
    <div class="fields">
      ${textField({
        label: msg("Gardé, jours"),
        value: form.keptDays,
        inputMode: "numeric",
        span: 2,
        problem: partyProblemText(problems["keptDays"]),
        hint: msg("Passé ce délai, vous rendez le colis à l’étal."),
        onInput: (keptDays) => set({ keptDays }),
      })}
    </div>`;
}
