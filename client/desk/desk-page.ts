import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Watch } from "../market.ts";
import { AddressWatch } from "../shell/navigation.ts";
import "../stall/import-screen.ts";
import "../stall/item-editor.ts";
import "../stall/items.ts";
import "../stall/poster.ts";
import "../stall/stall.css";
import { columnOf, unreadTexts } from "./columns.ts";
import "./agenda.ts";
import { hasAgenda } from "./agenda-days.ts";
import "./desk.css";
import "./messages.ts";
import "./orders.ts";
import "./picking.ts";
import { type NamedPlace, StallDesk } from "./party-desk.ts";
import { type PrintedSheet, printSheet } from "./print-sheet.ts";
import "./today.ts";

/** A producer's desk: what has to be done, orders, what to prepare, items, import, messages, page, team. */
@customElement("sp-desk-page")
export class DeskPage extends StallDesk {
  @state() private printing: PrintedSheet | null = null;
  readonly address = new AddressWatch(this);
  readonly desk = new Watch(this, "desk", () => this.party);
  protected override readonly tabs = 4;

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

  protected override get base(): string {
    return `/desk/${this.party}`;
  }

  protected override get isHere(): boolean {
    return this.desk.value !== undefined;
  }

  protected override places(): readonly NamedPlace[] {
    const desk = this.desk.value;
    const fresh = desk?.orders.filter((order) => columnOf(order) === "new").length ?? 0;
    const unread = desk?.orders.filter((order) => unreadTexts(order) > 0).length ?? 0;
    return [
      { section: "", label: msg("Aujourd’hui"), icon: "sun-horizon" },
      { section: "orders", label: msg("Commandes"), icon: "kanban", currentIcon: "kanban-fill", count: fresh },
      ...(hasAgenda(this.stall.value, desk)
        ? [{ section: "agenda", label: msg("Agenda"), icon: "calendar-blank", currentIcon: "calendar-check" } as const]
        : []),
      { section: "prepare", label: msg("Préparer"), icon: "list-checks" },
      { section: "items", label: msg("Articles"), icon: "cheese", currentIcon: "cheese-fill" },
      { section: "import", label: msg("Importer"), icon: "upload-simple" },
      {
        section: "messages",
        label: msg("Messages"),
        icon: "chat-circle-text",
        currentIcon: "chat-circle-text-fill",
        count: unread,
      },
      { section: "page", label: msg("Page"), icon: "storefront", currentIcon: "storefront-fill" },
      { section: "team", label: msg("Équipe"), icon: "users" },
    ];
  }

  protected override aside(): string | null {
    return this.section === "poster" ? msg("Affiche") : null;
  }

  protected override frame(): TemplateResult {
    const orders = this.desk.value?.orders ?? [];
    return html`<div
        class="printable ${this.printing === null ? "" : "printing"}"
        @sp-print-list=${(event: CustomEvent<PrintedSheet>) => void this.#print(event.detail)}
      >
        ${super.frame()}
      </div>
      ${this.printing === null ? nothing : printSheet(this.printing, orders, this.stall.value, this.self?.name ?? "")}`;
  }

  protected override content(here: string, detail: string): TemplateResult {
    const desk = this.desk.value;
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
            .orders=${(desk?.orders ?? []).filter((order) => columnOf(order) === "prepare")}
            .stall=${stall}
          ></sp-picking>`;
      case "agenda":
        return html`<sp-desk-agenda .party=${this.party} .desk=${desk} .stall=${stall}></sp-desk-agenda>`;
      case "messages":
        return html`<sp-desk-messages .party=${this.party} .desk=${desk} .thread=${detail}></sp-desk-messages>`;
      case "team":
        return this.team();
      case "items":
      case "import":
      case "page":
      case "poster":
        return stall === undefined ? this.opening(msg("Les articles s’ouvrent…")) : this.#stallContent(here, detail);
      default:
        return html`<sp-desk-today .party=${this.party} .desk=${desk} .stall=${stall}></sp-desk-today>`;
    }
  }

  #stallContent(here: "items" | "import" | "page" | "poster", detail: string): TemplateResult {
    const stall = this.stall.value;
    if (here === "import") return html`<sp-import-screen .party=${this.party} .stall=${stall}></sp-import-screen>`;
    if (here === "poster") return html`<sp-poster .party=${this.party} .stall=${stall}></sp-poster>`;
    if (here === "page") return this.pageEditor();
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
