import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { OutboxView } from "../../core/api.ts";
import { market, Watch } from "../../market.ts";
import { dayText, inInstance, momentText, numberText } from "../format.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

type Waiting = OutboxView["waiting"][number];

/** What kind of thing waits, in words. */
function whatText(what: Waiting["what"]): string {
  switch (what) {
    case "order":
      return msg("Une commande");
    case "message":
      return msg("Un message");
    case "step":
      return msg("Une étape de commande");
    case "record":
      return msg("Vos notes et réglages");
    case "statement":
      return msg("Une page de l’étal");
    case "picture":
      return msg("Une image");
  }
}

/** That this week's sendings are used up, and when what waits goes on. */
function weekText({ notBefore }: Waiting): string {
  const { day } = inInstance(new Date(notBefore));
  const when = dayText(day);
  return msg(
    str`Cette semaine, tout ce que ce compte peut envoyer est parti. Ce qui attend est gardé ici et partira de soi-même ${when}.`,
  );
}

/** Why nothing leaves although the server is there. */
function heldText(held: NonNullable<OutboxView["held"]>): string {
  return held === "refused"
    ? msg("Rien ne part tant que le marché se contredit.")
    : msg("Cela partira dès que le journal du marché est vérifié.");
}

/** So many are named; where more wait, the rest is counted. */
const namedMax = 5;

/** What waits to leave this device, since when, and what to do. Nothing at all when nothing waits. */
@customElement("sp-outbox")
export class Outbox extends LightElement {
  readonly outbox = new Watch(this, "outbox");

  protected override render(): unknown {
    const outbox = this.outbox.value;
    if (outbox === undefined || outbox.waiting.length === 0) return nothing;
    const out = outbox.waiting.find((waiting) => waiting.failure === "token/none");
    const failed = out === undefined && outbox.waiting.some((waiting) => waiting.failure !== null);
    const { length } = outbox.waiting;
    // Nobody is told of "1 others": then that one is named as well.
    const named = length > namedMax + 1 ? outbox.waiting.slice(0, namedMax) : outbox.waiting;
    const more = length - named.length;
    return html`<section class="panel stack-s" aria-labelledby="outbox-heading">
      <h2 class="h4" id="outbox-heading">${msg("En attente de départ")}</h2>
      ${outbox.held === undefined ? nothing : html`<p class="small">${heldText(outbox.held)}</p>`}
      ${out === undefined ? nothing : html`<p class="small">${weekText(out)}</p>`}
      <ul class="outbox">
        ${named.map((waiting) => this.#line(waiting))}
        ${more === 0 ? nothing : html`<li class="small muted">${msg(str`et ${numberText(more)} autres`)}</li>`}
      </ul>
      ${
        failed
          ? html`<p class="small">${msg("Rien n’est perdu : c’est gardé ici et repartira de soi-même.")}</p>`
          : nothing
      }
      <p class="row">
        <button class="btn line s" type="button" @click=${() => void market.retryNow()}>
          ${icon("arrow-counter-clockwise")}${msg("Essayer maintenant")}
        </button>
      </p>
    </section>`;
  }

  #line(waiting: Waiting): TemplateResult {
    return html`<li class="wait">
      ${icon(waiting.failure === null ? "clock" : "cloud-slash")}
      <div class="grow">
        <b>${whatText(waiting.what)}</b>
        <span class="small muted">${momentText(waiting.since)}</span>
      </div>
    </li>`;
  }
}
