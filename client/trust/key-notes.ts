import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Fingerprint, KeyHistory, PartyView } from "../core/api.ts";
import { dateText, localizedText, momentText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";

/** Eight words in a line of text. */
export function wordsOf({ words }: Fingerprint): TemplateResult {
  return html`<b class="finger-w" lang=${instance.words} translate="no">${words.join(" · ")}</b>`;
}

function reasonOf(reason: Readonly<Record<string, string>> | undefined): string {
  const text = localizedText(reason);
  return text === "" ? "" : quoted(text);
}

/** Loud, at the head of a stall's page: a steward gives it another key, or its key said two things. */
export function keyAlarm({ keys }: Pick<PartyView, "keys">): unknown {
  if (keys?.contested === true) {
    return html`<p class="note bad" role="alert">
      ${icon("warning-circle")}<span
        >${msg("La clé de cet étal a désigné deux clés différentes pour la suite. Rien ne lui est envoyé : demandez au bureau du marché.")}</span
      >
    </p>`;
  }
  const recovery = keys?.recovery ?? null;
  if (recovery === null) return nothing;
  const when = momentText(recovery.countsAt);
  return html`<div class="note warn" role="alert">
    ${icon("warning")}
    <div class="stack-s">
      <p>
        <b
          >${msg(str`Cet étal a perdu sa clé. Le bureau du marché lui en donne une autre, qui comptera le ${when}.`)}</b
        >
      </p>
      ${recovery.reason === undefined ? nothing : html`<p>${reasonOf(recovery.reason)}</p>`}
      <p class="small">
        ${msg("Jusque-là, rien n’est envoyé à la nouvelle clé, et une commande risque de rester sans réponse. Si l’étal a encore sa clé, il peut s’y opposer.")}
      </p>
      <p class="small">${msg("Les mots de la clé à venir :")} ${wordsOf(recovery.next)}</p>
    </div>
  </div>`;
}

/** Beside the words: since when they are others, why, and what an older poster shows. Nothing for most stalls. */
export function keyChangeNote({ keys }: Pick<PartyView, "keys">): unknown {
  const change: KeyHistory["changes"][number] | undefined = keys?.changes[0];
  if (change === undefined) return nothing;
  const day = dateText(change.on);
  return html`<div class="note compact">
    ${icon("key")}
    <div class="stack-s">
      <p>
        ${
          change.kind === "succession"
            ? msg(str`Ces mots sont nouveaux depuis le ${day} : l’étal a remplacé sa clé, et l’ancienne l’a signé.`)
            : msg(
                str`Ces mots sont nouveaux depuis le ${day} : l’étal avait perdu sa clé, et le bureau du marché lui en a donné une autre.`,
              )
        }
        ${reasonOf(change.reason)}
      </p>
      <p class="small">${msg("Une affiche plus ancienne montre encore :")} ${wordsOf(change.before)}</p>
    </div>
  </div>`;
}
