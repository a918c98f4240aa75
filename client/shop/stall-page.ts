import { holidayOn } from "../../crypto/protocol/holiday.ts";
import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PartyView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { scene } from "../design/scene.ts";
import { printOfParty } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import "../design/elements/fingerprint.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/ribbon.ts";
import {
  distanceText,
  inInstance,
  localizedText,
  phoneText,
  moneyText,
  weekdayText,
  windowText,
} from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import "../map/place-map.ts";
import { market, Watch } from "../market.ts";
import { setTitle } from "../shell/title.ts";
import { deliveryFacts } from "./delivery-facts.ts";
import { foreseenNote, holidayNote } from "./holiday-note.ts";
import { labelFacts } from "./item-facts.ts";
import { takesLocalCurrency } from "./item-price.ts";
import { opening } from "./opening-hours.ts";
import { pickupFacts } from "./pickup-facts.ts";
import "./scan-poster.ts";
import "./share-link.ts";
import "./stall-items.ts";
import { stallWindows } from "./stall-windows.ts";
import { isSuspended, suspendedNote } from "./suspended-note.ts";
import { cardSkeletons } from "./waiting.ts";
import { keyAlarm, keyChangeNote } from "../trust/key-notes.ts";
import { isMarkOfPoster } from "../stall/poster-link.ts";
import { posterNote } from "./poster-note.ts";

/** "Boulangerie · Carouge"; many say where they are in the same breath: "fromagerie à Jussy". */
function tradeAndTown(view: PartyView): string {
  const trade = localizedText(view.party.trade);
  const town = view.party.place?.town ?? "";
  return town === "" || trade.includes(town) ? trade : `${trade} · ${town}`;
}

/** A stall's public page: its awning, its voice, its things, its doors, and how to be sure that it is it. */
@customElement("sp-stall-page")
export class StallPage extends LightElement {
  @property() party = "";
  readonly catalogue = new Watch(this, "catalogue");
  readonly favourites = new Watch(this, "favourites");
  readonly trust = new Watch(this, "trust");
  /** The mark of the poster that led here, kept while somebody goes about on this stall's page. */
  #scanned = { party: "", fragment: "" };

  readonly #load = new Task(this, {
    task: async ([id, version]) => {
      if (version === undefined) return null;
      return { id, view: await market.party(id) };
    },
    args: () => [this.party, this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const name = this.#load.value?.view?.party.name;
    if (name !== undefined) setTitle(name);
  }

  protected override render(): TemplateResult {
    const loaded = this.#load.value ?? null;
    if (loaded === null || loaded.id !== this.party || loaded.view === null) {
      const known = this.catalogue.value?.state === "complete" || this.catalogue.value?.state === "offline";
      if (loaded?.id === this.party && known) return this.#missing();
      return html`<div class="page" aria-busy="true">
        <h1 class="vh">${msg("Étal")}</h1>
        ${cardSkeletons(8)}
      </div>`;
    }
    const { view } = loaded;
    // Of a stall that is suspended or not admitted yet nothing is shown: the note says so, and it is no empty one.
    const hasItems = view.party.kind === "producer" && view.accreditation?.status === "accredited";
    return html`${this.#banner(view)}
      <div class="page party">
        ${this.#head(view)} ${this.trust.value?.absent.includes(view.id) === true ? absentNote() : nothing}
        ${keyAlarm(view)} ${this.#poster(view)}
        <nav class="tabs" aria-label=${msg("Dans l’étal")}>
          ${hasItems ? html`<a href="#etal">${msg("L’étal")} <b>${view.itemCount}</b></a>` : nothing}
          ${view.party.story === undefined ? nothing : html`<a href="#histoire">${msg("L’histoire")}</a>`}
          <a href="#venir">${msg("Venir")}</a>
          <a href="#verifier">${msg("Vérifier")}</a>
        </nav>
        <div class="party-grid">
          <div>
            ${this.#orders(view)} ${hasItems ? this.#items(view) : nothing}
            ${view.party.pickup === undefined ? nothing : pickupFacts(view.party.pickup)} ${this.#story(view)}
          </div>
          <aside class="stack-l">${this.#aside(view)}</aside>
        </div>
      </div>`;
  }

