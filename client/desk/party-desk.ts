import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { localizedText } from "../design/format.ts";
import type { IconName } from "../design/icon-names.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { setTitle } from "../shell/title.ts";
import "../stall/page-editor.ts";
import "../stall/team.ts";
import { type DeskFrame, deskFrame, type DeskPlace, deskTitle, deskWaiting } from "./desk-frame.ts";

/** A place of a desk as its page names it; `section` is its part of the path. */
export interface NamedPlace {
  readonly section: string;
  readonly label: string;
  readonly icon: IconName;
  /** While one is there; `icon` where there is no other. */
  readonly currentIcon?: IconName;
  /** What waits there; 0 shows nothing. */
  readonly count?: number;
}

/** Whose desk it is, as its rail says. */
export type DeskSelf = Pick<DeskFrame, "name" | "trade" | "home" | "stripes">;

/**
 * A desk of a party: lets in who has a seat there, says so to who has none, and frames the present place. A desk says
 * what its places are and what stands in them.
 */
export abstract class PartyDesk extends LightElement {
  @property({ attribute: false }) party = "";
  /** The rest of the path: "", "orders", "orders/<thread>", "items/<item>"… */
  @property({ attribute: false }) section = "";
  readonly session = new Watch(this, "session");
  readonly outbox = new Watch(this, "outbox");

  /** The path above the places: "/desk/<party>". */
  protected abstract readonly base: string;
  /** How many places stand in a phone's tab bar. */
  protected abstract readonly tabs: number;
  /** Whether what the desk shows has come. */
  protected abstract readonly isHere: boolean;
  /** The party as it shows itself; undefined until it has come. */
  protected abstract readonly self: DeskSelf | undefined;
  protected abstract places(): readonly NamedPlace[];
  /** The present place. `here` is the section's first part, the first place's where there is none; `detail` its second. */
  protected abstract content(here: string, detail: string): TemplateResult;

  protected override willUpdate(): void {
    const name = this.self?.name ?? "";
    const places = this.places();
    const aside = this.aside();
    const title =
      aside === null ? deskTitle(this.#framedPlaces(places, this.#here(places)), name) : `${aside} · ${name}`;
    if (name !== "") setTitle(title);
  }

  /** What one is at, where it is none of {@link places}; null at a place. */
  protected aside(): string | null {
    return null;
  }

  /** The present place's part of the path: the first place's where there is none. */
  #here(places: readonly NamedPlace[]): string {
    const [part = ""] = this.section.split("/");
    return part === "" ? (places[0]?.section ?? "") : part;
  }

  #framedPlaces(places: readonly NamedPlace[], here: string): readonly DeskPlace[] {
    return places.map((place): DeskPlace => {
      const current = place.section === here;
      return {
        href: place.section === "" ? this.base : `${this.base}/${place.section}`,
        label: place.label,
        icon: current ? (place.currentIcon ?? place.icon) : place.icon,
        current,
        count: place.count ?? 0,
      };
    });
  }

  /** What the present place is called, before there is anything in it. */
  #heading(): string {
    const places = this.places();
    const here = this.#here(places);
    return this.aside() ?? places.find(({ section }) => section === here)?.label ?? places[0]?.label ?? "";
  }

  /** What stands at a place whose content is still to come. */
  protected opening(text: string): TemplateResult {
    return html`<h1 class="vh">${this.#heading()}</h1>
      <p class="lead" role="status">${text}</p>`;
  }

  #framed(): DeskFrame {
    const places = this.places();
    const here = this.#here(places);
    const [, detail = ""] = this.section.split("/");
    return {
      partyId: this.party,
      name: this.self?.name ?? "",
      trade: this.self?.trade ?? "",
      home: this.self?.home ?? null,
      stripes: this.self?.stripes ?? [],
      places: this.#framedPlaces(places, here),
      tabs: this.tabs,
      online: this.outbox.value?.online ?? true,
      waiting: this.outbox.value?.waiting.length ?? 0,
      content: this.content(here, detail),
    };
  }

  /** The desk in its frame; a desk that prints more than it shows puts that around it. */
  protected frame(): TemplateResult {
    return html`${deskFrame(this.#framed())}`;
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    const isMember =
      session === undefined || session.state === "starting"
        ? null
        : session.memberships.some(({ partyId }) => partyId === this.party);
    if (isMember === true && this.isHere) return this.frame();
    return deskWaiting(
      isMember,
      this.#heading(),
      session?.removedFrom?.find(({ partyId }) => partyId === this.party),
    );
  }
}

/** The desk of a party that has a page in the market. */
export abstract class StallDesk extends PartyDesk {
  readonly stall = new Watch(this, "stall", () => this.party);

  protected override get self(): DeskSelf | undefined {
    const stall = this.stall.value;
    if (stall === undefined) return undefined;
    const { party, fingerprint } = stall;
    return {
      name: party.name,
      trade: localizedText(party.trade),
      home: `/stall/${this.party}`,
      stripes: fingerprint.stripes,
    };
  }

  /** The editor of its page. */
  protected pageEditor(): TemplateResult {
    const stall = this.stall.value;
    return stall === undefined
      ? this.opening(msg("La page s’ouvre…"))
      : html`<sp-page-editor .party=${this.party} .stall=${stall}></sp-page-editor>`;
  }

  /** Its people. */
  protected team(): TemplateResult {
    return html`<sp-team .party=${this.party} .name=${this.self?.name ?? ""}></sp-team>`;
  }
}
