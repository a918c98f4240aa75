import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { failureText } from "../account/failure-words.ts";
import type { DeviceHoldings, DeviceTable, ServerAnswer } from "../core/audit/audit-views.ts";
import { numberText, sizeText } from "../design/format.ts";
import { charactersText, filesText, requestedText, serviceWorkersText } from "./counts.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";
import { type BrowserFindings, foreignRequests, lookAtBrowser } from "./browser-findings.ts";
import { judgeAnswers, lookedAt, type ServerRule } from "./server-rules.ts";
import { verdict } from "./verdict.ts";

interface Findings {
  readonly answers: readonly ServerAnswer[];
  readonly rules: Readonly<Record<ServerRule, boolean>>;
  readonly holdings: DeviceHoldings;
  readonly browser: BrowserFindings;
}

/** Tables whose every entry has to be closed. Of the others some are public, and some are names and counters. */
const closedTables = ["records", "outbox"];

function tableText(name: string): string {
  switch (name) {
    case "device":
      return msg("la clé de cet appareil, que le navigateur ne rend à personne, et vos clés, fermées par elle");
    case "records":
      return msg("vos adresses, listes et commandes");
    case "spaces":
      return msg("jusqu’où vos pages ont été lues");
    case "outbox":
      return msg("ce qui attend de partir");
    case "device-state":
      return msg("de petites notes de cet appareil, vos jetons, et les dernières enveloppes parties");
    case "packs":
    case "catalogue":
      return msg("le catalogue, le même pour tout le monde");
    case "pictures":
      return msg("les images du catalogue");
    default:
      return msg("le journal du marché, public");
  }
}

/** A check of how the server answers and of what this browser keeps, made here when somebody presses the button. */
@customElement("sp-self-check")
export class SelfCheck extends LightElement {
  @state() private findings: Findings | null = null;
  @state() private busy = false;
  @state() private failure: string | null = null;

