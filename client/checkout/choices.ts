import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { PaymentMethod } from "../../crypto/protocol/exports.ts";
import type { DeliveryChoice, WindowChoice } from "../core/api.ts";
import { amountText, dayShortText, localizedText, windowText } from "../design/format.ts";
import { transferCode, transferName, transferSentence } from "../design/transfer-words.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { instance } from "../instance.ts";
import { language } from "../locales/locale.ts";
import { type CheckoutView, windowKey } from "./checkout-view.ts";
import { sentence } from "../orders/when.ts";

/** A big choice: a radio dressed as a card. */
export function option(of: {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly icon?: IconName;
  readonly title: string;
  readonly aside?: string;
  readonly text?: TemplateResult | string;
  readonly invalid?: boolean;
  readonly choose: () => void;
}): TemplateResult {
  return html`<label class="opt ${of.checked ? "on" : ""}">
    <input
      type="radio"
      name=${of.name}
      value=${of.value}
      .checked=${of.checked}
      aria-invalid=${of.invalid === true ? "true" : nothing}
      @change=${of.choose}
    />
    <b class="row tight nowrap-s"
      >${of.icon === undefined ? nothing : icon(of.icon)}<span class="grow">${of.title}</span
      >${of.aside === undefined ? nothing : html`<span class="num">${of.aside}</span>`}</b
    >
    ${of.text === undefined ? nothing : html`<span class="small">${of.text}</span>`}
  </label>`;
}

/** Couriers with their fee. */
export function courierChoices(
  choices: readonly DeliveryChoice[],
  chosen: string | null,
  choose: (courierId: string) => void,
): TemplateResult {
  return html`<fieldset class="plain">
    <legend class="label">${msg("Coursier")}</legend>
    <div class="couriers">
      ${choices.map((choice) =>
        option({
          name: "courier",
          value: choice.courier.id,
          checked: choice.courier.id === chosen,
          icon: "bicycle",
          title: choice.courier.party.name,
          aside: choice.feeMinor === 0 ? msg("gratuit") : amountText(choice.feeMinor),
          text: html`<span class="muted">${localizedText(choice.vehicle)}</span>`,
          choose: () => choose(choice.courier.id),
        }),
      )}
    </div>
  </fieldset>`;
}

/** How many days are shown before one asks for more. */
const daysAtOnce = 4;

/** Days and their windows; past ones are shown as closed. */
export function windowChoices(
  windows: readonly WindowChoice[],
  chosen: string | null,
  choose: (key: string) => void,
): TemplateResult {
  const days = [...new Set(windows.map(({ day }) => day))].sort();
  const show = (some: readonly string[]): TemplateResult =>
    html`<div class="slots">
      ${some.map(
        (day) =>
          html`<fieldset class="plain">
            <legend class="label">${sentence(dayShortText(day))}</legend>
            <div class="slot-row">
              ${windows
                .filter((window) => window.day === day)
                .map((window) => slot(window, windowKey(window) === chosen, choose))}
            </div>
          </fieldset>`,
      )}
    </div>`;
  const later = days.slice(daysAtOnce);
  if (later.length === 0) return show(days);
  const chosenLater = windows.some((window) => windowKey(window) === chosen && later.includes(window.day));
  return html`${show(days.slice(0, daysAtOnce))}
    <details class="later" ?open=${chosenLater}>
      <summary class="btn quiet s">${icon("caret-down")}${msg("Plus tard")}</summary>
      ${show(later)}
    </details>`;
}

function slot(window: WindowChoice, on: boolean, choose: (key: string) => void): TemplateResult {
  const key = windowKey(window);
  return html`<label class="slot ${on ? "on" : ""} ${window.open ? "" : "full"}">
    <input
      type="radio"
      name="window"
      value=${key}
      .checked=${on}
      ?disabled=${!window.open}
      @change=${() => choose(key)}
    />
    ${windowText(window)}<small>${window.open ? (on ? msg("choisi") : msg("libre")) : msg("trop tard")}</small>
  </label>`;
}

/** How one pays at handover, in words: "espèces, carte ou lémans". */
function meansText(means: readonly ("cash" | "card" | "local-currency")[]): string {
  const names = {
    cash: msg("espèces"),
    card: msg("carte"),
    "local-currency": localizedText(instance.localCurrency?.name),
  };
  const list = new Intl.ListFormat(language(), { type: "disjunction" });
  return list.format(means.map((kind) => names[kind]));
}

/** Where one pays at handover, and by what: "Espèces ou carte, au coursier." */
function handoverSentence(means: string, how: CheckoutView["how"]): string {
  switch (how) {
    case "appointment":
      return msg(str`${means}, au rendez-vous.`);
    case "delivery":
      return msg(str`${means}, au coursier.`);
    case "pickup":
      return msg(str`${means}, au point de retrait.`);
    default:
      return msg(str`${means}, à l’étal.`);
  }
}

/** What a payment method's own sentences depend on. `weighed`: some of the goods are; `deposits`: some are owed. */
export interface PaymentCase {
  readonly how: CheckoutView["how"];
  readonly weighed: boolean;
  readonly deposits: boolean;
}

/** A payment method's own sentences. */
export function paymentSentence(method: PaymentMethod, { how, weighed, deposits }: PaymentCase): string {
  if (method.method !== "at-handover") return transferSentence(method.dueDays, weighed);
  return [
    handoverSentence(sentence(meansText(method.means)), how),
    ...(weighed ? [msg("Le prix exact est connu à la pesée.")] : []),
    ...(deposits ? [msg("Consigne comprise.")] : []),
  ].join(" ");
}

/** The methods of a producer, as a segmented choice. */
export function paymentChoices(
  methods: readonly PaymentMethod[],
  chosen: PaymentMethod["method"] | null,
  how: CheckoutView["how"],
  partyName: string,
  choose: (method: PaymentMethod["method"]) => void,
): TemplateResult {
  const looks = {
    "at-handover": { text: how === "appointment" ? msg("Au rendez-vous") : msg("À la remise"), icon: "hand-coins" },
    "bank-transfer": { text: transferName(), icon: transferCode === null ? "receipt" : "qr-code" },
  } as const;
  return html`<div class="seg" role="radiogroup" aria-label=${msg(str`Paiement à ${partyName}`)}>
    ${methods.map(
      ({ method }) =>
        html`<label class=${method === chosen ? "on" : ""}>
          <input
            type="radio"
            name="payment"
            value=${method}
            .checked=${method === chosen}
            @change=${() => choose(method)}
          />
          ${icon(looks[method].icon)}<span>${looks[method].text}</span>
        </label>`,
    )}
  </div>`;
}
