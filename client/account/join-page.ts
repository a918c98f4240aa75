import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { art } from "../design/art.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import type { Membership } from "../core/api.ts";
import { failureCode, market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { failureText } from "./failure-words.ts";
import "./sign-in.ts";

/** The desk of a membership. */
export function deskPath({ kind, partyId }: Membership): string {
  if (kind === "courier") return `/courier/${partyId}`;
  return kind === "steward" ? `/steward/${partyId}` : `/desk/${partyId}`;
}

/**
 * An invitation: its secret is in the address's fragment, which no server ever sees, and which leaves the address bar
 * at once. Takes the seat as soon as there is a session, then opens the desk.
 */
@customElement("sp-join-page")
export class JoinPage extends LightElement {
  @state() private joining = false;
  @state() private failure: string | null = null;
  #secret = "";
  readonly session = new Watch(this, "session");

  override connectedCallback(): void {
    super.connectedCallback();
    const secret = decodeURIComponent(location.hash.slice(1));
    if (secret !== "") this.#secret = secret;
    // Without a trace in the address bar, in the history or in a screenshot.
    history.replaceState(history.state, "", location.pathname);
  }

  protected override updated(): void {
    const signedIn = this.session.value?.state === "signed-in";
    if (signedIn && this.#secret !== "" && !this.joining && this.failure === null) void this.#join();
  }

  async #join(): Promise<void> {
    this.joining = true;
    this.failure = null;
    try {
      const membership = await market.joinWithInvitation(this.#secret);
      this.#secret = "";
      navigate(deskPath(membership), { replace: true });
    } catch (error) {
      this.failure = joinFailure(error);
    } finally {
      this.joining = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="page blank">
      <div class="blank-a" aria-hidden="true">${art("old-key")}</div>
      <div class="stack">${this.#content()}</div>
    </div>`;
  }

  #content(): TemplateResult {
    const session = this.session.value;
    if (this.#secret === "" && !this.joining) {
      return html`<h1>${msg("Ce lien d’invitation n’est pas entier.")}</h1>
        <p class="lead">${msg("Ouvrez-le tel que vous l’avez reçu : la fin, après le #, est la clé.")}</p>
        ${this.#desks()}`;
    }
    if (this.failure !== null) {
      return html`<h1>${msg("La place n’a pas pu être prise.")}</h1>
        <p class="lead" role="alert">${this.failure}</p>
        <p class="row">
          <button class="btn main" @click=${() => void this.#join()}>
            ${icon("arrow-counter-clockwise")}${msg("Réessayer")}
          </button>
        </p>`;
    }
    if (session?.state === "anonymous") {
      return html`<h1>${msg("On vous a gardé une place.")}</h1>
        <p class="lead">
          ${msg("Une clé d’accès sur cet appareil, et le bureau s’ouvre. Ni e-mail, ni mot de passe.")}
        </p>
        <sp-sign-in first="create"></sp-sign-in>`;
    }
    return html`<h1>${msg("On vous a gardé une place.")}</h1>
      <p class="lead" role="status">${msg("Le bureau s’ouvre…")}</p>`;
  }

  #desks(): TemplateResult {
    const desks = this.session.value?.memberships ?? [];
    return html`<p class="row">
      ${desks.map((desk) => html`<a class="btn line" href=${deskPath(desk)}>${msg(str`Bureau : ${desk.name}`)}</a>`)}
      <a class="btn line" href="/">${msg("Aller au marché")}</a>
    </p>`;
  }
}

function joinFailure(error: unknown): string {
  const code = failureCode(error);
  if (code === "invitation/malformed") return msg("Ce lien n’est pas entier. Ouvrez-le tel que vous l’avez reçu.");
  if (code === "invitation/used") return msg("Ce lien a déjà servi, ou il a été repris. Demandez-en un autre.");
  if (code === "invitation/over") return msg("Ce lien ne valait que sept jours. Demandez-en un autre.");
  return failureText(error);
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-join-page": JoinPage;
  }
}
