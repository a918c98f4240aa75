import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { StallView } from "../core/api.ts";
import { labelOf } from "../design/catalogue-facts.ts";
import { listText, localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";

/** How its key comes to be compared with a party: the office calls the number of its page, where there is one. */
export function keyComparedText(hasPhone: boolean): string {
  return hasPhone
    ? msg("Le bureau de la coopérative la lit et vous appelle : vous comparez ensemble les huit mots de votre clé.")
    : msg(
        "Le bureau de la coopérative la lit. Votre page n’a pas de téléphone : c’est à vous de le joindre, pour comparer ensemble les huit mots de votre clé.",
      );
}

/** What a party has to know of where it stands with the stewards, as long as it is not simply let in. */
export function accreditationNote(stall: StallView | undefined, party: string): unknown {
  if (stall === undefined) return nothing;
  const { accreditation } = stall;
  if (accreditation === null) {
    return html`<div class="note">
      ${icon("hourglass-medium")}
      <div class="stack-s">
        <p><b>${msg("Votre étal attend d’être accrédité.")}</b></p>
        <ol class="next-steps">
          <li class=${stall.published ? "done" : "now"}>
            ${stall.published ? msg("Votre page est partie, signée de votre clé.") : msg("Votre page part dès qu’il y a du réseau.")}
          </li>
          <li class=${stall.published ? "now" : ""}>
            ${keyComparedText(stall.party.phone !== undefined)}
            <span class="key-words" lang=${instance.words}>${stall.fingerprint.words.join(" · ")}</span>
          </li>
          <li>${msg("Il signe, et vos articles publiés paraissent au marché aussitôt. D’ici là, préparez-les.")}</li>
        </ol>
        ${
          stall.items.length === 0 && stall.party.kind === "producer"
            ? html`<p><a class="btn line s" href="/desk/${party}/items/new">${msg("Ajouter un article")}</a></p>`
            : nothing
        }
      </div>
    </div>`;
  }
  if (accreditation.status === "accredited") return nothing;
  return html`<div class="note bad">
    ${icon("warning-circle")}
    <div>
      <p>
        <b
          >${
            accreditation.status === "refused"
              ? msg("La demande a été refusée.")
              : msg("L’étal est suspendu : il n’est plus au marché.")
          }</b
        >
      </p>
      <p>${localizedText(accreditation.reason)}</p>
      <p class="small">
        ${
          accreditation.status === "refused"
            ? msg("Corrigez la page et publiez-la de nouveau : le bureau la relira.")
            : msg(
                "Vos articles, vos commandes et vos messages restent ici. Parlez-en au bureau : il peut lever la suspension.",
              )
        }
      </p>
    </div>
  </div>`;
}

/** Where a party stands with the stewards, also once it is let in: which labels it was granted, whether its key was compared. */
export function accreditationState(stall: StallView, party: string): unknown {
  const { accreditation } = stall;
  if (accreditation?.status !== "accredited") return accreditationNote(stall, party);
  const { labels, keyCompared, reason } = accreditation;
  const { kind } = stall.party;
  return html`<div class="note ok">
    ${icon("seal-check")}
    <div class="stack-s">
      <p><b>${msg("Accrédité par le bureau de la coopérative : votre page est au marché.")}</b></p>
      <p>${kind === "producer" || labels.length > 0 ? grantedText(labels) : nothing} ${comparedText(keyCompared)}</p>
      ${reason === undefined ? nothing : html`<p class="small">${localizedText(reason)}</p>`}
    </div>
  </div>`;
}

function grantedText(labels: readonly string[]): string {
  const names = labels.map((id) => localizedText(labelOf(id)?.name));
  return names.length === 0
    ? msg("Aucun label ne vous a été accordé.")
    : msg(str`Labels accordés : ${listText(names)}.`);
}

function comparedText(keyCompared: boolean): string {
  return keyCompared
    ? msg("Les huit mots de votre clé ont été comparés avec vous.")
    : msg("Les huit mots de votre clé n’ont pas encore été comparés avec vous.");
}
