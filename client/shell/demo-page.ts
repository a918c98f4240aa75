import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { DemoLink } from "../../crypto/protocol/routes.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import "../design/elements/empty.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";

/** Seats at the desks of the demo: whoever opens one works there, with keys of their own. */
@customElement("sp-demo-page")
export class DemoPage extends LightElement {
  readonly #links = new Task(this, { task: () => market.demoLinks(), args: () => [] });

  protected override render(): TemplateResult {
    return html`<div class="page">
      <header class="page-head">
        <p class="caps">${msg("Démonstration")}</p>
        <h1>${msg("S’asseoir à un autre bureau")}</h1>
      </header>
      ${this.#links.render({
        pending: () => html`<p aria-busy="true">${msg("Un instant…")}</p>`,
        error: () =>
          html`<p class="note bad" role="alert">
            ${icon("warning-circle")}<span
              >${msg("Les invitations n’ont pas pu être lues. Réessayez quand le réseau est revenu.")}</span
            >
          </p>`,
        complete: (links) => (links.length === 0 ? this.#none() : this.#lists(links)),
      })}
    </div>`;
  }

  #none(): TemplateResult {
    return html`<sp-empty
      within
      print="locked-with-key"
      heading=${msg("Ce marché n’est pas une démonstration.")}
      text=${msg("Une invitation vient de la personne qui tient l’étal.")}
      .action=${html`<a class="btn main" href="/">${msg("Aller au marché")}</a>`}
    ></sp-empty>`;
  }

  #lists(links: readonly DemoLink[]): readonly unknown[] {
    const kinds: readonly (readonly [DemoLink["kind"], string, IconName])[] = [
      ["producer", msg("Étals"), "storefront"],
      ["courier", msg("À vélo"), "bicycle"],
      ["pickup-point", msg("Points de retrait"), "package"],
      ["steward", msg("Bureau de la coopérative"), "seal-check"],
    ];
    const sections = kinds.map(([kind, title, name]) => {
      const seats = links.filter((link) => link.kind === kind);
      if (seats.length === 0) return "";
      return html`<section class="sec" aria-label=${title}>
        <div class="sec-head"><h2>${title}</h2></div>
        <ul class="chips">
          ${seats.map(
            (seat) =>
              html`<li>
                <a class="chip" href=${seat.link} aria-label=${msg(str`Prendre place : ${seat.name}`)}
                  >${icon(name)}${seat.name}</a
                >
              </li>`,
          )}
        </ul>
      </section>`;
    });
    return [
      html`<p class="lead text">
        ${msg("Tout ici est inventé. Ouvrez une de ces invitations dans un autre profil du navigateur pour recevoir des commandes, les livrer, ou admettre un étal.")}
      </p>`,
      ...sections,
    ];
  }
}
