import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import "../booking/times.ts";
import type { BasketGroup, OrderDraft, WindowChoice } from "../core/api.ts";
import { amountText, currencySign, durationText, moneyText, momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { blockSkeletons } from "../design/waiting.ts";
import { type CheckoutInputs, type CheckoutView, windowKey } from "./checkout-view.ts";
import { courierChoices, paymentChoices, paymentSentence, windowChoices } from "./choices.ts";
import type { CheckoutDraft } from "./draft.ts";

type Change = (change: Partial<CheckoutDraft>) => void;

/**
 * When it is handed over: couriers with their fee, then days and windows.
 * @param asking whether what is open is still being looked up
 */
export function whenSection(
  view: CheckoutView,
  inputs: CheckoutInputs,
  asking: boolean,
  tried: boolean,
  change: Change,
): TemplateResult {
  const wrong = tried || view.late ? view.wrong.window : undefined;
  const picker =
    view.how === "appointment"
      ? html`<sp-times
          name="window"
          .times=${view.windows}
          .chosen=${view.window?.id ?? null}
          @sp-time=${(event: CustomEvent<WindowChoice>) => change({ window: windowKey(event.detail) })}
        ></sp-times>`
      : windowChoices(view.windows, view.window === null ? null : inputs.draft.window, (window) => change({ window }));
  const windows = html`${
    wrong === undefined ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${wrong}</span></p>`
  }
  ${picker}
  ${
    view.window === null
      ? nothing
      : html`<p class="small flexline">
          ${icon("clock")}<span>${msg(str`À commander avant ${momentText(view.window.orderBefore)}.`)}</span>
        </p>`
  }`;
  if (view.how === "appointment") {
    const minutes = inputs.group.appointment?.minutes ?? 0;
    return html`<p class="flexline">
        ${icon("clock")}<span>${msg(str`Il faut ${durationText(minutes)} en tout.`)}</span>
      </p>
      ${windows}`;
  }
  if (view.how === "collection" || view.how === "pickup") {
    if (view.windows.length === 0 && asking) return blockSkeletons(1);
    return view.windows.length === 0
      ? html`<p class="note warn">${icon("warning")}<span>${msg("Aucun retrait n’est ouvert ces jours-ci.")}</span></p>`
      : windows;
  }
  if (inputs.choices.length > 0) {
    return html`${courierChoices(inputs.choices, view.choice?.courier.id ?? null, (courierId) =>
      change({ courierId, window: null }),
    )}${windows}`;
  }
  if (asking) {
    return html`<p class="muted" role="status">${msg("On demande aux coursiers…")}</p>`;
  }
  const postcode = view.addressId === "new" ? view.fields.postcode.trim() : "";
  if (view.addressId === "new" && postcode === "") {
    return html`<p class="muted">${msg("Le code postal décide des coursiers : écrivez-le plus haut.")}</p>`;
  }
  return html`<p class="note warn" role="status">
    ${icon("warning")}<span
      >${
        view.offersCollection
          ? msg("Aucun coursier de cet étal ne va à cette adresse. Le retrait à l’étal reste possible.")
          : msg("Aucun coursier de cet étal ne va à cette adresse. Essayez-en une autre.")
      }</span
    >
  </p>`;
}

function shortageChoices(draft: CheckoutDraft, change: Change): TemplateResult {
  const texts: Record<OrderDraft["shortage"], string> = {
    ask: msg("me demander"),
    replace: msg("remplacer"),
    refund: msg("ne pas le compter"),
  };
  return html`<div class="stack-s">
    <p class="label" id="shortage-label">${msg("Si quelque chose manque")}</p>
    <div class="seg" role="radiogroup" aria-labelledby="shortage-label">
      ${(["ask", "replace", "refund"] as const).map(
        (shortage) =>
          html`<label class=${draft.shortage === shortage ? "on" : ""}>
            <input
              type="radio"
              name="shortage"
              value=${shortage}
              .checked=${draft.shortage === shortage}
              @change=${() => change({ shortage })}
            />
            <span>${texts[shortage]}</span>
          </label>`,
      )}
    </div>
  </div>`;
}

/** How the producer is paid, and what to do about shortages. */
export function paySection(
  view: CheckoutView,
  group: BasketGroup,
  draft: CheckoutDraft,
  change: Change,
): TemplateResult {
  const name = group.party?.party.name ?? "";
  const about = view.capMinor > view.totalMinor;
  return html`<p class="muted small">${msg("L’argent va droit à l’étal, rien ne passe par le marché.")}</p>
    <section class="pay" aria-label=${msg(str`Payer ${name}`)}>
      ${group.party === null ? nothing : html`<sp-ribbon size="thin" .stripes=${group.party.fingerprint.stripes}></sp-ribbon>`}
      <div class="pay-h">
        <h3>${name}</h3>
        <p class="num"><b>${about ? "≈ " : ""}${amountText(view.totalMinor)}</b> ${currencySign()}</p>
      </div>
      ${paymentChoices(view.methods, view.method?.method ?? null, view.how, name, (payment) => change({ payment }))}
      ${view.method === null ? nothing : html`<p class="small">${paymentSentence(view.method, { how: view.how, weighed: about, deposits: group.depositsMinor > 0 })}</p>`}
    </section>
    ${
      // Of services nothing runs short.
      group.lines.every((line) => line.view?.item.kind === "service") ? nothing : shortageChoices(draft, change)
    }
    ${
      group.ageMin === 0
        ? nothing
        : html`<p class="note">
            ${icon("identification-card")}<span
              >${msg(str`À la remise, on demandera une pièce d’identité : ${group.ageMin} ans au moins. Rien n’en est noté.`)}</span
            >
          </p>`
    }`;
}

/** The total, beside the steps on a wide screen. */
export function summaryPanel(view: CheckoutView, group: BasketGroup): TemplateResult {
  const about = view.capMinor > view.totalMinor;
  return html`<aside class="sticky only-l">
    <div class="sum panel pad">
      <h2>${msg("En tout")}</h2>
      <dl class="sums num">
        <div>
          <dt>
            ${group.party?.party.name ?? ""}
            ${about ? html`<span class="muted small">${msg("à peser")}</span>` : nothing}
          </dt>
          <dd>${about ? "≈ " : ""}${amountText(group.itemsMinor)}</dd>
        </div>
        ${
          group.depositsMinor === 0
            ? nothing
            : html`<div>
                <dt>
                  ${icon("recycle")} ${msg("Consignes")} <span class="muted small">${msg("rendues au retour")}</span>
                </dt>
                <dd>${amountText(group.depositsMinor)}</dd>
              </div>`
        }
        ${
          view.how === "delivery"
            ? html`<div>
                <dt>${icon("bicycle")} ${msg("Livraison")}</dt>
                <dd>${view.choice === null ? "–" : amountText(view.feeMinor)}</dd>
              </div>`
            : view.how === "appointment"
              ? nothing
              : html`<div>
                  <dt>
                    ${
                      view.how === "pickup"
                        ? html`${icon("map-pin")} ${msg("Point de retrait")}`
                        : html`${icon("storefront")} ${msg("Retrait à l’étal")}`
                    }
                  </dt>
                  <dd>${amountText(view.feeMinor)}</dd>
                </div>`
        }
      </dl>
      <p class="total">
        <span>${msg("Total")}</span>
        <span class="price"
          >${about ? html`<span class="ap">≈</span>` : nothing}
          <b class="num">${amountText(view.totalMinor)}</b> ${currencySign()}</span
        >
      </p>
      <p class="small muted num">
        ${[
          ...(about ? [msg(str`${moneyText(view.capMinor)} au plus, selon la pesée.`)] : []),
          view.how === "delivery" && view.choice === null
            ? msg("Sans la livraison, qui dépend de l’adresse.")
            : group.party?.party.vatRegistered === true
              ? msg("TVA et frais compris.")
              : msg("Frais compris."),
        ].join(" ")}
      </p>
      <p class="note ok">
        ${icon("lock-simple")}<span
          >${
            view.how === "delivery"
              ? msg(
                  "Deux enveloppes fermées partiront : l’une pour l’étal, l’autre pour le coursier. Chacun n’ouvre que la sienne.",
                )
              : msg("Une enveloppe fermée partira. Seul l’étal l’ouvre.")
          }</span
        >
      </p>
    </div>
  </aside>`;
}
