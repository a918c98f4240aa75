import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { wordsOf } from "./key-notes.ts";
import "./trust.css";

/**
 * At a desk: that the office gives this stall another key. Whoever has the key is told how to say no; whoever asked for the
 * other one, until when to wait. Nothing at all otherwise.
 */
@customElement("sp-key-alert")
export class KeyAlert extends LightElement {
  @property() party = "";
  /** Where the key of this desk can be replaced. */
  @property() team = "";
  readonly catalogue = new Watch(this, "catalogue");
  readonly #about = new Task(this, {
    task: async ([party]) => ({
      view: await market.party(party),
      request: await market.recoveryRequest(party).catch(() => null),
    }),
    args: () => [this.party, this.catalogue.value?.version] as const,
  });

  protected override render(): unknown {
    const { view, request } = this.#about.value ?? {};
    const recovery = view?.keys?.recovery ?? null;
    if (request) {
      return html`<section class="note warn" role="status">
        ${icon("hourglass-medium")}
        <div class="stack-s">
          <p>
            <b
              >${
                recovery === null
                  ? msg("Ce bureau attend sa nouvelle clé : apportez la demande au bureau du marché.")
                  : msg(
                      str`La nouvelle clé de ce bureau comptera le ${momentText(recovery.countsAt)}. Rien n’est à faire d’ici là.`,
                    )
              }</b
            >
          </p>
          <p class="small">
            ${msg("Vos articles et votre page reviennent alors d’eux-mêmes. Les commandes d’avant restent illisibles : rappelez les clients.")}
          </p>
          <p><a href="/lost-key/${this.party}">${msg("Voir la demande et ses huit mots")}</a></p>
        </div>
      </section>`;
    }
    if (recovery === null) return nothing;
    return html`<section class="refusal" role="alert" aria-labelledby="key-alert-heading">
      <div class="refusal-in">
        ${icon("warning-circle-fill")}
        <div class="stack-s grow">
          <h2 class="h3" id="key-alert-heading">
            ${msg(str`Le bureau du marché donne ce bureau à une autre clé, dès le ${momentText(recovery.countsAt)}.`)}
          </h2>
          <p>
            ${msg("Quelqu’un a dit que la vôtre est perdue. Si ce n’est pas vous : remplacez-la tout de suite, cela annule tout. Puis appelez le bureau du marché.")}
          </p>
          <p class="small">${msg("Les mots de la clé à venir :")} ${wordsOf(recovery.next)}</p>
          <p><a class="btn main" href=${this.team}>${icon("key")}${msg("Remplacer la clé de ce bureau")}</a></p>
        </div>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-key-alert": KeyAlert;
  }
}
