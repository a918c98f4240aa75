import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { PartyView } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { partyCard } from "./party-card.ts";

/** Every stall of the city, by what it mainly does, then the couriers and pickup points. */
@customElement("sp-stalls-page")
export class StallsPage extends LightElement {
  readonly catalogue = new Watch(this, "catalogue");
  readonly #load = new Task(this, {
    task: async ([version]) => (version === undefined ? null : market.parties()),
    args: () => [this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });

  protected override render(): TemplateResult {
    const parties = this.#load.value ?? null;
    const stalls = (parties ?? []).filter((view) => view.party.kind === "producer");
    return html`<div class="page" aria-busy=${parties === null}>
      <header class="page-head">
        <h1>${msg("Tous les étals")}</h1>
        <p class="lead">
          ${parties === null ? msg("Un instant…") : msg(str`${stalls.length} étals tenus par des gens d’ici.`)}
        </p>
      </header>
      ${
        parties !== null && parties.length === 0
          ? html`<sp-empty
              within
              print="basket"
              heading=${msg("Pas encore d’étal.")}
              text=${msg("Le premier peut être le vôtre.")}
              .action=${html`<a class="btn main" href="/open-stall">${msg("Ouvrir un étal")}</a>`}
            ></sp-empty>`
          : this.#groups(stalls)
      }
      ${this.#group(
        msg("Qui livre"),
        (parties ?? []).filter((view) => view.party.kind === "courier"),
      )}
      ${this.#group(
        msg("Où retirer"),
        (parties ?? []).filter((view) => view.party.kind === "pickup-point"),
      )}
    </div>`;
  }

  #groups(stalls: readonly PartyView[]): readonly unknown[] {
    const groups = new Map<string, PartyView[]>();
    for (const view of stalls) {
      const root = categoryOf(view.party.category?.split("/").slice(0, 2).join("/"));
      const name = root === null ? msg("Autres") : localizedText(root.name);
      groups.set(name, [...(groups.get(name) ?? []), view]);
    }
    return [...groups].toSorted((a, b) => b[1].length - a[1].length).map(([name, views]) => this.#group(name, views));
  }

  #group(name: string, views: readonly PartyView[]): unknown {
    if (views.length === 0) return "";
    return html`<section class="sec">
      <div class="sec-head"><h2>${name}</h2></div>
      <ul class="stalls">
        ${views.map((view) => partyCard(view))}
      </ul>
    </section>`;
  }
}
