import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { StallInBrief } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import "./beside.css";
import type { MapParts } from "./map-parts.ts";
import type { MapPin } from "./pins.ts";

/** From here on there is room for a list and a map side by side: 1151 px. */
const wide = matchMedia("(min-width: 71.9375rem)");
/** Whether the map beside the list was put away: for as long as the page stays. */
let putAway = false;

const nobody: Readonly<Record<string, number>> = {};

/** The party that an entry of a list is about, by the entry's own link; null for anything else. */
export function partyOfEntry(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const link = target.closest("li")?.querySelector<HTMLAnchorElement>('a[href^="/stall/"], a[href^="/item/"]');
  return link === null || link === undefined ? null : (link.pathname.split("/")[2] ?? null);
}

/**
 * A map beside the list of the same stalls: to the right where there is room, else behind a button, in a drawer. The list
 * says all that the map says. Whatever entry is pointed at, or has the focus, lights up on the map. Fires `sp-map-seen`
 * once the map comes to the screen: what it shows need not be there before.
 */
@customElement("sp-map-beside")
export class MapBeside extends LightElement {
  /** What the list shows, in its order. */
  @property({ attribute: false }) views: readonly StallInBrief[] = [];
  /** How many answers each has, where that is the question. */
  @property({ attribute: false }) counts: Readonly<Record<string, number>> = nobody;
  /** The list is still to come: the map has its place, so that nothing moves when it does, and is not fetched before. */
  @property({ attribute: false }) waits = false;
  readonly catalogue = new Watch(this, "catalogue");
  @state() private parts: MapParts | undefined;
  @state() private drawer: "none" | "loading" | "closed" | "open" = "none";
  @state() private chosen: string | null = null;
  @state() private lit: string | null = null;
  #pins: readonly MapPin[] = [];

  /** Opens the map where it is not, and shows one of the stalls on it. */
  async show(party: string): Promise<void> {
    this.chosen = party;
    await this.#open();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    wide.addEventListener("change", this.#widthChanged);
    this.#list = this.closest(".results-page, .with-map");
    for (const name of ["pointerover", "focusin"]) this.#list?.addEventListener(name, this.#pointed);
    for (const name of ["pointerleave", "focusout"]) this.#list?.addEventListener(name, this.#left);
    this.#widthChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    wide.removeEventListener("change", this.#widthChanged);
    for (const name of ["pointerover", "focusin"]) this.#list?.removeEventListener(name, this.#pointed);
    for (const name of ["pointerleave", "focusout"]) this.#list?.removeEventListener(name, this.#left);
  }

  /** What holds the list and this map: it wears one of these classes. */
  #list: Element | null = null;

  readonly #left = (): void => {
    this.lit = null;
  };

  get #beside(): boolean {
    return wide.matches && !putAway;
  }

  readonly #widthChanged = (): void => {
    this.toggleAttribute("beside", this.#beside);
    if (this.#beside && !this.waits) void this.#load();
    this.requestUpdate();
  };

  readonly #pointed = (event: Event): void => {
    const target = event.target as Node;
    if (!this.contains(target)) this.lit = partyOfEntry(target);
  };

  async #load(): Promise<void> {
    this.dispatchEvent(new CustomEvent("sp-map-seen"));
    this.parts ??= (await import("./map-parts.ts")).mapParts;
  }

  async #open(): Promise<void> {
    if (wide.matches) {
      putAway = false;
      this.#widthChanged();
      await this.#load();
      await this.updateComplete;
      this.querySelector<HTMLElement>(".map-stage")?.focus({ preventScroll: true });
      return;
    }
    if (this.drawer === "none") {
      this.drawer = "loading";
      await Promise.all([
        this.#load(),
        import("../design/web-awesome.ts").then(
          () => import("@awesome.me/webawesome/dist/components/drawer/drawer.js"),
        ),
      ]);
      // It slides in once it is there.
      this.drawer = "closed";
      await this.updateComplete;
    }
    this.drawer = "open";
  }

  readonly #putAway = (): void => {
    putAway = true;
    this.#widthChanged();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".float-map")?.focus());
  };

  protected override willUpdate(changed: PropertyValues): void {
    const known = this.parts;
    if (known !== undefined && (changed.has("views") || changed.has("counts") || changed.has("parts"))) {
      this.#pins = known.partyPins(this.views, this.counts);
    }
    if (this.chosen !== null && changed.has("views") && !this.views.some(({ id }) => id === this.chosen)) {
      this.chosen = null;
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.get("waits") === true && !this.waits && this.#beside) void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.waits && !this.#beside) return nothing;
    if (this.#beside) {
      return html`<section class="map-column" aria-label=${msg("Carte")}>
        ${this.#map()}
        <button class="btn quiet s" type="button" @click=${this.#putAway}>${icon("x")}${msg("Fermer la carte")}</button>
      </section>`;
    }
    return html`<button
        class="btn float-map"
        type="button"
        aria-busy=${this.drawer === "loading" ? "true" : nothing}
        @click=${() => void this.#open()}
      >
        ${icon("map-trifold")}${msg("Carte")}
      </button>
      ${this.drawer === "none" || this.drawer === "loading" ? nothing : this.#inDrawer()}`;
  }

  #inDrawer(): TemplateResult {
    return html`<wa-drawer
      label=${msg("Carte")}
      placement="bottom"
      class="map-drawer"
      ?open=${this.drawer === "open"}
      @wa-after-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.drawer = "closed";
      }}
      >${this.drawer === "open" ? this.#map() : nothing}</wa-drawer
    >`;
  }

  #map(): TemplateResult {
    const { parts } = this;
    if (parts === undefined) return html`<div class="map-wait" role="status">${msg("Un instant…")}</div>`;
    return html`<sp-map
      .pins=${this.#pins}
      .here=${parts.hereOf(this.catalogue.value?.postcode ?? null)}
      .chosen=${this.chosen}
      .lit=${this.lit}
      @sp-choose=${(event: CustomEvent<string | null>) => {
        this.chosen = event.detail;
      }}
    ></sp-map>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-map-beside": MapBeside;
  }
}
