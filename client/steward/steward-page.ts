import { Task } from "@lit/task";
import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type DeskFrame, deskFrame, type DeskPlace, deskWaiting } from "../desk/desk-frame.ts";
import "../desk/desk.css";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import { setTitle } from "../shell/title.ts";
import "../stall/stall.css";
import "../stall/team.ts";
import "./accredit.ts";
import "./lost-key.ts";
import "./parties.ts";
import "./steward.css";

/** The cooperative's desk: who asks to be let in, who is in. No customer is ever seen here: there is none to see. */
@customElement("sp-steward-page")
export class StewardPage extends LightElement {
  @property({ attribute: false }) party = "";
  /** "", "accredit/<party>", "parties", "lost-key", "team". */
  @property({ attribute: false }) section = "";
  readonly session = new Watch(this, "session");
  readonly catalogue = new Watch(this, "catalogue");
  readonly outbox = new Watch(this, "outbox");
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

  protected override willUpdate(): void {
    setTitle(msg("Bureau"));
  }

  #places(requests: number): readonly DeskPlace[] {
    const [here = ""] = this.section.split("/");
    const at = here === "" ? "accredit" : here;
    const place = (
      section: string,
      label: string,
      icon: DeskPlace["icon"],
      currentIcon: DeskPlace["icon"],
      count = 0,
    ): DeskPlace => ({
      href: `/steward/${this.party}/${section}`,
      label,
      icon: at === section ? currentIcon : icon,
      current: at === section,
      count,
    });
    return [
      place("accredit", msg("Accréditer"), "seal-check", "seal-check-fill", requests),
      place("parties", msg("Étals et coursiers"), "storefront", "storefront-fill"),
      place("lost-key", msg("Clé perdue"), "key", "key"),
      place("team", msg("Équipe"), "users", "users"),
    ];
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    const desk = this.#desk.value;
    const membership = session?.memberships.find(({ partyId }) => partyId === this.party);
    const member = session === undefined || session.state === "starting" ? null : membership !== undefined;
    if (member !== true || desk === undefined) {
      return deskWaiting(
        member,
        session?.removedFrom?.find(({ partyId }) => partyId === this.party),
      );
    }
    const name = desk.self?.party.name ?? membership?.name ?? "";
    const frame: DeskFrame = {
      partyId: this.party,
      name,
      trade: localizedText(desk.self?.party.trade) || instance.name,
      home: null,
      stripes: desk.self?.fingerprint.stripes ?? [],
      places: this.#places(desk.requests.length),
      tabs: 4,
      online: this.outbox.value?.online ?? true,
      waiting: this.outbox.value?.waiting.length ?? 0,
      content: this.#content(name),
    };
    return deskFrame(frame);
  }

  #content(name: string): TemplateResult {
    const desk = this.#desk.value;
    const [here = "", detail = ""] = this.section.split("/");
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
