import { msg } from "@lit/localize";
import { html, type nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Membership, SessionView } from "../core/api.ts";
import "../design/elements/outbox.ts";
import "../design/elements/print.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { blockSkeletons } from "../design/waiting.ts";
import { languageNames, type Locale } from "../locales/languages.ts";
import { chooseLanguage, language, locales } from "../locales/locale.ts";
import { Watch } from "../market.ts";
import { chooseTheme, type Theme, theme, themeChanged } from "../shell/theme.ts";
import "./address-book.ts";
import "./leaving.ts";
import "./picture-choices.ts";
import "./second-way.ts";
import "./sign-in.ts";
import "./ways-in.ts";
import "./favourites.ts";
import "../trust/log-section.ts";
import "./account.css";

/** Address of a party's desk. */
function deskPath(membership: Membership): string {
  const paths = { producer: "desk", "pickup-point": "desk", courier: "courier", steward: "steward" } as const;
  return `/${paths[membership.kind]}/${membership.partyId}`;
}

function kindText(kind: Membership["kind"]): string {
  const texts: Record<Membership["kind"], string> = {
    producer: msg("Étal"),
    courier: msg("Livraison"),
    "pickup-point": msg("Point de retrait"),
    steward: msg("Bureau du marché"),
  };
  return texts[kind];
}

/** Oneself: ways in, addresses, favourites, language, desks, and the way out. */
@customElement("sp-account-page")
export class AccountPage extends LightElement {
  readonly session = new Watch(this, "session");
  @state() private shownTheme: Theme = theme();
  readonly #themeChanged = (): void => void (this.shownTheme = theme());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(themeChanged, this.#themeChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(themeChanged, this.#themeChanged);
  }

  #choices(): TemplateResult {
    return html`<section class="panel pad stack" aria-labelledby="look-heading">
      <h2 id="look-heading">${msg("Langue et lumière")}</h2>
      <div class="stack-s">
        <p class="label" id="language-label">${msg("Langue")}</p>
        <div class="seg" role="radiogroup" aria-labelledby="language-label">
          ${locales.map(
            (locale: Locale) =>
              html`<label class=${language() === locale ? "on" : ""} lang=${locale}>
                <input
                  type="radio"
                  name="language"
                  .checked=${language() === locale}
                  @change=${() => void chooseLanguage(locale)}
                />
                <span>${languageNames[locale]}</span>
              </label>`,
          )}
        </div>
      </div>
      <div class="stack-s">
        <p class="label" id="theme-label">${msg("Lumière")}</p>
        <div class="seg" role="radiogroup" aria-labelledby="theme-label">
          ${(["day", "evening"] as const).map(
            (choice) =>
              html`<label class=${this.shownTheme === choice ? "on" : ""}>
                <input
                  type="radio"
                  name="theme"
                  .checked=${this.shownTheme === choice}
                  @change=${() => chooseTheme(choice)}
                />
                ${icon(choice === "day" ? "sun-dim" : "moon")}<span
                  >${choice === "day" ? msg("Jour") : msg("Soir")}</span
                >
              </label>`,
          )}
        </div>
      </div>
    </section>`;
  }

  #desks(session: SessionView): TemplateResult | typeof nothing {
    if (session.memberships.length === 0) {
      return html`<section class="panel pad stack-s" aria-labelledby="desks-heading">
        <h2 id="desks-heading">${msg("Vendre, livrer")}</h2>
        <p class="small muted">
          ${msg("Un étal s’ouvre en quelques minutes ; le bureau du marché l’accueille ensuite.")}
        </p>
        <p class="row"><a class="btn line s" href="/open-stall">${icon("storefront")}${msg("Ouvrir un étal")}</a></p>
      </section>`;
    }
    return html`<section class="panel pad stack-s" aria-labelledby="desks-heading">
      <h2 id="desks-heading">${msg("Mes bureaux")}</h2>
      <ul class="desks">
        ${session.memberships.map(
          (membership) =>
            html`<li>
              ${icon(membership.kind === "courier" ? "bicycle" : membership.kind === "steward" ? "seal-check" : "storefront")}
              <span class="grow"
                ><b>${membership.name}</b><br /><span class="small muted">${kindText(membership.kind)}</span></span
              >
              <a class="btn line s" href=${deskPath(membership)}
                >${msg("Ouvrir")}<span class="vh"> ${membership.name}</span></a
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }

  /** The keys were replaced elsewhere: the same person comes in with one of the ways that are left. */
  #enterAgain(): TemplateResult {
    return html`<section class="panel pad stack-s" aria-labelledby="again-heading">
      <h2 id="again-heading">${msg("Entrer de nouveau")}</h2>
      <p class="small muted">
        ${msg("Une entrée a été retirée sur un autre appareil, et les clés changées. Ce qui n’est pas encore parti d’ici viendra avec vous.")}
      </p>
      <sp-sign-in first="enter" again></sp-sign-in>
    </section>`;
  }

  #enter(): TemplateResult {
    return html`<div class="pk pk-one">
      <sp-print class="key-print" name="old-key" paper="straw"></sp-print>
      <div class="stack">
        <h1>${msg("Une clé d’accès, pas de compte.")}</h1>
        <p class="lead">
          ${msg("Votre appareil la crée et la garde. Elle ferme votre adresse et vos commandes ; elle seule les rouvre.")}
        </p>
        <ul class="ways">
          <li>${icon("fingerprint")}<span>${msg("Un doigt, un regard ou votre code d’écran suffit")}</span></li>
          <li>${icon("user-circle-dashed")}<span>${msg("Aucun nom, e-mail ni numéro n’est demandé")}</span></li>
          <li>${icon("pencil-line")}<span>${msg("Ensuite, un code à noter, au cas où")}</span></li>
        </ul>
        <sp-sign-in first="create"></sp-sign-in>
      </div>
    </div>`;
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    if (session === undefined || session.state === "starting") {
      return html`<div class="page" aria-busy="true">
        <div class="basket-h"><h1>${msg("Moi")}</h1></div>
        ${blockSkeletons(3)}
      </div>`;
    }
    if (session.state === "anonymous") {
      return html`<div class="page">
        ${this.#enter()}
        <div class="me-grid after">
          <sp-favourites></sp-favourites>${this.#choices()}<sp-picture-choices></sp-picture-choices>
          <sp-log-section></sp-log-section>
        </div>
      </div>`;
    }
    return html`<div class="page">
      <div class="basket-h">
        <h1>${msg("Moi")}</h1>
        <p class="muted">${msg("Ce qui est ici ne s’ouvre qu’avec vos clés.")}</p>
      </div>
      <div class="stack-l">
        ${session.problem === "session/rotated" || session.problem === "account/signed-out" ? this.#enterAgain() : html`<sp-second-way></sp-second-way>`}
        <sp-outbox></sp-outbox>
        <div class="me-grid">
          <sp-ways-in></sp-ways-in>
          <sp-address-book></sp-address-book>
          ${this.#desks(session)}
          <sp-favourites></sp-favourites>
          ${this.#choices()}
          <sp-picture-choices></sp-picture-choices>
          <sp-log-section></sp-log-section>
          <sp-leaving></sp-leaving>
        </div>
      </div>
    </div>`;
  }
}
