import { Task } from "@lit/task";
import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import "../desk/desk.css";
import { type DeskSelf, type NamedPlace, PartyDesk } from "../desk/party-desk.ts";
import { localizedText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import "../stall/stall.css";
import "./accredit.ts";
import "./lost-key.ts";
import "./parties.ts";
import "./steward.css";

/** The cooperative's desk: who asks to be let in, who is in. No customer is ever seen here: there is none to see. */
@customElement("sp-steward-page")
export class StewardPage extends PartyDesk {
  readonly catalogue = new Watch(this, "catalogue");
  readonly #desk = new Task(this, {
    task: async ([party]) => {
      const applicants = await market.accreditationRequests();
      const judged = applicants.filter(({ accreditation }) => accreditation !== null);
      return {
        self: await market.party(party),
        requests: applicants.filter(({ accreditation }) => accreditation === null),
        parties: [...(await market.parties()), ...judged],
      };
    },
    args: () => [this.party, this.catalogue.value?.version, this.outbox.value?.waiting.length] as const,
  });

  protected override readonly tabs = 3;

  protected override get base(): string {
    return `/steward/${this.party}`;
  }

  protected override get isHere(): boolean {
    return this.#desk.value !== undefined;
  }

  protected override get self(): DeskSelf {
    const self = this.#desk.value?.self;
    const seat = this.session.value?.memberships.find(({ partyId }) => partyId === this.party);
    return {
      name: self?.party.name ?? seat?.name ?? "",
      trade: localizedText(self?.party.trade) || instance.name,
      // The office has no page of its own.
      home: null,
      stripes: self?.fingerprint.stripes ?? [],
    };
  }

  protected override places(): readonly NamedPlace[] {
    const requests = this.#desk.value?.requests.length ?? 0;
    return [
      {
        section: "accredit",
        label: msg("Accréditer"),
        icon: "seal-check",
        currentIcon: "seal-check-fill",
        count: requests,
      },
      { section: "parties", label: msg("Étals et coursiers"), icon: "storefront", currentIcon: "storefront-fill" },
      { section: "lost-key", label: msg("Clé perdue"), icon: "key" },
      { section: "team", label: msg("Équipe"), icon: "users" },
    ];
  }

  protected override content(here: string, detail: string): TemplateResult {
    const desk = this.#desk.value;
    const { name } = this.self;
    if (here === "team") return html`<sp-team steward .party=${this.party} .name=${name}></sp-team>`;
    if (here === "lost-key") return html`<sp-steward-lost-key .steward=${this.party}></sp-steward-lost-key>`;
    if (here === "parties") {
      return html`<sp-steward-parties .steward=${this.party} .parties=${desk?.parties ?? []}></sp-steward-parties>`;
    }
    return html`<sp-accredit
      .steward=${this.party}
      .name=${name}
      .requests=${desk?.requests ?? []}
      .parties=${desk?.parties ?? []}
      .chosen=${detail}
    ></sp-accredit>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-steward-page": StewardPage;
  }
}
