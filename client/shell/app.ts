import { Routes } from "@lit-labs/router";
import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { art } from "../design/art.ts";
import { LightElement } from "../design/light-element.ts";
import { frameDrawn, pause } from "../design/pause.ts";
import { language } from "../locales/locale.ts";
import { Watch } from "../market.ts";
import { keepFocus } from "./kept-focus.ts";
import { AddressWatch, followLinks, keptPlace, navigated, type NavigationKind } from "./navigation.ts";
import { type Page, pages } from "./pages.ts";
import { setTitle } from "./title.ts";
import type { WhereDialog } from "./where-dialog.ts";
import "./bottom-bar.ts";
import "./footer.ts";
import "./top-bar.ts";
import "../design/elements/offline-bar.ts";
import "../design/elements/trouble-bar.ts";

/** Resolves when routes can be matched: browsers without URLPattern get it first. */
async function routesReady(): Promise<void> {
  if (!("URLPattern" in globalThis)) await import("urlpattern-polyfill");
}

/** The shop's frame: bars, the present page, footer. Moves focus and the scroll as a page load would. */
@customElement("sp-app")
export class App extends LightElement {
  @state() private page: Page | null = null;
  @state() private isFramed = false;
  @state() private asksWhere = false;
  @state() private failure: "missing" | "broken" | null = null;
  readonly address = new AddressWatch(this);
  readonly trust = new Watch(this, "trust");
  #path = "";
  /** The language of the title. */
  #titledIn = "";
  #endKeeping = (): void => undefined;

  readonly #routes = new Routes(
    this,
    pages.map((page) => ({
      path: page.path,
      enter: () => this.#enter(page),
      render: (params) => page.render(params),
    })),
    { fallback: { enter: () => this.#miss(), render: () => this.#missing() } },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    if (document.querySelector("#first-screen") !== null) this.#wait();
    followLinks();
    this.#endKeeping = keepFocus();
    window.addEventListener(navigated, this.#onNavigated);
    this.addEventListener("sp-where", () => void this.#askWhere());
    void this.#begin();
  }

  /** Unseen and unsaid while the first screen stands over it: nobody is told the same page twice. */
  #wait(): void {
    this.toggleAttribute("data-waiting", true);
    this.ariaHidden = "true";
  }

  /** The frame's upper bars are drawn, then the lower ones, then the page, while the first screen still stands over them. */
  async #begin(): Promise<void> {
    await routesReady();
    await pause();
    this.isFramed = true;
    await this.updateComplete;
    await pause();
    await this.#show("traverse", keptPlace());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(navigated, this.#onNavigated);
    this.#endKeeping();
  }

  readonly #onNavigated = (event: Event): void => {
    const { kind, kept } = (event as CustomEvent<{ kind: NavigationKind; kept?: { x: number; y: number } }>).detail;
    void this.#show(kind, kept ?? null);
  };

