import { msg, str } from "@lit/localize";
import { Task, TaskStatus } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { failureText } from "../account/failure-words.ts";
import type { DataClassName, DeclaredField, StoredOverview, StoredTable } from "../core/audit/audit-views.ts";
import { momentText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { language } from "../locales/locale.ts";
import { market } from "../market.ts";
import { inFieldsText, rowsText } from "./counts.ts";
import { type Reasons, reasonsIn, translated } from "./reasons.ts";
import { classCounts } from "./class-counts.ts";

/** What a kind of value is, in a few words. */
function classText(name: DataClassName): string {
  switch (name) {
    case "public":
      return msg("public");
    case "ciphertext":
      return msg("fermé");
    case "public-key":
      return msg("clé publique");
    case "blind-value":
      return msg("valeur aveugle");
    case "hash":
      return msg("empreinte");
    case "day":
      return msg("jour");
    case "counter":
      return msg("compteur");
    case "operational":
      return msg("marche du serveur");
  }
}

/** What a kind of value can say of anybody. */
function classMeaning(name: DataClassName): string {
  switch (name) {
    case "public":
      return msg("affiché sur le marché : tout le monde le lit");
    case "ciphertext":
      return msg("le serveur n’a pas la clé");
    case "public-key":
      return msg("vérifie une signature ou ferme une enveloppe ; n’ouvre rien");
    case "blind-value":
      return msg("tiré au hasard, ou signé sans avoir été vu");
    case "hash":
      return msg("reconnaît les mêmes octets ; ne les redonne pas");
    case "day":
      return msg("une date, jamais une heure");
    case "counter":
      return msg("un nombre : un rang, une version");
    case "operational":
      return msg("ce qu’il faut pour que la machine tourne");
  }
}

function planeText(plane: StoredTable["plane"]): { readonly name: string; readonly about: string } {
  switch (plane) {
    case "public":
      return { name: msg("Le plan public"), about: msg("étals, articles, journal : ce que le marché affiche") };
    case "sealed":
      return { name: msg("Le plan fermé"), about: msg("les enveloppes : commandes, réponses, et de quoi les payer") };
    case "private":
      return { name: msg("Le plan privé"), about: msg("comptes et espaces : des clés enveloppées, des pages fermées") };
    case null:
      return { name: msg("La base elle-même"), about: msg("sa version, ses verrous") };
  }
}

/** Everything that the server stores, table by table, with how much of it there is. */
@customElement("sp-stored-map")
export class StoredMap extends LightElement {
  readonly #overview = new Task(this, { task: () => market.storedOverview(), args: () => [] as const });
  readonly #reasons = new Task(this, { task: ([locale]) => reasonsIn(locale), args: () => [language()] as const });

  protected override render(): TemplateResult {
    const overview = this.#overview.value;
    if (this.#overview.status === TaskStatus.ERROR) {
      return html`<p class="note warn" role="alert">
        ${icon("warning")}<span>${failureText(this.#overview.error)}</span>
        <button class="btn quiet s" type="button" @click=${() => void this.#overview.run()}>${msg("Réessayer")}</button>
      </p>`;
    }
    if (overview === undefined) return html`<p class="muted" aria-busy="true">${msg("Le serveur répond…")}</p>`;
    const planes: readonly StoredTable["plane"][] = ["sealed", "private", "public", null];
    return html`${this.#totals(overview)}
      ${planes.map((plane) =>
        this.#plane(
          plane,
          overview.tables.filter((table) => table.plane === plane),
        ),
      )}
      ${this.#folded(overview)}
      <p class="small muted">
        ${msg("Le serveur publie ces raisons et ces durées en anglais. Ce qu’il dirait autrement que ce programme ne le connaît resterait en anglais ici.")}
        <a href="/.well-known/smartketplace-data-map.json" rel="external">${msg("Le plan, pour les machines")}</a>
      </p>`;
  }

  #totals(overview: StoredOverview): TemplateResult {
    const counted =
      overview.countedAt === null
        ? msg("Ce serveur ne dit pas combien il y en a.")
        : msg(str`Compté ${momentText(overview.countedAt)}, une fois par heure.`);
    return html`<p class="muted">${counted}</p>
      <dl class="classes">
        ${classCounts(overview).map(
          ({ name, fields, values }) =>
            html`<div>
              <dt><span class="tag c-${name}">${classText(name)}</span></dt>
              <dd>
                <b class="num">${values === null ? "–" : numberText(values)}</b>
                <span class="small muted">${inFieldsText(fields)} · ${classMeaning(name)}</span>
              </dd>
            </div>`,
        )}
      </dl>`;
  }

  #plane(plane: StoredTable["plane"], tables: readonly StoredTable[]): TemplateResult | typeof nothing {
    if (tables.length === 0) return nothing;
    const { name, about } = planeText(plane);
    return html`<section class="plane">
      <div class="sec-head start">
        <h3>${name}</h3>
        <p>${about}</p>
      </div>
      ${tables.map(
        (table) =>
          html`<details class="fold">
            <summary>
              <code>${table.name}</code>
              <span class="num">${table.rows === null ? "" : rowsText(table.rows)}</span>
            </summary>
            ${fieldTable(table.name, table.fields, this.#reasons.value)}
          </details>`,
      )}
    </section>`;
  }

  #folded(overview: StoredOverview): TemplateResult {
    const parts: readonly (readonly [string, readonly DeclaredField[]])[] = [
      [msg("Fichiers hors de la base"), overview.files],
      [msg("Ce que le journal de la machine écrit"), overview.logFields],
      [msg("En-têtes qu’il lit dans une demande"), overview.headers],
      [msg("En-têtes qu’il répond"), overview.answerHeaders],
    ];
    return html`<section class="plane">
      <div class="sec-head start">
        <h3>${msg("À côté de la base")}</h3>
        <p>${msg("fichiers, en-têtes, adresses, et ce que la machine note d’elle-même")}</p>
      </div>
      ${parts.map(
        ([name, fields]) =>
          html`<details class="fold">
            <summary>${name} <span class="num">${numberText(fields.length)}</span></summary>
            ${fieldTable(name, fields, this.#reasons.value)}
          </details>`,
      )}
      <details class="fold">
        <summary>
          ${msg("Adresses auxquelles il répond")} <span class="num">${numberText(overview.routes.length)}</span>
        </summary>
        ${overview.routes.map(
          ({ method, path, fields }) =>
            html`<h4><code>${method} ${path}</code></h4>
              ${fields.length === 0 ? nothing : fieldTable(`${method} ${path}`, fields, this.#reasons.value)}`,
        )}
      </details>
    </section>`;
  }
}

/** A text of the server's in the reader's words, else in its own. */
function reasonCell(text: string, reasons: Reasons, look: string): TemplateResult {
  const words = translated(reasons, text);
  return words === null
    ? html`<td class=${look} lang="en">${text}</td>`
    : html`<td class=${look} title=${text}>${words}</td>`;
}

function fieldTable(caption: string, fields: readonly DeclaredField[], reasons: Reasons = {}): TemplateResult {
  return html`<div class="wide" role="region" tabindex="0" aria-label=${caption}>
    <table class="plain-t">
      <caption class="vh">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${msg("Champ")}</th>
          <th scope="col">${msg("Genre")}</th>
          <th scope="col">${msg("Pourquoi")}</th>
          <th scope="col">${msg("Gardé")}</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map(
          (field) =>
            html`<tr>
              <th scope="row"><code>${field.name}</code></th>
              <td><span class="tag c-${field.class}">${classText(field.class)}</span></td>
              ${reasonCell(field.why, reasons, "small")}${reasonCell(field.kept, reasons, "small muted")}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