  async #run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      const [answers, overview, holdings, browser] = await Promise.all([
        market.lookAtServer(lookedAt),
        market.storedOverview(),
        market.deviceHoldings(),
        lookAtBrowser(),
      ]);
      const declared = overview.answerHeaders.map(({ name }) => name);
      this.findings = { answers, rules: judgeAnswers(answers, declared), holdings, browser };
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<p class="text">
        ${msg("Le bouton interroge le serveur comme le ferait n’importe qui, puis ouvre chaque tiroir de ce navigateur. Rien n’en sort.")}
      </p>
      <p class="no-print">
        <button class="btn main" type="button" ?disabled=${this.busy} @click=${() => void this.#run()}>
          ${icon("magnifying-glass")}${this.busy ? msg("Contrôle en cours…") : msg("Contrôler maintenant")}
        </button>
      </p>
      ${this.failure === null ? nothing : html`<p class="note bad" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
      <div aria-live="polite">${this.findings === null ? nothing : this.#result(this.findings)}</div>`;
  }

  #result({ answers, rules, holdings, browser }: Findings): TemplateResult {
    const foreign = foreignRequests(browser.requests, location.origin);
    const others = (holdings.databases ?? []).filter((name) => name !== "smartketplace");
    const unclosed = holdings.tables.filter(({ name, open }) => closedTables.includes(name) && open > 0);
    return html`<ul class="verdicts">
        ${verdict(rules.reached, msg("Le serveur répond partout"), answers.map(({ path, status }) => `${path} ${status}`).join(" · "))}
        ${verdict(
          rules.policy && rules["only-here"],
          msg("La page ne peut parler qu’à ce serveur"),
          msg("Sa règle de contenu (CSP) interdit toute autre adresse : le navigateur la fait respecter, pas nous."),
        )}
        ${verdict(
          rules["no-inline"],
          msg("Aucun programme glissé dans une page"),
          msg("Seuls des fichiers publiés peuvent s’exécuter : ni texte, ni lien ne devient un programme."),
        )}
        ${verdict(
          rules["no-referrer"],
          msg("Aucun site n’apprend d’où vous venez"),
          msg("La page demande au navigateur de n’envoyer aucune provenance."),
        )}
        ${verdict(
          rules.declared,
          msg("Aucun en-tête qui ne soit déclaré"),
          msg("Chaque en-tête de ces réponses est dans le plan des données ci-dessus."),
        )}
        ${verdict(
          browser.cookie === "",
          msg("Aucun cookie lisible"),
          msg(
            "Le seul cookie du marché est celui d’une session de compte : les programmes ne le voient pas, et il ne part qu’aux adresses du compte.",
          ),
        )}
        ${verdict(
          foreign.length === 0,
          msg("Aucune demande à un tiers"),
          foreign.length === 0 ? requestedText(browser.requests.length, location.host) : foreign.join(" · "),
        )}
        ${verdict(
          unclosed.length === 0,
          msg("Ce qui est à vous est fermé, ici aussi"),
          msg("Chaque entrée a été ouverte et lue octet par octet : aucun texte lisible dans vos tiroirs."),
        )}
        ${verdict(
          others.length === 0,
          msg("Aucun tiroir caché"),
          others.length === 0 ? msg("Une base de données, dont voici tout le contenu.") : others.join(" · "),
        )}
      </ul>
      ${this.#drawers(holdings.tables)} ${this.#rest(browser)} ${this.#headers(answers)}`;
  }

  #drawers(tables: readonly DeviceTable[]): TemplateResult {
    return html`<div class="wide" role="region" tabindex="0" aria-label=${msg("Tiroirs de ce navigateur")}>
      <table class="plain-t">
        <caption>
          ${msg("Tiroirs de ce navigateur")}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg("Tiroir")}</th>
            <th scope="col">${msg("Entrées")}</th>
            <th scope="col">${msg("Taille")}</th>
            <th scope="col">${msg("Lisibles sans clé")}</th>
            <th scope="col">${msg("Contenu")}</th>
          </tr>
        </thead>
        <tbody>
          ${tables.map(
            ({ name, entries, bytes, open }) =>
              html`<tr>
                <th scope="row"><code>${name}</code></th>
                <td class="num">${numberText(entries)}</td>
                <td class="num">${sizeText(bytes)}</td>
                <td class="num">${numberText(open)}</td>
                <td class="small">${tableText(name)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #rest({ caches, serviceWorkers, kept, usage }: BrowserFindings): TemplateResult {
    return html`<dl class="open rest">
      <div>
        <dt>${msg("Programme")}</dt>
        <dd>
          ${caches.map(({ name, files }) => html`<code>${name}</code> ${filesText(files)}<br />`)}
          ${serviceWorkersText(serviceWorkers)}
        </dd>
      </div>
      <div>
        <dt>${msg("Préférences")}</dt>
        <dd>
          ${
            kept.length === 0
              ? msg("aucune : le stockage simple (localStorage) est vide")
              : html`${kept.map(({ name, characters }) => html`<code>${name}</code> ${charactersText(characters)}<br />`)}
                ${msg("réglages de cet appareil, et cases cochées d’une liste de préparation")}`
          }
        </dd>
      </div>
      <div>
        <dt>${msg("En tout")}</dt>
        <dd>${usage === null ? msg("ce navigateur ne le dit pas") : sizeText(usage)}</dd>
      </div>
    </dl>`;
  }

  #headers(answers: readonly ServerAnswer[]): TemplateResult {
    return html`<details class="fold">
      <summary>${msg("Les réponses, en-tête par en-tête")}</summary>
      ${answers.map(
        ({ path, status, headers }) =>
          html`<h4><code>${path} ${status}</code></h4>
            <ul class="headers">
              ${headers.map(([name, value]) => html`<li><code>${name}: ${value}</code></li>`)}
            </ul>`,
      )}
    </details>`;
  }
}
