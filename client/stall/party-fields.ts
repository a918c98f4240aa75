import { transferOffer } from "../design/transfer-words.ts";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { townAt } from "../../crypto/protocol/town.ts";
import type { PartyView } from "../core/api.ts";
import { categoriesBelow, categoryTrail } from "../design/catalogue-facts.ts";
import { currencySign, localizedText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { agendaFields, pickupWaysFields } from "./booking-fields.ts";
import { checkField, groupProblem, selectField, textField, textsField, windowsField } from "./fields.ts";
import { type PartyForm, partyFrom, type PartyProblem } from "./party-form.ts";
import { holidaysField, nextWindows, orderWindowsField } from "./window-fields.ts";
import { nextWindow, type WindowProblem } from "./window-form.ts";
import { partyProblemText } from "./words.ts";

/** What the groups of fields of a party's page share. */
export interface PartyFields {
  readonly form: PartyForm;
  readonly problems: Readonly<Record<string, PartyProblem>>;
  readonly set: (part: Partial<PartyForm>) => void;
}

function tradeExample(kind: PartyForm["kind"]): string {
  switch (kind) {
    case "courier":
      return localizedText(instance.examples.courier);
    case "pickup-point":
      return msg("point de retrait, café et journaux");
    default:
      return localizedText(instance.examples.trade);
  }
}

/** Name, trade, category, summary. */
export function whoFields({ form, problems, set }: PartyFields): TemplateResult {
  const at = (field: string): string => partyProblemText(problems[field]);
  const tops = categoriesBelow("").flatMap(({ path }) =>
    [path].concat(categoriesBelow(path).map((below) => below.path)),
  );
  return html`${textField({
    label: msg("Nom"),
    value: form.name,
    lengthMax: 60,
    problem: at("name"),
    autocomplete: "organization",
    onInput: (name) => set({ name }),
  })}
  ${textsField({
    label: msg("Métier, en trois mots"),
    value: form.trade,
    lengthMax: 60,
    hint: msg(str`Par exemple : ${tradeExample(form.kind)}`),
    problem: at("trade"),
    onInput: (trade) => set({ trade }),
  })}
  ${
    form.kind === "producer"
      ? selectField({
          label: msg("Catégorie principale"),
          value: form.category,
          problem: at("category"),
          options: [
            ["", msg("Choisir…")],
            // Its own may be a narrower one: it stands as it is until another is chosen.
            ...(form.category === "" || tops.includes(form.category) ? tops : [form.category, ...tops]).map(
              (path) =>
                [
                  path,
                  categoryTrail(path)
                    .map(({ name }) => localizedText(name))
                    .join(" › "),
                ] as const,
            ),
          ],
          onChange: (category) => set({ category }),
        })
      : nothing
  }
  ${textsField({
    label: msg("En une ou deux phrases"),
    value: form.summary,
    lengthMax: 240,
    rows: 2,
    optional: true,
    onInput: (summary) => set({ summary }),
  })}`;
}

/** Street, postcode, town, phone, website, register. */
export function whereFields({ form, problems, set }: PartyFields): TemplateResult {
  const at = (field: string): string => partyProblemText(problems[field]);
  const town = townAt(instance, form.postcode);
  return html`<div class="fields">
      ${textField({
        label: msg("Rue et numéro"),
        value: form.street,
        lengthMax: 100,
        problem: at("street"),
        autocomplete: "street-address",
        onInput: (street) => set({ street }),
      })}
      ${textField({
        label: msg("Code postal"),
        value: form.postcode,
        inputMode: "numeric",
        lengthMax: 10,
        span: 2,
        problem: at("postcode"),
        autocomplete: "postal-code",
        onInput: (postcode) => set({ postcode }),
      })}
      ${textField({
        label: msg("Localité"),
        value: form.town,
        lengthMax: 60,
        span: 4,
        autocomplete: "address-level2",
        ...(town !== null && { placeholder: town }),
        onInput: (town) => set({ town }),
      })}
      ${textField({
        label: msg("Téléphone"),
        value: form.phone,
        inputMode: "tel",
        span: 3,
        optional: true,
        problem: at("phone"),
        autocomplete: "tel",
        onInput: (phone) => set({ phone }),
      })}
      ${textField({
        label: msg("Site"),
        value: form.website,
        inputMode: "url",
        span: 3,
        optional: true,
        problem: at("website"),
        onInput: (website) => set({ website }),
      })}
      ${textField({
        label: msg("Numéro au registre du commerce"),
        value: form.registration,
        lengthMax: 32,
        optional: true,
        onInput: (registration) => set({ registration }),
      })}
      ${checkField(msg("Assujetti à la TVA"), form.vatRegistered, (vatRegistered) => set({ vatRegistered }))}
    </div>
    <p class="hint">
      ${
        form.kind === "producer"
          ? msg(
              "Cette adresse est publique : c’est celle de l’étal, avec sa place sur la carte d’après le code postal.",
            )
          : msg("Cette adresse est publique, avec sa place sur la carte d’après le code postal.")
      }
    </p>`;
}

/** Opening hours. */
export function hoursFields({ form, set }: PartyFields): TemplateResult {
  return windowsField({
    legend: msg("Heures d’ouverture"),
    hint: msg("Quand on peut passer, commande ou non."),
    value: form.hours,
    onChange: (hours) => set({ hours }),
  });
}

/** Collection windows, couriers, delays, minimum. */
export function orderingFields(
  fields: PartyFields,
  couriers: readonly PartyView[],
  points: readonly PartyView[],
): TemplateResult {
  const { form, problems, set } = fields;
  const at = (field: string): string => partyProblemText(problems[field]);
  const outcome = partyFrom(form, instance);
  return html`${orderWindowsField({
      legend: msg("Retrait chez vous"),
      hint: msg("Les plages où l’on vient chercher sa commande ; aucune : pas de retrait."),
      value: form.collection,
      problems: lineProblems(problems, "collection"),
      timed: true,
      addText: msg("Ajouter une plage de retrait"),
      onChange: (collection) => set({ collection }),
    })}
    ${outcome.kind === "party" ? nextWindows(outcome.party, Date.now()) : nothing}
    <fieldset class="plain stack-s">
      <legend class="label">${msg("Coursiers avec qui vous travaillez")}</legend>
      ${
        couriers.length === 0
          ? html`<p class="hint">${msg("Il n’y a pas encore de coursier accrédité.")}</p>`
          : couriers.map((courier) =>
              checkField(
                html`<b>${courier.party.name}</b> <span class="muted">${localizedText(courier.party.trade)}</span>`,
                form.couriers.includes(courier.id),
                (on) =>
                  set({
                    couriers: on ? [...form.couriers, courier.id] : form.couriers.filter((id) => id !== courier.id),
                  }),
              ),
            )
      }
    </fieldset>
    ${form.couriers.length === 0 ? nothing : deliveryDaysFields(fields)} ${pickupWaysFields(fields, points)}
    ${agendaFields(fields)}
    ${groupProblem(
      at("fulfilment") &&
        msg("Il faut au moins une façon d’avoir sa commande : un retrait, un coursier ou des rendez-vous."),
    )}
    <div class="fields">
      ${textField({
        label: msg("Vous répondez en, heures"),
        value: form.acceptWithinHours,
        inputMode: "numeric",
        span: 2,
        problem: at("acceptWithinHours"),
        hint: msg("Sans réponse, la commande s’annule."),
        onInput: (acceptWithinHours) => set({ acceptWithinHours }),
      })}
      ${textField({
        label: msg("Préparation, heures"),
        value: form.leadHours,
        inputMode: "numeric",
        span: 2,
        problem: at("leadHours"),
        onInput: (leadHours) => set({ leadHours }),
      })}
      ${textField({
        label: msg(str`Minimum, ${currencySign()}`),
        value: form.minimum,
        inputMode: "decimal",
        span: 2,
        optional: true,
        problem: at("minimum"),
        onInput: (minimum) => set({ minimum }),
      })}
    </div>
    ${holidaysField({
      value: form.holidays,
      problems: lineProblems(problems, "holidays"),
      onChange: (holidays) => set({ holidays }),
    })}`;
}

/** On which days what couriers bring is prepared: whenever they drive, or on the stall's own days. */
function deliveryDaysFields({ form, problems, set }: PartyFields): TemplateResult {
  return html`${checkField(
    msg("Livrer certains jours seulement, avec une heure limite à vous"),
    form.onDeliveryDays,
    (onDeliveryDays) =>
      set({
        onDeliveryDays,
        ...(onDeliveryDays && form.deliveryDays.length === 0 && { deliveryDays: [nextWindow([])] }),
      }),
  )}
  ${
    form.onDeliveryDays
      ? orderWindowsField({
          legend: msg("Jours de livraison"),
          hint: msg("Les autres jours des coursiers ne sont pas proposés."),
          value: form.deliveryDays,
          problems: lineProblems(problems, "deliveryDays"),
          timed: false,
          addText: msg("Ajouter un jour de livraison"),
          onChange: (deliveryDays) => set({ deliveryDays }),
        })
      : nothing
  }
  ${groupProblem(partyProblemText(problems["deliveryDays"]))}`;
}

/** What is wrong with the lines of one field, by number. */
function lineProblems(
  problems: PartyFields["problems"],
  field: "collection" | "deliveryDays" | "holidays",
): Record<number, WindowProblem> {
  return Object.fromEntries(
    Object.entries(problems).flatMap(([name, problem]) => {
      const [head, line] = name.split("/");
      return head === field && line !== undefined ? [[Number(line), problem as WindowProblem]] : [];
    }),
  );
}

/** At handover and by bank transfer. */
export function paymentFields({ form, problems, set }: PartyFields): TemplateResult {
  const at = (field: string): string => partyProblemText(problems[field]);
  const means = (mean: PartyForm["means"][number], text: string): TemplateResult =>
    checkField(text, form.means.includes(mean), (on) =>
      set({ means: on ? [...form.means, mean] : form.means.filter((other) => other !== mean) }),
    );
  return html`<fieldset class="plain stack-s">
      <legend class="label">${msg("À la remise")}</legend>
      ${means("cash", msg("en espèces"))} ${means("card", msg("par carte"))}
      ${
        instance.localCurrency === undefined
          ? nothing
          : means("local-currency", msg(str`en monnaie locale (${localizedText(instance.localCurrency.name)})`))
      }
    </fieldset>
    ${checkField(transferOffer(), form.bankTransfer, (bankTransfer) =>
      set({ bankTransfer, ...(bankTransfer && form.creditorName === "" && creditorFrom(form)) }),
    )}
    ${form.bankTransfer ? accountFields({ form, problems, set }) : nothing}
    ${groupProblem(at("payments") && msg("Il faut au moins une façon de payer."))}`;
}

/** Where a bank transfer goes: account and holder, as the code on the bill needs them. */
function accountFields({ form, problems, set }: PartyFields): TemplateResult {
  const at = (field: string): string => partyProblemText(problems[field]);
  return html`<div class="fields">
    ${textField({
      label: "IBAN",
      value: form.iban,
      problem: at("iban"),
      lengthMax: 42,
      onInput: (iban) => set({ iban }),
    })}
    ${textField({
      label: msg("Titulaire du compte"),
      value: form.creditorName,
      lengthMax: 70,
      problem: at("creditorName"),
      onInput: (creditorName) => set({ creditorName }),
    })}
    ${textField({
      label: msg("Rue"),
      value: form.creditorStreet,
      lengthMax: 70,
      span: 4,
      problem: at("creditorStreet"),
      onInput: (creditorStreet) => set({ creditorStreet }),
    })}
    ${textField({
      label: msg("Numéro"),
      value: form.creditorNumber,
      lengthMax: 16,
      span: 2,
      optional: true,
      onInput: (creditorNumber) => set({ creditorNumber }),
    })}
    ${textField({
      label: msg("Code postal du titulaire"),
      value: form.creditorPostcode,
      lengthMax: 10,
      span: 2,
      problem: at("creditorPostcode"),
      onInput: (creditorPostcode) => set({ creditorPostcode }),
    })}
    ${textField({
      label: msg("Localité du titulaire"),
      value: form.creditorTown,
      lengthMax: 35,
      span: 4,
      problem: at("creditorTown"),
      onInput: (creditorTown) => set({ creditorTown }),
    })}
    ${textField({
      label: msg("Payable en, jours"),
      value: form.dueDays,
      inputMode: "numeric",
      span: 2,
      problem: at("dueDays"),
      onInput: (dueDays) => set({ dueDays }),
    })}
  </div>`;
}

/** Where the account's holder most likely lives: the stall itself. */
function creditorFrom(form: PartyForm): Partial<PartyForm> {
  const match = /^(.*?)\s+(\d+\s?[a-z]?)$/i.exec(form.street.trim());
  return {
    creditorName: form.name,
    creditorStreet: match?.[1] ?? form.street,
    creditorNumber: match?.[2] ?? "",
    creditorPostcode: form.postcode,
    creditorTown: form.town || (townAt(instance, form.postcode) ?? ""),
  };
}
