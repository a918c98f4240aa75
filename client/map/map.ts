import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { MapFile } from "../../crypto/protocol/exports.ts";
import type { Position } from "../core/catalogue/distance.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import type { Drawing } from "./drawing.ts";
import { ground } from "./ground.ts";
import { type Group, grouping, groupWith, levelAlone, nearestLevel } from "./grouping.ts";
import { mapKey } from "./keys.ts";
import "./map.css";
import { type Movement, movement } from "./movement.ts";
import { namesThatFit } from "./names.ts";
import { type MapPin, pinButton } from "./pins.ts";
import { levelOf, onScreen, type Point, scaleOf, type Size, type View, viewAround, viewOf } from "./projection.ts";
import { type Region, regionOf } from "./region.ts";
import { cityShapes } from "./shapes.ts";
import { boxesTaken, groupsSeen, isSeenWhole, type SeenGroup, viewOfAll } from "./sight.ts";

/** Where the reader is, as far as they said: the middle of a postcode. */
export interface Here extends Position {
  readonly name: string;
}

let count = 0;
/** How near the map comes by itself: a quarter; of one place on its own page, what is around it. */
const firstLevelMax = { list: 12, one: 10.6 } as const;
/**
 * The city's map: drawn on the device from the instance's own file, with the pins that it is given. It asks nobody for
 * anything, whatever is looked at. Fires `sp-choose` with the id of the pin that was chosen, or null.
 */
@customElement("sp-map")
export class CityMap extends LightElement {
  @property({ attribute: false }) pins: readonly MapPin[] = [];
  @property({ attribute: false }) here: Here | null = null;
  /** Id of the pin whose card is shown. */
  @property({ attribute: false }) chosen: string | null = null;
  /** Id of a pin that is pointed at elsewhere, in the list. */
  @property({ attribute: false }) lit: string | null = null;
  /** In the flow of a page, one finger scrolls the page and two move the map. */
  @property({ type: Boolean }) inflow = false;
  /** The map of one place on that place's own page: no card repeats it. */
  @property({ type: Boolean }) plain = false;
  /** The shapes; the instance's own by default. */
  @property({ attribute: false }) file: MapFile | null = cityShapes;
  @state() private view: View = { k: 1, x: 0, y: 0 };
  @state() private size: Size = { width: 0, height: 0 };
  /** Pins of a group that never parts: their cards are shown together. */
  @state() private together: readonly string[] = [];
  @query(".map-stage") private stage!: HTMLElement;

