import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ListChange, ListLine } from "../core/api.ts";
import { itemAddress } from "../design/elements/item-card.ts";
import "../design/elements/print.ts";
import "../design/elements/quantity.ts";
import { holdsText } from "../design/elements/unit-price.ts";
import { amountText, localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";

type OnLine = (line: ListLine, change: ListChange) => void;

function problemText(line: ListLine): string {
  if (line.problem === "gone") return msg("n’est plus au marché");
  return line.problem === "sold-out" ? msg("plus rien aujourd’hui") : "";
}

function below(line: ListLine): unknown {
  const { view, variantId } = line;
  const problem = problemText(line);
  if (view === null) {
    const search = html`<a class="no-print" href="/search?q=${encodeURIComponent(line.text)}"
      >${msg("Chercher au marché")}</a
    >`;
    return html`<span class="small muted">${problem === "" ? nothing : html`${problem} · `}${search}</span>`;
  }
  const variant = view.item.variants.find(({ id }) => id === variantId);
  const parts = [localizedText(variant?.name), variant === undefined ? "" : holdsText(variant), problem];
  return html`<span class="small ${problem === "" ? "muted" : "warn-text"}"
    >${parts.filter((part) => part !== "").join(" · ")}</span
  >`;
}

function isWeighed({ view, variantId }: ListLine): boolean {
  return view?.item.variants.find(({ id }) => id === variantId)?.weighed !== undefined;
}

/** A line of a list: its tick, what it is, how many, what it comes to, and the way out. `onLine` is told each change. */
export function listLine(line: ListLine, onLine: OnLine): TemplateResult {
  const { view, text } = line;
  const name = view === null ? text : localizedText(view.item.name);
  return html`<li class="list-line ${line.done ? "done" : ""}">
    <input
      class="tick"
      type="checkbox"
      aria-label=${name}
      .checked=${line.done}
      @change=${() => onLine(line, { type: "set", line: line.id, done: !line.done })}
    />
    ${view === null ? nothing : html`<sp-print class="thumb s no-print" .item=${view.item}></sp-print>`}
    <span class="grow list-name"
      >${view === null ? html`<b>${name}</b>` : html`<a href=${itemAddress(view.key)}><b>${name}</b></a>`}<br />${below(
        line,
      )}</span
    >
    ${view === null ? nothing : html`<span class="only-print num">${line.quantity} ×</span>`}
    ${
      line.done || view === null
        ? nothing
        : html`<sp-quantity
            class="no-print"
            quiet
            .min=${1}
            .value=${line.quantity}
            label=${name}
            @change=${(event: CustomEvent<{ value: number }>) =>
              onLine(line, { type: "set", line: line.id, quantity: event.detail.value })}
          ></sp-quantity>`
    }
    <span class="num list-price"
      >${view === null || line.done ? "" : `${isWeighed(line) ? "≈\u00a0" : ""}${amountText(line.lineMinor)}`}</span
    >
    <button
      class="tool no-print"
      type="button"
      aria-label=${msg(str`Ôter ${name} de la liste`)}
      @click=${() => onLine(line, { type: "remove", line: line.id })}
    >
      ${icon("x")}
    </button>
  </li>`;
}
