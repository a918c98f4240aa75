import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { Watch } from "../../market.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

/** What is wrong between this device and the server, said once for every page; null for codes that are none of these. */
function troubleText(code: string): string | null {
  switch (code) {
    case "session/rotated":
      return msg("Les clés ont été changées sur un autre appareil : celui-ci ne reçoit plus rien.");
    case "account/signed-out":
      return msg("Cet appareil n’a pas servi depuis un mois : rien ne part avant que vous entriez de nouveau.");
    case "space/rolled-back":
      return msg(
        "Le serveur montre moins que ce qu’il avait confirmé. Ce qui est ici reste : dites-le au bureau du marché.",
      );
    case "catalogue/instance-changed":
      return msg(
        "Ce marché ne se présente plus sous la clé de votre première visite : rien de nouveau n’en est repris.",
      );
    case "catalogue/rollback":
      return msg("Le serveur montre des étals plus anciens qu’avant : ceux que cet appareil connaît restent.");
    case "catalogue/forged":
      return msg("Une partie du marché n’est pas signée comme il faut : elle n’est pas montrée.");
    default:
      return null;
  }
}

/** Whether the person mends it by coming in again. */
function asksToEnter(code: string | null | undefined): boolean {
  return code === "session/rotated" || code === "account/signed-out";
}

/** Says what keeps this device apart from its account, or what the server says that cannot be believed. */
@customElement("sp-trouble-bar")
export class TroubleBar extends LightElement {
  readonly session = new Watch(this, "session");
  readonly catalogue = new Watch(this, "catalogue");

  protected override render(): unknown {
    const codes = [this.session.value?.problem, this.catalogue.value?.problem];
    return html`<div role="alert">
      ${codes.map((code) => {
        const text = code ? troubleText(code) : null;
        return text === null
          ? nothing
          : html`<div class="offline-bar trouble">
              ${icon("warning")}
              <p>${text} ${asksToEnter(code) ? html`<a href="/me">${msg("Entrer de nouveau")}</a>` : nothing}</p>
            </div>`;
      })}
    </div>`;
  }
}
