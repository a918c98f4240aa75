import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Accreditation } from "../../crypto/protocol/exports.ts";
import type { PartyView } from "../core/api.ts";
import { scene } from "../design/scene.ts";
import { categoryOf, printOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import "../design/elements/fingerprint.ts";
import "../design/elements/print.ts";
import { itemsText } from "../design/counted.ts";
import { dateText, inInstance, inSentence, listText, localizedText, phoneText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { keyChangeNote } from "../trust/key-notes.ts";
import { saveRefusal } from "../stall/refusal.ts";
import { type Decision, decisionMissing, decisionOf, withStatus } from "./decision.ts";
import { statusText } from "./parties.ts";

/** Who asks to be let in, one opened: what is public about them, the key's words, the decision, what will be signed. */
@customElement("sp-accredit")
export class Accredit extends LightElement {
  @property({ attribute: false }) steward = "";
  @property({ attribute: false }) name = "";
  @property({ attribute: false }) requests: readonly PartyView[] = [];
  @property({ attribute: false }) parties: readonly PartyView[] = [];
  /** Party id of the case that is open, or "" for the first of the queue. */
  @property({ attribute: false }) chosen = "";
  @state() private decision: Decision = decisionOf(null);
  @state() private busy = false;
  @state() private problem = "";
  @state() private signed = "";
  #judged = "";

  get #case(): PartyView | undefined {
    if (this.chosen === "") return this.requests[0];
    return [...this.requests, ...this.parties].find(({ id }) => id === this.chosen);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const open = this.#case;
    if (open === undefined || open.id === this.#judged) return;
    this.#judged = open.id;
    this.decision = decisionOf(open.accreditation);
    this.problem = "";
  }

  #set(part: Partial<Decision>): void {
    this.decision = { ...this.decision, ...part };
  }

  async #sign(view: PartyView): Promise<void> {
    if (this.busy || decisionMissing(this.decision) !== null) return;
    const reason = this.decision.reason.trim();
    const accreditation: Accreditation = {
      status: this.decision.status,
      ...(reason !== "" && { reason: { [instance.languages[0] ?? "fr"]: reason } }),
      // Who is suspended keeps them for the day of coming back: nobody sees them meanwhile.
      labels: this.decision.status === "refused" ? [] : [...this.decision.labels],
      keyCompared: this.decision.keyCompared,
    };
    this.busy = true;
    this.problem = "";
    try {
      await market.accredit(this.steward, view.id, accreditation);
      this.signed = msg(str`Signé : ${view.party.name}, ${decisionText(accreditation.status)}.`);
      await this.updateComplete;
      this.querySelector<HTMLElement>("[data-signed]")?.focus();
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const open = this.#case;
    const count = this.requests.length;
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Accréditer")}</h1>
          <p class="muted small">
            ${count === 0 ? msg("Aucune demande n’attend.") : count === 1 ? msg("Une demande attend.") : msg(str`${count} demandes attendent.`)}
          </p>
        </div>
      </header>
      <div aria-live="polite">
        ${this.signed === "" ? nothing : html`<p class="note ok compact" tabindex="-1" data-signed>${icon("signature")}<span>${this.signed}</span></p>`}
      </div>
      ${
        open === undefined
          ? html`<sp-empty
              part
              print="memo"
              .heading=${msg("Tout est signé.")}
              .text=${msg("Quand quelqu’un ouvre un étal, sa demande arrive ici.")}
              .action=${html`<a class="btn line" href="/steward/${this.steward}/parties">${msg("Voir qui est au marché")}</a>`}
            ></sp-empty>`
          : html`<div class="steward">
              <ul class="queue">
                ${repeat(
                  this.requests,
                  ({ id }) => id,
                  (view) => this.#line(view, view.id === open.id),
                )}
              </ul>
              ${this.#open(open)}
            </div>`
      }
      <p class="hint flexline">
        ${icon("user-circle-dashed")}<span>${msg("Vous ne voyez ici aucun client : il n’y en a pas à voir.")}</span>
      </p>`;
  }

  #line(view: PartyView, on: boolean): TemplateResult {
    const { print, paper } = printFor(view);
    return html`<li class="q ${on ? "on" : ""}">
      <a href="/steward/${this.steward}/accredit/${view.id}" aria-current=${on ? "true" : nothing}>
        <sp-print class="thumb" .name=${print} .paper=${paper}></sp-print>
        <span class="grow"
          ><b>${view.party.name}</b
          ><span class="small muted"
            >${kindWord(view)}${view.party.place ? `, ${view.party.place.town}` : ""}</span
          ></span
        >
        <span class="q-r"><span class="tag warn">${statusText(view)}</span></span>
      </a>
    </li>`;
  }

  #open(view: PartyView): TemplateResult {
    const { party } = view;
    const { print, paper } = printFor(view);
    return html`<section class="case" aria-labelledby="case-name">
      <header class="case-h">
        ${scene(print, paper)}
        <div class="case-t">
          <h2 id="case-name">${party.name}</h2>
          <p class="muted">
            ${localizedText(party.trade)}. ${msg(str`Ouvert le ${dateText(party.since)}.`)}
            ${localizedText(party.summary)}
          </p>
        </div>
        <a class="btn line s" href="/stall/${view.id}">${icon("eye")}${msg("Voir l’étal tel qu’il sera")}</a>
      </header>
      <div class="case-2">
        <div class="stack">
          <h3>${msg("À vérifier")}</h3>
          ${checklist(view)} ${this.#key(view)}
        </div>
        <div class="stack">
          <h3>${msg("Décision")}</h3>
          ${this.#decide(view)}
        </div>
      </div>
    </section>`;
  }

  #key(view: PartyView): TemplateResult {
    return html`<div class="panel stack-s">
      <p class="label">${msg("Les huit mots de leur clé")}</p>
      <sp-fingerprint .fingerprint=${view.fingerprint}></sp-fingerprint>
      ${keyChangeNote(view)}
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.decision.keyCompared}
          @change=${(event: Event) => this.#set({ keyCompared: (event.currentTarget as HTMLInputElement).checked })}
        />
        <span>${msg("Lus ensemble, ils sont identiques")}</span>
      </label>
    </div>`;
  }

  #decide(view: PartyView): TemplateResult {
    const { decision } = this;
    const missing = decisionMissing(decision);
    const option = (status: Accreditation["status"], title: string, text: string): TemplateResult =>
      html`<label class="opt ${decision.status === status ? "on" : ""}"
        ><input
          type="radio"
          name="decision"
          .checked=${decision.status === status}
          @change=${() => (this.decision = withStatus(decision, status, view.accreditation))}
        /><b>${title}</b><span class="small muted">${text}</span></label
      >`;
    return html`<form
      class="stack"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#sign(view);
      }}
    >
      <fieldset class="plain stack-s">
        <legend class="vh">${msg("Décision")}</legend>
        ${option("accredited", msg("Accréditer"), msg("Ses articles paraissent aussitôt dans le marché."))}
        ${
          view.accreditation?.status === "accredited" || view.accreditation?.status === "suspended"
            ? option(
                "suspended",
                msg("Suspendre"),
                msg("Ses articles quittent le marché ; ce qui est commandé suit son cours."),
              )
            : option("refused", msg("Refuser"), msg("Avec une raison, publique et contestable."))
        }
      </fieldset>
      ${decision.status === "accredited" ? this.#labels(view) : nothing}
      <label class="field">
        <span class="label">${msg("Motif")} <span class="optional">${msg("(public)")}</span></span>
        <textarea
          class="input"
          rows="3"
          maxlength="500"
          .value=${decision.reason}
          @input=${(event: Event) => this.#set({ reason: (event.currentTarget as HTMLTextAreaElement).value })}
        ></textarea>
      </label>
      <div class="willsay">
        <p class="caps">${msg("Ce qui sera signé et publié")}</p>
        <p class="voice">${quoted(this.#sentence(view))}</p>
        <p class="small muted">${msg("Public et signé de la clé de ce bureau. Une décision suivante la remplace.")}</p>
      </div>
      <button
        class="btn main big block"
        ?disabled=${missing !== null || this.busy}
        aria-busy=${this.busy ? "true" : nothing}
      >
        ${icon("signature")}${signText(decision.status)}
      </button>
      ${missing === null ? nothing : html`<p class="hint center">${missing === "key" ? msg("Il reste à comparer la clé.") : msg("Il reste à dire pourquoi.")}</p>`}
      ${this.problem === "" ? nothing : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`}
    </form>`;
  }

  #labels(view: PartyView): unknown {
    const asked = new Set([...view.labels, ...this.decision.labels]);
    if (instance.labels.length === 0) return nothing;
    return html`<fieldset class="plain stack-s">
      <legend class="label">${msg("Labels accordés")}</legend>
      <div class="chips">
        ${instance.labels.map(({ id, name, criteria }) => {
          const on = this.decision.labels.includes(id);
          return html`<button
            type="button"
            class="chip ${on ? "on" : ""}"
            aria-pressed=${on ? "true" : "false"}
            title=${localizedText(criteria)}
            @click=${() =>
              this.#set({
                labels: on ? this.decision.labels.filter((other) => other !== id) : [...this.decision.labels, id],
              })}
          >
            ${localizedText(name)}${asked.has(id) && !on ? "…" : nothing}
          </button>`;
        })}
      </div>
    </fieldset>`;
  }

  #sentence(view: PartyView): string {
    const { decision } = this;
    const today = dateText(inInstance(new Date()).day);
    const who = view.party.name;
    const as = kindWord(view);
    if (decision.status === "refused") return msg(str`${this.name} refuse ${who} comme ${as}, le ${today}.`);
    if (decision.status === "suspended") return msg(str`${this.name} suspend ${who} comme ${as}, dès le ${today}.`);
    const labels = decision.labels.map((id) => localizedText(instance.labels.find((label) => label.id === id)?.name));
    return labels.length === 0
      ? msg(str`${this.name} accrédite ${who} comme ${as}, dès le ${today}.`)
      : msg(str`${this.name} accrédite ${who} comme ${as}, avec ${listText(labels)}, dès le ${today}.`);
  }
}

/** What the public page already answers, and what it leaves open. */
function checklist({ party, publishedCount }: PartyView): TemplateResult {
  const line = (ok: boolean, title: string, text: string): TemplateResult =>
    html`<li class=${ok ? "ck-ok" : "ck-warn"}>
      ${icon(ok ? "check-circle-fill" : "warning-circle-fill")}
      <div class="grow">
        <b>${title}</b>
        <p class="small muted">${text}</p>
      </div>
    </li>`;
  const { place, ordering } = party;
  return html`<ul class="cklist">
    ${line(
      party.registration !== undefined,
      msg("Registre du commerce"),
      party.registration ?? msg("Aucun numéro donné : demander, ou constater que c’est trop petit pour en avoir un."),
    )}
    ${line(
      place !== undefined,
      msg("Adresse"),
      place === undefined ? msg("Aucune adresse.") : `${place.street}, ${place.postcode} ${place.town}`,
    )}
    ${line(party.phone !== undefined, msg("Téléphone"), party.phone === undefined ? msg("Aucun : comment comparer la clé ?") : phoneText(party.phone))}
    ${
      party.kind === "producer"
        ? line(
            ordering !== undefined,
            msg("Commandes"),
            ordering === undefined
              ? msg("Ne dit pas comment commander.")
              : msg(str`Plages de retrait : ${ordering.collection.length}, coursiers : ${ordering.couriers.length}`),
          )
        : nothing
    }
    ${
      party.kind === "producer"
        ? line(
            publishedCount > 0,
            msg("Articles"),
            publishedCount === 0
              ? msg("Aucun à voir : ils paraissent une fois l’étal admis.")
              : itemsText(publishedCount),
          )
        : nothing
    }
  </ul>`;
}

function printFor({ party }: PartyView): ReturnType<typeof printOf> {
  return party.kind === "courier" ? { print: "bicycle", paper: "lake" } : printOf(party.category);
}

function kindWord({ party }: PartyView): string {
  if (party.kind === "courier") return msg("coursier");
  if (party.kind === "pickup-point") return msg("point de retrait");
  if (party.kind === "steward") return msg("bureau");
  const category = localizedText(categoryOf(party.category)?.name);
  return category === "" ? msg("étal") : msg(str`étal (${inSentence(category)})`);
}

function decisionText(status: Accreditation["status"]): string {
  if (status === "accredited") return msg("accrédité");
  return status === "refused" ? msg("refusé") : msg("suspendu");
}

function signText(status: Accreditation["status"]): string {
  if (status === "accredited") return msg("Accréditer et signer");
  return status === "refused" ? msg("Refuser et signer") : msg("Suspendre et signer");
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-accredit": Accredit;
  }
}
