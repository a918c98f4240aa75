import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Party } from "../../crypto/protocol/exports.ts";
import { foldWord } from "../core/words/words.ts";
import type { PartyView } from "../core/api.ts";
import "../design/elements/seal.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";

const rowsStep = 100;

/** Everyone who is or was at the market: found by name, opened to be judged again. */
@customElement("sp-steward-parties")
export class StewardParties extends LightElement {
  @property({ attribute: false }) steward = "";
  @property({ attribute: false }) parties: readonly PartyView[] = [];
  @state() private text = "";
  @state() private kind: Party["kind"] | "" = "";
  @state() private shown: number = rowsStep;

  protected override render(): TemplateResult {
    const sought = foldWord(this.text);
    const rows = this.parties
      .filter(({ party }) => this.kind === "" || party.kind === this.kind)
      .filter(({ party }) => foldWord(`${party.name} ${party.place?.town ?? ""}`).includes(sought))
      .toSorted((a, b) => a.party.name.localeCompare(b.party.name));
    const kinds = ["", "producer", "courier", "pickup-point", "steward"] as const;
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Étals et coursiers")}</h1>
          <p class="muted small num">${msg(str`${this.parties.length} au marché`)}</p>
        </div>
      </header>
      <div class="filterbar">
        <div class="search s">
          ${icon("magnifying-glass")}<input
            type="search"
            aria-label=${msg("Chercher un nom ou un lieu")}
            placeholder=${msg("Nom, lieu…")}
            .value=${this.text}
            @input=${(event: Event) => (this.text = (event.currentTarget as HTMLInputElement).value)}
          />
        </div>
        <div class="scroll-x chips-x">
          ${kinds.map((kind) => {
            const count = this.parties.filter(({ party }) => kind === "" || party.kind === kind).length;
            if (count === 0) return nothing;
            return html`<button
              class="chip ${this.kind === kind ? "on" : ""}"
              aria-pressed=${this.kind === kind ? "true" : "false"}
              @click=${() => (this.kind = kind)}
            >
              ${kindText(kind)} ${count}
            </button>`;
          })}
        </div>
      </div>
      ${
        rows.length === 0
          ? html`<p class="muted">${msg("Personne de ce nom.")}</p>`
          : html`<div class="tablewrap">
              <table class="grid people">
                <thead>
                  <tr>
                    <th scope="col">${msg("Nom")}</th>
                    <th scope="col">${msg("Lieu")}</th>
                    <th scope="col" class="r">${msg("Articles")}</th>
                    <th scope="col">${msg("Labels")}</th>
                    <th scope="col">${msg("État")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${repeat(
                    rows.slice(0, this.shown),
                    ({ id }) => id,
                    (view) => this.#row(view),
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${
        rows.length > this.shown
          ? html`<p>
              <button class="btn line s" @click=${() => (this.shown += rowsStep)}>
                ${msg(str`${rows.length - this.shown} de plus`)}
              </button>
            </p>`
          : nothing
      }`;
  }

  #row(view: PartyView): TemplateResult {
    const { party, accreditation } = view;
    return html`<tr>
      <td class="t-n">
        <a href="/steward/${this.steward}/accredit/${view.id}"><b>${party.name}</b></a>
        <span class="muted small">${localizedText(party.trade)}</span>
      </td>
      <td class="small">${party.place?.town ?? "—"}</td>
      <td class="r num small">${view.publishedCount}</td>
      <td>${view.labels.map((label) => html`<sp-seal .label=${label}></sp-seal>`)}</td>
      <td>
        <span class="tag ${accreditation === null ? "warn" : accreditation.status === "accredited" ? "ok" : "bad"}"
          >${statusText(view)}</span
        >
      </td>
    </tr>`;
  }
}

/** Where a party stands, in a word or two. */
export function statusText({ accreditation }: PartyView): string {
  if (accreditation === null) return msg("à vérifier");
  if (accreditation.status === "accredited") return msg("accrédité");
  return accreditation.status === "refused" ? msg("refusé") : msg("suspendu");
}

/** What a kind of party is called; everyone for "". */
export function kindText(kind: Party["kind"] | ""): string {
  switch (kind) {
    case "":
      return msg("Tous");
    case "producer":
      return msg("Étals");
    case "courier":
      return msg("Coursiers");
    case "pickup-point":
      return msg("Points de retrait");
    case "steward":
      return msg("Bureaux");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-steward-parties": StewardParties;
  }
}