  /** The question for a postcode, loaded when it is first asked. */
  async #askWhere(): Promise<void> {
    await import("./where-dialog.ts");
    if (this.asksWhere) this.querySelector<WhereDialog>("sp-where-dialog")?.show();
    this.asksWhere = true;
  }

  async #enter(page: Page): Promise<boolean> {
    try {
      await page.load();
      await pause();
      this.#turnTo(page);
      this.failure = null;
    } catch (error) {
      console.error(error);
      this.#turnTo(page);
      this.failure = "broken";
    }
    return true;
  }

  /** A page's own title is said before it is drawn: what the page knows better, it says after. */
  #turnTo(page: Page): void {
    this.page = page;
    setTitle(page.title());
  }

  async #miss(): Promise<boolean> {
    this.page = null;
    this.failure = "missing";
    return true;
  }

  /** A page that has no title of its own to say has it in the language that was chosen since. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const now = language();
    if (now === this.#titledIn) return;
    if (this.#titledIn !== "" && this.page !== null) setTitle(this.page.title());
    this.#titledIn = now;
  }

  /** Shows the page of the present address, then places focus and scroll. */
  async #show(kind: NavigationKind, kept: { x: number; y: number } | null): Promise<void> {
    const first = this.#path === "";
    const moved = this.#path !== location.pathname;
    this.#path = location.pathname;
    if (!moved) {
      if (kind === "traverse" && kept !== null) scrollTo(kept.x, kept.y);
      return;
    }
    this.querySelector<WhereDialog>("sp-where-dialog")?.hide();
    await this.#routes.goto(location.pathname);
    await this.updateComplete;
    if (first) await this.#uncover();
    else this.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    await this.#placeScroll(kind, kept);
  }

  /** Once it is laid out, takes the place of the first screen that the build wrote, with what was typed into it meanwhile. */
  async #uncover(): Promise<void> {
    await frameDrawn();
    const still = document.querySelector<HTMLInputElement>("#first-screen input");
    const typed = still?.value ?? "";
    const typing = still !== null && document.activeElement === still;
    document.querySelector("#first-screen")?.remove();
    this.removeAttribute("data-waiting");
    this.ariaHidden = null;
    const input = this.querySelector<HTMLInputElement>(".search input");
    if (input === null || (typed === "" && !typing)) return;
    input.value = typed;
    if (typing) input.focus();
  }

  /** Old places are found again once the page is tall enough, at most a second later. */
  async #placeScroll(kind: NavigationKind, kept: { x: number; y: number } | null): Promise<void> {
    if (location.hash !== "" && kind !== "traverse") {
      this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
      return;
    }
    if (kind !== "traverse" || kept === null) {
      scrollTo(0, 0);
      return;
    }
    const path = location.pathname;
    const deadline = performance.now() + 1000;
    while (performance.now() < deadline && document.documentElement.scrollHeight < kept.y + innerHeight) {
      await new Promise(requestAnimationFrame);
      if (location.pathname !== path) return;
    }
    scrollTo(kept.x, kept.y);
  }

  #missing(): TemplateResult {
    return html`<div class="page blank">
      <div class="blank-a" aria-hidden="true">${art("snail")}</div>
      <div class="stack">
        <h1>${msg("Cette page n’est pas sur le marché.")}</h1>
        <p class="lead">${msg("L’adresse a peut-être changé. Tout le reste est là.")}</p>
        <p class="row"><a class="btn main" href="/">${msg("Aller au marché")}</a></p>
      </div>
    </div>`;
  }

  #broken(): TemplateResult {
    return html`<div class="page blank">
      <div class="blank-a" aria-hidden="true">${art("snail")}</div>
      <div class="stack" role="alert">
        <h1>${msg("Cette page n’a pas pu être chargée.")}</h1>
        <p class="lead">${msg("Rien n’est perdu. Réessayez quand le réseau est revenu.")}</p>
        <p class="row">
          <button class="btn main" @click=${() => location.reload()}>${msg("Réessayer")}</button>
        </p>
      </div>
    </div>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.trust.value?.state === "refused") void import("../trust/refusal-notice.ts");
    document.body.classList.toggle("is-desk", this.page?.desk === true);
  }

  protected override render(): TemplateResult {
    const desk = this.page?.desk === true && this.failure === null;
    const place = this.page?.place ?? "";
    return html`
      <a class="skip" href=${desk ? "#room" : "#content"}>${msg("Aller au contenu")}</a>
      ${desk ? nothing : html`<sp-top-bar .home=${this.page?.path === "/"} .place=${place}></sp-top-bar>`}
      <sp-update-bar></sp-update-bar><sp-offline-bar></sp-offline-bar><sp-trouble-bar></sp-trouble-bar>
      ${this.trust.value?.state === "refused" ? html`<sp-refusal-notice></sp-refusal-notice>` : nothing}
      <main id="content" tabindex="-1">${this.failure === "broken" ? this.#broken() : this.#routes.outlet()}</main>
      ${this.asksWhere ? html`<sp-where-dialog></sp-where-dialog>` : nothing}
      ${desk || !this.isFramed ? nothing : html`<sp-footer></sp-footer><sp-bottom-bar .place=${place}></sp-bottom-bar>`}
    `;
  }
}