  readonly #id = `map${(count += 1)}`;
  #region!: Region;
  #drawing!: Drawing;
  #groupsAt: (level: number) => readonly Group<MapPin>[] = () => [];
  #movement: Movement | undefined;
  #byHand = false;
  /** A pin, or something in one, had the focus before this drawing. */
  #onPin = false;
  readonly #resizes = new ResizeObserver(() => this.#measure());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    this.#movement?.end();
    this.#movement = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#onPin =
      this.hasUpdated && this.stage !== document.activeElement && this.stage.contains(document.activeElement);
    if (changed.has("file")) ({ region: this.#region, drawing: this.#drawing } = regionOf(instance, this.file));
    if (changed.has("pins") || changed.has("file")) {
      const onMap = this.pins.filter((pin) => this.#region.has(pin));
      this.#groupsAt = grouping(onMap, this.#region.projection);
    }
    if (changed.has("chosen")) this.together = this.together.includes(this.chosen ?? "") ? this.together : [];
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Its pin is out of sight, or one with others: the map still answers to keys.
    if (this.#onPin && !this.stage.contains(document.activeElement)) this.stage.focus({ preventScroll: true });
    // Another list: shown whole, unless a hand has moved the map to where some of it is.
    if (changed.has("pins") && changed.get("pins") !== undefined && (!this.#byHand || this.#seen().length === 0)) {
      this.#showAll(true);
    }
    if (changed.has("chosen") && this.chosen !== null) this.#bringIntoView(this.chosen);
  }

  #begin(): void {
    this.size = { width: 0, height: 0 };
    this.#movement = movement(
      this.stage,
      () => this.size,
      this.inflow,
      (view, byHand) => {
        this.view = view;
        if (byHand) this.#byHand = true;
      },
    );
    this.#resizes.observe(this.stage);
    this.#measure();
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (width === 0 || height === 0 || (width === this.size.width && height === this.size.height)) return;
    const before = this.size;
    const middle = [
      (before.width / 2 - this.view.x) / this.view.k,
      (before.height / 2 - this.view.y) / this.view.k,
    ] as const;
    this.size = { width, height };
    const { wide } = this.#region;
    const { k } = viewOf(wide, this.size, { top: 0, sides: 0, bottom: 0 }, nearestLevel);
    this.#movement?.limit([k, scaleOf(nearestLevel)], wide);
    if (before.width === 0 || !this.#byHand) this.#showAll(false);
    else this.#movement?.show(viewAround(middle, this.size, this.view.k), false);
    if (before.width === 0 && this.chosen !== null) this.#bringIntoView(this.chosen);
  }

  #showAll(smoothly: boolean): void {
    if (this.size.width === 0) return;
    const levelMax = this.plain ? firstLevelMax.one : firstLevelMax.list;
    this.#movement?.show(viewOfAll(this.pins, this.#region, this.size, levelMax), smoothly);
  }

  #groupOf(id: string): Group<MapPin> | undefined {
    return groupWith(this.#groupsAt(levelOf(this.view)), id);
  }

  /** Moves only when the pin is out of sight or hidden among others, so that the map holds still under the hand. */
  #bringIntoView(id: string): void {
    const group = this.#groupOf(id);
    if (group === undefined || this.size.width === 0) return;
    const { toMap } = this.#region.projection;
    if (group.partsAt !== null && !this.together.includes(id)) {
      const pin = group.members.find((member) => member.id === id) ?? group;
      const k = scaleOf(levelAlone(this.#groupsAt, levelOf(this.view), id));
      this.#movement?.show(viewAround(toMap(pin), this.size, k), true);
    } else if (!isSeenWhole(onScreen(toMap(group), this.view), this.size)) {
      this.#movement?.show(viewAround(toMap(group), this.size, this.view.k), true);
    }
  }

  #choose(id: string | null, together: readonly string[] = []): void {
    this.together = together;
    this.chosen = id;
    this.dispatchEvent(new CustomEvent("sp-choose", { detail: id, bubbles: true }));
  }

  readonly #press = async (group: Group<MapPin>, byKeyboard: boolean): Promise<void> => {
    const [first] = group.members;
    if (first === undefined) return;
    if (group.partsAt !== null) {
      const at = this.#region.projection.toMap(group);
      this.#byHand = true;
      this.#movement?.show(viewAround(at, this.size, scaleOf(group.partsAt)), !byKeyboard);
      if (!byKeyboard) return;
      // The group is gone; what was in it comes first.
      await this.updateComplete;
      this.#pinButton(first.id)?.focus();
      return;
    }
    const open = this.chosen !== null && group.members.some(({ id }) => id === this.chosen);
    this.#choose(open ? null : first.id, open ? [] : group.members.map(({ id }) => id));
    if (open || !byKeyboard) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".map-card a, .map-card [tabindex]")?.focus();
  };

  #pinButton(id: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`.pin[data-pin="${CSS.escape(this.#groupOf(id)?.members[0]?.id ?? id)}"]`);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const key = mapKey(event);
    const inStage = this.stage.contains(event.target as Node);
    if (key === null || (!inStage && key.does !== "leave")) return;
    if (key.does === "leave") {
      // Nothing to leave here: what the map stands in may close.
      if (this.chosen === null) return;
      const left = this.chosen;
      this.#choose(null);
      (this.#pinButton(left) ?? this.stage).focus();
    } else if (key.does === "all") this.#all();
    else {
      this.#byHand = true;
      if (key.does === "move") this.#movement?.moveBy(key.dx, key.dy);
      else this.#movement?.nearer(key.factor);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #all = (): void => {
    this.#byHand = false;
    this.#showAll(true);
  };

  readonly #nearer = (factor: number) => (): void => {
    this.#byHand = true;
    this.#movement?.nearer(factor);
  };