  /** At the head of the page, where a scanned poster leads: said once no newer key can come any more. */
  #poster(view: PartyView): unknown {
    if (this.#scanned.party !== view.id || isMarkOfPoster(location.hash, view.fingerprint) !== null) {
      this.#scanned = { party: view.id, fragment: location.hash };
    }
    const state = this.catalogue.value?.state;
    return state === "complete" || state === "offline" ? posterNote(view, this.#scanned.fragment) : nothing;
  }

  #missing(): TemplateResult {
    return html`<div class="page">
      <sp-empty
        print="snail"
        heading=${msg("Cet étal n’est pas sur le marché.")}
        text=${msg("Il a peut-être fermé, ou n’est pas encore admis.")}
        .action=${html`<a class="btn main" href="/stalls">${msg("Tous les étals")}</a>`}
      ></sp-empty>
    </div>`;
  }

  #banner(view: PartyView): TemplateResult {
    const { print, paper } = printOfParty(view.party);
    const banner = view.party.banner;
    return html`<div class="banner">
      ${banner === undefined ? scene(print, paper) : html`<span class="scene photo">${photo(banner, localizedText(banner.alt))}</span>`}
      <sp-ribbon .stripes=${view.fingerprint.stripes} size="awning"></sp-ribbon>
    </div>`;
  }

  #head(view: PartyView): TemplateResult {
    const { print, paper } = printOfParty(view.party);
    // Nobody is to go to the door of a stall that is suspended.
    const door = isSuspended(view) ? null : opening(view.party.hours);
    const kept = this.favourites.value?.includes(view.id) === true;
    return html`<header class="party-head">
      <div class="portrait"><span class="print paper-${paper}">${art(print)}</span></div>
      <div class="grow">
        <p class="caps">${tradeAndTown(view)}</p>
        <h1>${view.party.name}</h1>
        <p class="party-meta">
          ${door === null ? nothing : html`<span class="tag ${door.open ? "ok" : ""}">${icon("clock")}${door.text}</span>`}
          ${
            view.distanceMetres === null
              ? nothing
              : html`<span>${icon("map-pin")}${distanceText(view.distanceMetres)}</span>`
          }
          ${takesLocalCurrency(view.party) ? html`<span>${icon("coins")}${msg(str`Monnaie locale acceptée : ${localizedText(instance.localCurrency?.name)}`)}</span>` : nothing}
          ${
            view.accreditation?.status === "accredited" && view.accreditation.keyCompared
              ? html`<span>${icon("seal-check")}${msg("Marque comparée de vive voix")}</span>`
              : nothing
          }
        </p>
      </div>
      <div class="row tight party-act">
        <button
          class="btn line"
          type="button"
          aria-pressed=${kept}
          @click=${() => void market.toggleFavourite(view.id)}
        >
          ${icon(kept ? "heart-fill" : "heart")}${kept ? msg("Suivi") : msg("Suivre")}
        </button>
        <sp-share-link .name=${view.party.name} .path=${`/stall/${view.id}`}></sp-share-link>
      </div>
    </header>`;
  }

  #orders(view: PartyView): unknown {
    const ordering = view.party.ordering;
    // What the steward decided last may be in what is still coming.
    const isComing = ["empty", "partial"].includes(this.catalogue.value?.state ?? "empty");
    if (isComing && view.accreditation?.status !== "accredited") return nothing;
    if (isSuspended(view)) return suspendedNote(view);
    if (view.accreditation?.status !== "accredited") {
      return html`<div class="window">
        ${icon("hourglass-medium")}
        <p><b>${msg("Cet étal attend d’être admis.")}</b></p>
      </div>`;
    }
    if (ordering === undefined) return nothing;
    const today = inInstance(new Date()).day;
    if (holidayOn(ordering, today) !== null) return html`${holidayNote(ordering)} ${foreseenNote(ordering)}`;
    const minimum = ordering.minimumMinor ?? 0;
    return html`${holidayNote(ordering)}
      <div class="window">
        ${icon("calendar-check")}
        <p>
          <b
            >${ordering.leadHours === 0 ? msg("Prêt le jour même.") : msg(str`Prêt dès ${ordering.leadHours} h après la commande.`)}</b
          >
          <span class="muted"
            >${minimum === 0 ? msg("Sans minimum.") : msg(str`Minimum ${moneyText(minimum)}.`)}
            ${msg(str`Réponse en ${ordering.acceptWithinHours} h au plus.`)}</span
          >
        </p>
      </div>
      ${foreseenNote(ordering)}`;
  }

  #items(view: PartyView): TemplateResult {
    return html`<section id="etal" aria-labelledby="etal-heading">
      <h2 class="vh" id="etal-heading">${msg("L’étal")}</h2>
      <sp-stall-items .party=${view.id}></sp-stall-items>
    </section>`;
  }

  #story(view: PartyView): unknown {
    const { story, summary } = view.party;
    if (story === undefined && summary === undefined) return nothing;
    return html`<section id="histoire" class="story">
      <h2>${msg("L’histoire")}</h2>
      ${summary === undefined ? nothing : html`<p class="story-lead">${localizedText(summary)}</p>`}
      ${story === undefined ? nothing : html`<p class="prose">${localizedText(story)}</p>`}
      ${
        view.party.website === undefined
          ? nothing
          : html`<p>
              <a href=${view.party.website} rel="external noopener noreferrer" target="_blank"
                >${new URL(view.party.website).host}</a
              >
            </p>`
      }
    </section>`;
  }

  #aside(view: PartyView): TemplateResult {
    const { place, hours, ordering } = view.party;
    return html`${view.labels.length === 0 ? nothing : labelFacts(view.labels, true)}
      ${
        ordering === undefined || isSuspended(view)
          ? nothing
          : html`<section class="stack-s">
              <h2>${msg("Retrait et livraison")}</h2>
              <ul class="facts">
                ${deliveryFacts(view, this.catalogue.value?.postcode ?? null, this.catalogue.value?.version ?? 0)}
              </ul>
              ${stallWindows(view, this.catalogue.value?.postcode ?? null, this.catalogue.value?.version ?? 0)}
            </section>`
      }
      <section id="venir" class="stack-s">
        <h2>${msg("Venir")}</h2>
        ${
          place === undefined
            ? html`<p class="small muted">${msg("Pas d’adresse publique.")}</p>`
            : html`<p>${place.street}<br />${place.postcode} ${place.town}</p>
                <sp-place-map .view=${view}></sp-place-map>`
        }
        ${
          view.party.phone === undefined
            ? nothing
            : html`<p><a href="tel:${view.party.phone}">${icon("phone")} ${phoneText(view.party.phone)}</a></p>`
        }
        ${hours === undefined || hours.length === 0 ? nothing : this.#hours(hours)}
      </section>
      <section id="verifier" class="panel stack-s">
        <h2>${msg("Vérifier cet étal")}</h2>
        <p class="small">
          ${msg("Huit mots : la marque de l’étal. Ils sont sur son affiche, au marché ; les rayures aident l’œil à les retrouver.")}
        </p>
        <sp-fingerprint .fingerprint=${view.fingerprint}></sp-fingerprint>
        ${keyChangeNote(view)}
        <sp-scan-poster></sp-scan-poster>
        <p class="small"><a href="/lost-key/${view.id}">${msg("C’est votre étal, et sa clé est perdue ?")}</a></p>
      </section>`;
  }

  #hours(hours: NonNullable<PartyView["party"]["hours"]>): TemplateResult {
    const today = inInstance(new Date()).weekday;
    return html`<table class="hours">
      <caption class="vh">
        ${msg("Horaires")}
      </caption>
      <tbody>
        ${[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
          const windows = hours.filter((window) => window.weekday === weekday);
          const shade = weekday === today ? "today" : windows.length === 0 ? "muted" : "";
          return html`<tr class=${shade}>
            <th scope="row">${weekdayText(weekday)}</th>
            <td>${windows.length === 0 ? msg("fermé") : windows.map((window) => windowText(window)).join(", ")}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}

/** Says that the market's log does not know this stall: it can be looked at, and nothing is sent to it. */
function absentNote(): TemplateResult {
  return html`<p class="note bad" role="alert">
    ${icon("warning")}<span
      >${msg("Le journal du marché ne connaît pas cet étal tel qu’il se montre ici. Rien ne lui est envoyé : demandez au bureau du marché.")}</span
    >
  </p>`;
}
