import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Address, BasketGroup, PickupChoice } from "../core/api.ts";
import { moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import type { AddressFields } from "./address.ts";
import "./address-form.ts";
import type { CheckoutView } from "./checkout-view.ts";
import { option } from "./choices.ts";

export interface WhereActions {
  readonly collect: () => void;
  readonly pickUp: (pointId: string) => void;
  readonly deliver: (addressId: string) => void;
  readonly type: (fields: AddressFields) => void;
  /** The typed address is complete as far as the person is concerned. */
  readonly use: () => void;
}

function addressCard(address: Address): TemplateResult {
  return html`${address.street}${address.extra === undefined ? nothing : `, ${address.extra}`}<br />${address.postcode}
    ${address.town}`;
}

/** Where it goes: kept addresses, a new one, or the producer's own place; and who will read what. */
export function whereSection(
  view: CheckoutView,
  group: BasketGroup,
  addresses: readonly Address[],
  points: readonly PickupChoice[],
  tried: boolean,
  act: WhereActions,
): TemplateResult {
  const place = group.party?.party.place;
  if (view.how === "appointment" && !view.needsAddress) return appointmentPlace(view, group);
  const open = view.needsAddress && view.addressId === "new";
  const chosen = (addressId: string): boolean => view.needsAddress && view.addressId === addressId;
  const hint = view.how === "appointment" ? msg("on vient chez vous") : msg("livrée par un coursier");
  return html`
    <fieldset class="plain">
      <legend class="vh">${msg("Où la recevoir")}</legend>
      <div class="addr">
        ${
          view.offersDelivery || view.needsAddress
            ? html`${addresses.map((address) =>
                option({
                  name: "where",
                  value: address.id,
                  checked: chosen(address.id),
                  icon: "house",
                  title: address.label ?? address.name,
                  text: addressCard(address),
                  choose: () => act.deliver(address.id),
                }),
              )}
              ${option({
                name: "where",
                value: "new",
                checked: open,
                icon: addresses.length === 0 ? "house" : "plus",
                title: addresses.length === 0 ? msg("Chez moi") : msg("Autre adresse"),
                text: html`<span class="muted"
                  >${addresses.length === 0 ? hint : msg("ou chez quelqu’un d’autre")}</span
                >`,
                choose: () => act.deliver("new"),
              })}`
            : nothing
        }
        ${view.how === "appointment" || !view.offersPickup ? nothing : points.map((point) => pointOption(view, point, act))}
        ${
          view.offersCollection && view.how !== "appointment"
            ? option({
                name: "where",
                value: "collection",
                checked: view.how === "collection",
                icon: "storefront",
                title: msg("Retirer à l’étal"),
                text: html`<span class="muted"
                  >${place === undefined ? (group.party?.party.name ?? "") : `${place.street}, ${place.town}`}</span
                >`,
                choose: act.collect,
              })
            : nothing
        }
      </div>
    </fieldset>
    ${
      open
        ? html`<form
            class="stack address-new"
            novalidate
            @submit=${(event: SubmitEvent) => {
              event.preventDefault();
              act.use();
            }}
          >
            <sp-address-form
              .fields=${view.fields}
              .wrong=${tried ? (view.wrong.address ?? {}) : {}}
              @sp-address=${(event: CustomEvent<AddressFields>) => act.type(event.detail)}
            ></sp-address-form>
            <p class="row">
              <button class="btn line">
                ${icon("check")}${view.how === "appointment" ? msg("Venir ici") : msg("Livrer ici")}
              </button>
            </p>
          </form>`
        : nothing
    }
    ${whoReads(view, group)}
  `;
}

/** A pickup point: where it is, for how long it keeps things, what that costs. */
function pointOption(view: CheckoutView, choice: PickupChoice, act: WhereActions): TemplateResult {
  const { place, name } = choice.point.party;
  const kept = choice.keptDays === 1 ? msg("gardée un jour") : msg(str`gardée ${choice.keptDays} jours`);
  return option({
    name: "where",
    value: choice.point.id,
    checked: view.how === "pickup" && view.point?.point.id === choice.point.id,
    icon: "map-pin",
    title: name,
    aside: choice.feeMinor === 0 ? msg("gratuit") : moneyText(choice.feeMinor),
    text: html`<span class="muted"
      >${msg("Point de retrait")}${place === undefined ? "" : `, ${place.street}, ${place.town}`} · ${kept}</span
    >`,
    choose: () => act.pickUp(choice.point.id),
  });
}

/** Where an appointment takes place that nobody has to be told an address for. */
function appointmentPlace(view: CheckoutView, group: BasketGroup): TemplateResult {
  const party = group.party?.party;
  const remote = group.appointment?.place === "remote";
  const place = party?.place;
  return html`${
    view.wrong.apart === undefined
      ? html`<p class="flexline">
          ${icon(remote ? "devices" : "storefront")}<span
            ><b>${remote ? msg("À distance") : (party?.name ?? "")}</b> ${
              remote
                ? msg("Le lien ou le numéro vous sera écrit dans les messages de la commande.")
                : place === undefined
                  ? nothing
                  : `${place.street}, ${place.postcode} ${place.town}`
            }</span
          >
        </p>`
      : html`<p class="note warn" role="alert">${icon("warning")}<span>${view.wrong.apart}</span></p>`
  }
  ${whoReads(view, group)}`;
}

/** The callout: who will read what. */
function whoReads(view: CheckoutView, group: BasketGroup): TemplateResult {
  const party = group.party?.party.name ?? "";
  if (view.how === "pickup") {
    const point = view.point?.point.party.name ?? msg("Le point de retrait");
    return html`<p class="note">
      ${icon("lock-simple")}<span
        ><b>${msg("Aucune adresse n’est demandée.")}</b>
        ${msg(str`${point} apprend combien de colis viennent et s’ils vont au frais ; ni ce qu’ils contiennent, ni pour qui. Vos trois mots suffisent.`)}</span
      >
    </p>`;
  }
  if (view.how === "appointment" && view.needsAddress) {
    return html`<p class="note">
      ${icon("lock-simple")}<span
        ><b>${party}</b>
        ${msg(str`lira cette adresse pour venir chez vous, puis l’oubliera ${instance.policies.disputeDays} jours après. Personne d’autre ne la voit, ce site non plus.`)}</span
      >
    </p>`;
  }
  if (view.how === "collection" || view.how === "appointment") {
    return html`<p class="note">
      ${icon("lock-simple")}<span
        ><b>${msg("Aucune adresse n’est demandée.")}</b>
        ${msg(str`${party} lit la commande, personne d’autre. Ce site non plus.`)}</span
      >
    </p>`;
  }
  const days = instance.policies.disputeDays;
  const courier = view.choice?.courier.party.name ?? msg("Le coursier");
  return html`<p class="note">
    ${icon("lock-simple")}<span
      ><b>${courier}</b> ${msg(
        str`lira cette adresse pour la livraison, puis l’oubliera ${days} jours après. ${party} ne la voit pas, ce site non plus.`,
      )}</span
    >
  </p>`;
}
