import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Address, BasketGroup } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import type { AddressFields } from "./address.ts";
import "./address-form.ts";
import type { CheckoutView } from "./checkout-view.ts";
import { option } from "./choices.ts";

export interface WhereActions {
  readonly collect: () => void;
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
  tried: boolean,
  act: WhereActions,
): TemplateResult {
  const place = group.party?.party.place;
  const open = view.how === "delivery" && view.addressId === "new";
  return html`
    <fieldset class="plain">
      <legend class="vh">${msg("Où la recevoir")}</legend>
      <div class="addr">
        ${
          view.offersDelivery
            ? html`${addresses.map((address) =>
                option({
                  name: "where",
                  value: address.id,
                  checked: view.how === "delivery" && view.addressId === address.id,
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
                  >${addresses.length === 0 ? msg("livrée par un coursier") : msg("ou chez quelqu’un d’autre")}</span
                >`,
                choose: () => act.deliver("new"),
              })}`
            : nothing
        }
        ${
          view.offersCollection
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
            <p class="row"><button class="btn line">${icon("check")}${msg("Livrer ici")}</button></p>
          </form>`
        : nothing
    }
    ${whoReads(view, group)}
  `;
}

/** The callout: who will read what. */
function whoReads(view: CheckoutView, group: BasketGroup): TemplateResult {
  const party = group.party?.party.name ?? "";
  if (view.how === "collection") {
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