  protected override render(): TemplateResult {
    const { projection } = this.#region;
    const onMap = this.pins.filter((pin) => this.#region.has(pin)).length;
    const seen = this.#seen();
    const chosen = this.pins.find(({ id }) => id === this.chosen) ?? null;
    const taken = boxesTaken(seen, chosen, this.size, this.file?.attribution);
    const names = namesThatFit(this.#drawing.names, this.view, this.size, taken);
    return html`<div class="map-frame" @keydown=${this.#key}>
        <div
          class="map-stage ${this.inflow ? "inflow" : ""}"
          role="group"
          tabindex="0"
          aria-label=${onMap === 1 ? msg("Carte, une adresse") : msg(str`Carte, ${onMap} adresses`)}
          aria-describedby="${this.#id}-keys"
        >
          ${ground(this.#id, this.#drawing, this.view, this.size, names)}
          ${this.here === null ? nothing : this.#here(this.here, projection.toMap(this.here))}
          ${repeat(
            seen,
            ({ group }) => group.key,
            ({ group, at }) => {
              const isIn = (id: string | null) => group.members.some((pin) => pin.id === id);
              return pinButton(
                group,
                at,
                { chosen: isIn(this.chosen) ? chosen : null, lit: isIn(this.lit), width: this.size.width },
                (pressed, byKeyboard) => void this.#press(pressed, byKeyboard),
              );
            },
          )}
        </div>
        <div class="map-tools">
          ${this.#tool("plus", msg("Approcher"), this.#nearer(1.6))}
          ${this.#tool("minus", msg("Éloigner"), this.#nearer(1 / 1.6))}
          ${this.#tool("arrows-out", msg("Tout voir"), this.#all)}
        </div>
        ${this.file === null ? nothing : html`<p class="map-credit">${this.file.attribution}</p>`}
        <p class="vh" id="${this.#id}-keys">
          ${msg("Flèches pour se déplacer, plus et moins pour approcher et éloigner, zéro pour tout voir, Échap pour fermer.")}
        </p>
      </div>
      ${this.#cards(onMap)}`;
  }

  #seen(): readonly SeenGroup[] {
    const groups = this.#groupsAt(levelOf(this.view));
    return groupsSeen(groups, this.#region.projection, this.view, this.size, this.here);
  }

  #here(here: Here, point: Point): TemplateResult {
    const [x, y] = onScreen(point, this.view);
    return html`<span
      class="here"
      role="img"
      aria-label=${msg(str`Vous, à peu près : ${here.name}`)}
      ${styleMap({ left: `${x}px`, top: `${y}px` })}
    ></span>`;
  }

  #tool(name: "plus" | "minus" | "arrows-out", text: string, act: () => void): TemplateResult {
    return html`<button class="map-tool" type="button" aria-label=${text} title=${text} @click=${act}>
      ${icon(name)}
    </button>`;
  }

  #cards(onMap: number): TemplateResult {
    const shown = this.plain
      ? []
      : this.together.length > 1
        ? this.together
        : this.chosen === null
          ? []
          : [this.chosen];
    const cards = this.pins.filter(({ id }) => shown.includes(id));
    const off = this.pins.length - onMap;
    return html`<div class="map-card" aria-live="polite" @keydown=${this.#key}>
        ${
          cards.length === 0
            ? nothing
            : html`<ul>
                ${cards.map(({ card }) => card())}
              </ul>`
        }
      </div>
      ${
        off === 0
          ? nothing
          : html`<p class="small muted">
              ${off === 1 ? msg("Une adresse est hors de la carte ; elle est dans la liste.") : msg(str`${off} adresses sont hors de la carte ; elles sont dans la liste.`)}
            </p>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-map": CityMap;
  }
}
