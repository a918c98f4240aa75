import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DeskView } from "../core/api.ts";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { AddressWatch } from "../shell/navigation.ts";
import { setTitle } from "../shell/title.ts";
import "../stall/import-screen.ts";
import "../stall/item-editor.ts";
import "../stall/items.ts";
import "../stall/page-editor.ts";
import "../stall/poster.ts";
import "../stall/stall.css";
import "../stall/team.ts";
import { columnOf, unreadTexts } from "./columns.ts";
import { type DeskFrame, deskFrame, type DeskPlace, deskWaiting } from "./desk-frame.ts";
import "./agenda.ts";
import { hasAgenda } from "./agenda-days.ts";
import "./desk.css";
import "./messages.ts";
import "./orders.ts";
import "./picking.ts";
import { type PrintedSheet, printSheet } from "./print-sheet.ts";
import "./today.ts";

/** A producer's desk: what has to be done, orders, what to prepare, items, import, messages, page, team. */
@customElement("sp-desk-page")
export class DeskPage extends LightElement {
  @property({ attribute: false }) party = "";
  /** The rest of the path: "", "orders", "orders/<thread>", "items/<item>"… */
  @property({ attribute: false }) section = "";
  @state() private printing: PrintedSheet | null = null;
  readonly address = new AddressWatch(this);
  readonly session = new Watch(this, "session");
  readonly desk = new Watch(this, "desk", () => this.party);
  readonly stall = new Watch(this, "stall", () => this.party);
  readonly outbox = new Watch(this, "outbox");

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("afterprint", this.#printed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("afterprint", this.#printed);
  }

  readonly #printed = (): void => {
    this.printing = null;
  };

  async #print(sheet: PrintedSheet): Promise<void> {
    this.printing = sheet;
    await this.updateComplete;
    window.print();
  }

  #places(desk: DeskView | undefined): readonly DeskPlace[] {
    const [here = ""] = this.section.split("/");
    const base = `/desk/${this.party}`;
    const fresh = desk?.orders.filter((order) => columnOf(order) === "new").length ?? 0;
    const unread = desk?.orders.filter((order) => unreadTexts(order) > 0).length ?? 0;
    const place = (
      section: string,
      label: string,
      icon: DeskPlace["icon"],
      currentIcon: DeskPlace["icon"],
      count = 0,
    ): DeskPlace => ({
      href: section === "" ? base : `${base}/${section}`,
      label,
      icon: here === section ? currentIcon : icon,
      current: here === section,
      count,
    });
    return [
      place("", msg("Aujourd’hui"), "sun-horizon", "sun-horizon"),
      place("orders", msg("Commandes"), "kanban", "kanban-fill", fresh),
      ...(hasAgenda(this.stall.value, desk)
        ? [place("agenda", msg("Agenda"), "calendar-blank", "calendar-check")]
        : []),
      place("prepare", msg("Préparer"), "list-checks", "list-checks"),
      place("items", msg("Articles"), "cheese", "cheese-fill"),
      place("import", msg("Importer"), "upload-simple", "upload-simple"),
      place("messages", msg("Messages"), "chat-circle-text", "chat-circle-text-fill", unread),
      place("page", msg("Page"), "storefront", "storefront-fill"),
      place("team", msg("Équipe"), "users", "users"),
    ];
  }

  protected override willUpdate(): void {
    const name = this.stall.value?.party.name;
    if (name !== undefined) setTitle(name);
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    const desk = this.desk.value;
    const stall = this.stall.value;
    const member =
      session === undefined || session.state === "starting"
        ? null
        : session.memberships.some(({ partyId }) => partyId === this.party);
    if (member !== true || desk === undefined) {
      return deskWaiting(
        member,
        session?.removedFrom?.find(({ partyId }) => partyId === this.party),
      );
    }
    const frame: DeskFrame = {
      partyId: this.party,
      name: stall?.party.name ?? "",
      trade: localizedText(stall?.party.trade),
      home: `/stall/${this.party}`,
      stripes: stall?.fingerprint.stripes ?? [],
      places: this.#places(desk),
      tabs: 4,
      online: this.outbox.value?.online ?? true,
      waiting: this.outbox.value?.waiting.length ?? 0,
      content: this.#content(desk),
    };
    return html`<div
        class="printable ${this.printing === null ? "" : "printing"}"
        @sp-print-list=${(event: CustomEvent<PrintedSheet>) => void this.#print(event.detail)}
      >
        ${deskFrame(frame)}
      </div>
      ${this.printing === null ? nothing : printSheet(this.printing, desk.orders, stall, frame.name)}`;
  }

  #content(desk: DeskView): TemplateResult {
    const [here = "", detail = ""] = this.section.split("/");
    const stall = this.stall.value;
    switch (here) {
      case "orders":
        return html`<sp-desk-orders
          .party=${this.party}
          .desk=${desk}
          .stall=${stall}
          .thread=${detail}
        ></sp-desk-orders>`;
      case "prepare":
        return html`<h1 class="vh">${msg("Préparer")}</h1>
          <sp-picking
            whole
            .party=${this.party}
            .orders=${desk.orders.filter((order) => columnOf(order) === "prepare")}
            .stall=${stall}
          ></sp-picking>`;
      case "agenda":
        return html`<sp-desk-agenda .party=${this.party} .desk=${desk} .stall=${stall}></sp-desk-agenda>`;
      case "messages":
        return html`<sp-desk-messages .party=${this.party} .desk=${desk} .thread=${detail}></sp-desk-messages>`;
      case "team":
        return html`<sp-team .party=${this.party} .name=${stall?.party.name ?? ""}></sp-team>`;
      case "items":
      case "import":
      case "page":
      case "poster":
        return stall === undefined
          ? html`<p class="lead" role="status">${msg("Les articles s’ouvrent…")}</p>`
          : this.#stallContent(here, detail);
      default:
        return html`<sp-desk-today .party=${this.party} .desk=${desk} .stall=${stall}></sp-desk-today>`;
    }
  }

  #stallContent(here: "items" | "import" | "page" | "poster", detail: string): TemplateResult {
    const stall = this.stall.value;
    if (here === "import") return html`<sp-import-screen .party=${this.party} .stall=${stall}></sp-import-screen>`;
    if (here === "poster") return html`<sp-poster .party=${this.party} .stall=${stall}></sp-poster>`;
    if (here === "page") return html`<sp-page-editor .party=${this.party} .stall=${stall}></sp-page-editor>`;
    return detail === ""
      ? html`<sp-stall-items
          .party=${this.party}
          .stall=${stall}
          .orders=${this.desk.value?.orders ?? []}
        ></sp-stall-items>`
      : html`<sp-item-editor
          .party=${this.party}
          .stall=${stall}
          .orders=${this.desk.value?.orders ?? []}
          .item=${decodeURIComponent(detail)}
          .copied=${this.address.query.get("copy") ?? ""}
        ></sp-item-editor>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-page": DeskPage;
  }
}
