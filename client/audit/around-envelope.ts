import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { OrderDetail } from "../core/api.ts";
import type { BoardPost, SentEnvelope } from "../core/audit/audit-views.ts";
import { dateText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { shortHex } from "./envelope-bytes.ts";

/** What can be chosen to look at: an envelope that left, or a reply that lies on a board. */
export type Shown =
  | { readonly kind: "sent"; readonly envelope: SentEnvelope }
  | { readonly kind: "post"; readonly post: BoardPost };

/** A line of what the database has about an envelope: name, value, why, how long. */
type Field = readonly [name: string, value: unknown, why: string, kept: string];

/** What the database contains about an envelope, field by field, and what it does not. `bucket`: the board of a post. */
export function aroundEnvelope(order: OrderDetail, shown: Shown, bucket: number | null): TemplateResult {
  const fields = shown.kind === "sent" ? inboxFields(shown.envelope) : boardFields(shown.post, bucket);
  return html`<section class="sec">
    <div class="sec-head start">
      <h3>${msg("Autour de l’enveloppe")}</h3>
      <p>${msg("tout ce que la base contient à son sujet")}</p>
    </div>
    <div class="around">
      <table class="plain-t">
        <thead>
          <tr>
            <th scope="col">${msg("Champ")}</th>
            <th scope="col">${msg("Valeur")}</th>
            <th scope="col">${msg("À quoi ça sert")}</th>
            <th scope="col">${msg("Gardé")}</th>
          </tr>
        </thead>
        <tbody>
          ${fields.map(
            ([name, value, why, kept]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
                <td class="small">${why}</td>
                <td class="small muted">${kept}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${absentFrom(order)}
    </div>
  </section>`;
}

function inboxFields({ partyId, sentOn, bytes, arrival, tokenHash, key }: SentEnvelope): readonly Field[] {
  const untilRead = msg("jusqu’à la lecture, 14 jours au plus");
  const keyNote =
    key === "current"
      ? msg("l’étal ; la clé qui ferme l’enveloppe est celle qu’il a signée et montre aujourd’hui")
      : msg("l’étal ; la clé qui ferme l’enveloppe n’est plus celle qu’il montre aujourd’hui");
  return [
    [msg("Boîte aux lettres"), html`<code title=${partyId}>${shortHex(partyId, 8)}</code>`, keyNote, untilRead],
    [msg("Jour"), sentOn === null ? "–" : dateText(sentOn), msg("un jour, jamais une heure"), msg("14 jours au plus")],
    [
      msg("Taille"),
      msg(str`${numberText(bytes.length)} octets`),
      msg("un palier fixe : une petite et une grande commande sont pareilles"),
      msg("avec l’enveloppe"),
    ],
    [msg("Rang"), "–", msg("l’ordre d’arrivée dans la boîte ; seul l’étal le lit"), untilRead],
    [
      msg("Empreinte"),
      html`<code title=${arrival}>${shortHex(arrival, 8)}</code>`,
      msg("reconnaît les mêmes octets envoyés deux fois, et ce que le jeton a payé"),
      msg("14 jours"),
    ],
    [
      msg("Jeton dépensé"),
      tokenHash === null ? "–" : html`<code title=${tokenHash}>${shortHex(tokenHash, 8)}</code>`,
      msg(
        "empreinte d’un jeton que le serveur a signé sans le voir : il ne paie qu’une fois, et ne mène à aucun compte",
      ),
      msg("jusqu’à la fin de la semaine suivante"),
    ],
    [
      msg("Clé du jour"),
      sentOn === null ? "–" : html`<code>${sentOn}</code>`,
      msg("seconde fermeture ; détruite, elle rend tout illisible, sauvegardes comprises"),
      msg("14 jours"),
    ],
  ];
}

function boardFields({ day, cursor, bytes }: BoardPost, bucket: number | null): readonly Field[] {
  const days = msg("14 jours");
  return [
    [msg("Tableau"), String(bucket ?? ""), msg("l’un des tableaux du jour, partagé par beaucoup de monde"), days],
    [msg("Jour"), dateText(day), msg("un jour, jamais une heure"), days],
    [msg("Rang"), numberText(cursor), msg("l’ordre dans lequel on les lit"), days],
    [msg("Taille"), msg(str`${numberText(bytes.length)} octets`), msg("un palier fixe, et l’étiquette devant"), days],
  ];
}

function absentFrom(order: OrderDetail): TemplateResult {
  const absent = [
    msg("nom"),
    msg("adresse"),
    msg("téléphone"),
    msg("e-mail"),
    msg("adresse IP"),
    msg("heure"),
    msg("montant"),
    msg("articles"),
    msg("créneau"),
    msg("votre compte"),
    msg("le lien avec vos autres enveloppes"),
  ];
  return html`<div class="absent">
    <h4>${msg("N’y est pas")}</h4>
    <ul>
      ${absent.map((what) => html`<li>${icon("minus-circle")}${what}</li>`)}
    </ul>
    <p class="small muted">
      ${msg(str`Restent visibles : qu’une enveloppe est arrivée chez ${order.partyName}, et quel jour. Et, le temps d’une requête, une adresse IP que rien n’écrit.`)}
    </p>
  </div>`;
}
