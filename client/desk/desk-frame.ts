import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { styleMap } from "lit/directives/style-map.js";
import type { IconName } from "../design/icon-names.ts";
import { ribbonGradient } from "../design/elements/ribbon.ts";
import { icon } from "../design/icon.ts";
import "../trust/foreign-entries.ts";
import "../trust/key-alert.ts";
import { chooseTheme, theme } from "../shell/theme.ts";

/** A place of a desk: a line of the rail, a tab on a phone. */
export interface DeskPlace {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
  /** What waits there; 0 shows nothing. */
  readonly count: number;
}

/** What the browser's tab says of a desk: the present place first, by which several of one desk are told apart. */
export function deskTitle(places: readonly DeskPlace[], name: string): string {
  const present = places.find(({ current }) => current);
  return present === undefined ? name : `${present.label} · ${name}`;
}

export interface DeskFrame {
  readonly partyId: string;
  readonly name: string;
  readonly trade: string;
  /** The public page, where there is one. */
  readonly home: string | null;
  readonly stripes: readonly number[];
  readonly places: readonly DeskPlace[];
  /** How many of `places` stand in a phone's tab bar; the others are behind "Plus". */
  readonly tabs: number;
  readonly online: boolean;
  readonly waiting: number;
  readonly content: unknown;
}

/** A desk: rail with the ribbon on its edge (icons on a tablet, tab bar on a phone), and the present place. */
export function deskFrame(frame: DeskFrame): TemplateResult {
  const ribbon = styleMap({
    "--ribbon": ribbonGradient(frame.stripes, "180deg"),
    "--ribbon-h": ribbonGradient(frame.stripes, "90deg"),
  });
  return html`<div class="desk" style=${ribbon}>
      <aside class="rail" aria-label=${msg("Bureau")}>
        ${
          frame.home === null
            ? html`<p class="rail-n"><b>${frame.name}</b><span>${frame.trade}</span></p>`
            : html`<a class="rail-n" href=${frame.home} title=${msg("Voir la page publique")}
                ><b>${frame.name}</b><span>${frame.trade}</span></a
              >`
        }
        <nav aria-label=${msg("Places du bureau")}>${frame.places.map(railPlace)}</nav>
        <div class="rail-f">${network(frame)}${themeButton()}</div>
      </aside>
      <div class="desk-m" id="room" tabindex="-1">
        <sp-foreign-entries .party=${frame.partyId}></sp-foreign-entries>
        <sp-key-alert
          .party=${frame.partyId}
          .team=${frame.places.find(({ href }) => href.endsWith("/team"))?.href ?? ""}
        ></sp-key-alert>
        ${frame.content}
      </div>
    </div>
    ${tabBar(frame)}`;
}

function railPlace(place: DeskPlace): TemplateResult {
  return html`<a href=${place.href} aria-current=${place.current ? "page" : nothing} title=${place.label}>
    ${icon(place.icon)}<span>${place.label}</span>${count(place.count, "cnt")}
  </a>`;
}

function count(value: number, style: string): unknown {
  return value === 0 ? nothing : html`<b class=${style}>${value}<span class="vh"> ${msg("en attente")}</span></b>`;
}

function network({ online, waiting }: DeskFrame): TemplateResult {
  if (!online) return html`<p class="net">${icon("cloud-slash")}<span>${msg("Hors ligne")}</span></p>`;
  if (waiting > 0) return html`<p class="net">${icon("paper-plane-tilt")}<span>${msg("Envoi en cours")}</span></p>`;
  return html`<p class="net ok">${icon("check-circle")}<span>${msg("À jour")}</span></p>`;
}

/** Day or evening. */
export function themeButton(): TemplateResult {
  return html`<div class="row tight">
    <a class="tool" href="/" title=${msg("Aller au marché")}
      >${icon("storefront")}<span class="rail-w">${msg("Marché")}</span></a
    >
    <button
      class="tool theme"
      type="button"
      aria-label=${msg("Jour ou soir")}
      @click=${() => chooseTheme(theme() === "day" ? "evening" : "day")}
    >
      ${icon("moon")}${icon("sun-dim")}
    </button>
  </div>`;
}

function tabBar({ places, tabs }: DeskFrame): TemplateResult {
  const shown = places.slice(0, tabs);
  const rest = places.slice(tabs);
  return html`<nav class="tabbar" aria-label=${msg("Navigation du bureau")}>
    ${shown.map(
      (place) =>
        html`<a href=${place.href} aria-current=${place.current ? "page" : nothing}
          >${icon(place.icon)}${count(place.count, "count")}<span>${place.label}</span></a
        >`,
    )}
    ${rest.length === 0 ? nothing : moreTab(rest)}
  </nav>`;
}

function moreTab(rest: readonly DeskPlace[]): unknown {
  const waiting = rest.reduce((sum, place) => sum + place.count, 0);
  const close = (event: Event): void => {
    (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
  };
  const closeByKey = (event: KeyboardEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  };
  const closeLeft = (event: FocusEvent): void => {
    const menu = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  };
  // Another page is another menu, closed: also when somebody goes back to one.
  return keyed(
    location.pathname,
    html`<details class="more-tab" @keydown=${closeByKey} @focusout=${closeLeft}>
      <summary aria-current=${rest.some(({ current }) => current) ? "page" : nothing}>
        ${icon("dots-three")}${count(waiting, "count")}<span>${msg("Plus")}</span>
      </summary>
      <div class="more-list">
        ${rest.map(
          (place) =>
            html`<a href=${place.href} aria-current=${place.current ? "page" : nothing} @click=${close}
              >${icon(place.icon)}<span>${place.label}</span>${count(place.count, "cnt")}</a
            >`,
        )}
        <a href="/" @click=${close}>${icon("storefront")}<span>${msg("Aller au marché")}</span></a>
      </div>
    </details>`,
  );
}

/**
 * A desk that one has no seat at, or whose first answer has not come yet.
 * @param heading of the place that will stand there
 */
export function deskWaiting(
  member: boolean | null,
  heading: string,
  removed?: { readonly name: string; readonly on: string },
): TemplateResult {
  if (member === false && removed !== undefined) {
    return html`<div class="page blank" id="room" tabindex="-1">
      <div class="stack">
        <h1>${msg(str`Vous n’êtes plus de l’équipe de ${removed.name}.`)}</h1>
        <p class="lead">
          ${msg("Quelqu’un de ce bureau vous en a retiré : ses clés ont changé, et ce qui en était gardé sur cet appareil est effacé. Une nouvelle invitation vous y ramènerait.")}
        </p>
        <p class="row"><a class="btn main" href="/">${msg("Aller au marché")}</a></p>
      </div>
    </div>`;
  }
  if (member === false) {
    return html`<div class="page blank" id="room" tabindex="-1">
      <div class="stack">
        <h1>${msg("Vous n’avez pas de place à ce bureau.")}</h1>
        <p class="lead">
          ${msg("Ouvrez-le depuis un lien d’invitation, ou connectez-vous avec la clé d’accès qui y a sa place.")}
        </p>
        <p class="row">
          <a class="btn main" href="/me">${msg("Se connecter")}</a>
          <a class="btn line" href="/">${msg("Aller au marché")}</a>
        </p>
      </div>
    </div>`;
  }
  return html`<div class="page blank" id="room" tabindex="-1" aria-busy="true">
    <h1 class="vh">${heading}</h1>
    <p class="lead" role="status">${msg("Le bureau s’ouvre…")}</p>
  </div>`;
}
