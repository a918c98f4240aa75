import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { art } from "../design/art.ts";
import { LightElement } from "../design/light-element.ts";

/** How the market protects those who use it: what is promised, how anyone checks, what is not promised. */
@customElement("sp-how-page")
export class HowPage extends LightElement {
  protected override render(): TemplateResult {
    return html`<div class="page how">
      <header class="page-head">
        <h1>${msg("Comment ça me protège ?")}</h1>
        <p class="lead text">
          ${msg("Ce marché ne sait pas qui vous êtes. Ce n’est pas une promesse : il n’a pas de quoi le savoir.")}
        </p>
      </header>
      <ol class="how-steps">
        ${this.#step(
          "magnifying-glass-tilted-left",
          msg("Vous regardez : personne ne le voit"),
          msg(
            "Tout le catalogue vient d’un bloc sur votre appareil. Chercher, filtrer, mesurer une distance se fait chez vous. Regarder un pain ou un vélo envoie exactement la même chose : rien.",
          ),
        )}
        ${this.#step(
          "envelope",
          msg("Vous commandez : une enveloppe fermée"),
          msg(
            "La commande est fermée sur votre appareil et ne s’ouvre que chez qui la prépare. L’adresse est dans une seconde enveloppe, pour qui livre. Le serveur transporte des enveloppes qui ont toutes la même taille.",
          ),
        )}
        ${this.#step(
          "old-key",
          msg("Vous revenez : une clé d’accès, pas un mot de passe"),
          msg(
            "Votre empreinte ou votre visage ouvre, sur l’appareil, ce qui est rangé chez nous sous forme illisible. Pas de nom, pas d’e-mail, pas de téléphone. Le code écrit sur papier ouvre aussi : gardez-le.",
          ),
        )}
        ${this.#step(
          "basket",
          msg("Chaque étal vous connaît sous un autre nom"),
          msg("Deux étals ne peuvent pas rapprocher leurs clients : vous avez une signature différente pour chacun."),
        )}
      </ol>
      <section class="sec how-2">
        <div>
          <h2>${msg("Ce que le serveur voit")}</h2>
          <ul class="how-list">
            <li>${msg("une adresse de réseau, le temps d’une demande, sans la noter")}</li>
            <li>${msg("qu’un compte existe, et les jours où il sert")}</li>
            <li>${msg("combien d’enveloppes reçoit un étal, et quel jour")}</li>
            <li>${msg("le catalogue, qui est public")}</li>
          </ul>
        </div>
        <div>
          <h2>${msg("Ce qu’il ne peut pas voir")}</h2>
          <ul class="how-list">
            <li>${msg("qui commande, quoi, où, pour combien")}</li>
            <li>${msg("ce que vous cherchez ou mettez au panier")}</li>
            <li>${msg("vos messages, vos notes, vos adresses")}</li>
          </ul>
        </div>
      </section>
      <section class="sec text">
        <h2>${msg("Ce que nous ne promettons pas")}</h2>
        <p>
          ${msg("L’étal et la personne qui livre lisent ce qui leur est adressé : c’est à elles et eux que vous faites confiance. Qui voit votre réseau voit que vous venez ici. Et une page ne peut pas se vérifier elle-même : le programme est public, chacun peut comparer ce qui est servi.")}
        </p>
        <p>
          <a href="/audit">${msg("Voir ce que le serveur garde, octet par octet, et le vérifier")}</a>
        </p>
        <p>
          <a href="/.well-known/smartketplace-data-map.json" rel="external"
            >${msg("Le plan des données : chaque champ gardé, pourquoi, combien de temps")}</a
          >
        </p>
      </section>
    </div>`;
  }

  #step(print: string, title: string, text: string): TemplateResult {
    return html`<li>
      <span class="print paper-oat">${art(print)}</span>
      <div>
        <h2>${title}</h2>
        <p>${text}</p>
      </div>
    </li>`;
  }
}
