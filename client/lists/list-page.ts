import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { BasketFill, ListChange, ListLine, ListView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { leaveRemoved } from "./removed-list.ts";
import "../orders/print-only.css";
import { navigate } from "../shell/navigation.ts";
import { setTitle } from "../shell/title.ts";
import { fillReport } from "./fill-report.ts";
import { leftText } from "./list-card.ts";
import { listFailureText } from "./list-failure.ts";
import { listLine } from "./list-line.ts";
import "./lists.css";

/** Lines as one walks through a market: by stall, words by themselves, what is ticked off at the end. */
export function groupsOf(lines: readonly ListLine[]): readonly { readonly name: string; readonly lines: ListLine[] }[] {
  const groups = new Map<string, { name: string; lines: ListLine[] }>();
  for (const line of lines) {
    const name = line.done
      ? msg("Coché")
      : (line.view?.partyName ?? (line.key === null ? msg("À part") : msg("Plus au marché")));
    const key = line.done ? "done" : (line.view?.partyId ?? (line.key === null ? "words" : "gone"));
    const group = groups.get(key) ?? { name, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  const place = (key: string): number => ["words", "gone", "done"].indexOf(key) + 1;
  return [...groups].sort(([a], [b]) => place(a) - place(b)).map(([, group]) => group);
}

/** One shopping list: ticked off in the market, changed, printed, put into the basket. */
@customElement("sp-list-page")
export class ListPage extends LightElement {
  @property() list = "";
  readonly lists = new Watch(this, "lists");
  @state() private failure = "";
  @state() private renaming = false;
  @state() private fill: BasketFill | null = null;
  @state() private removed: ListLine | null = null;
  #focusFill = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has("list")) return;
    this.fill = null;
    this.removed = null;
    this.renaming = false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const name = this.#view?.name;
    if (name !== undefined) setTitle(name);
    if (changed.has("renaming") && this.renaming) this.querySelector<HTMLInputElement>("#list-name")?.select();
    if (!this.#focusFill) return;
    this.#focusFill = false;
    this.querySelector<HTMLElement>(".fill-report")?.focus();
  }

  get #view(): ListView | undefined {
    return this.lists.value?.find(({ id }) => id === this.list);
  }

  async #change(change: ListChange): Promise<boolean> {
    this.failure = "";
    try {
      await market.changeList(this.list, change);
      return true;
    } catch (thrown) {
      this.failure = listFailureText(thrown);
      return false;
    }
  }

  async #addText(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = new FormData(form).get("text") as string;
    if (await this.#change({ type: "add-text", text })) form.reset();
  }

  async #rename(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name") as string;
    if (!(await this.#change({ type: "rename", name }))) return;
    this.renaming = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".rename")?.focus();
  }

  async #fillBasket(): Promise<void> {
    this.failure = "";
    try {
      this.fill = await market.listIntoBasket(this.list);
      this.#focusFill = true;
    } catch (thrown) {
      this.failure = listFailureText(thrown);
    }
  }

  readonly #onLine = (line: ListLine, change: ListChange): void => {
    if (change.type === "remove") this.removed = line;
    void this.#change(change);
  };

  async #putBack(line: ListLine): Promise<void> {
    this.removed = null;
    const { key, variantId, quantity, text } = line;
    await this.#change(
      key === null || variantId === null ? { type: "add-text", text } : { type: "add-item", key, variantId, quantity },
    );
  }

  async #delete(view: ListView): Promise<void> {
    await market.deleteList(view.id);
    leaveRemoved(view);
    navigate("/lists", { replace: true });
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    if (this.lists.value === undefined) {
      return html`<div class="page" aria-busy="true"><h1 class="vh">${msg("Liste")}</h1></div>`;
    }
    if (view === undefined) {
      return html`<div class="page">
        <sp-empty
          print="basket"
          heading=${msg("Cette liste n’est pas ici.")}
          text=${msg("Elle a été supprimée, ou appartient à un autre compte.")}
          .action=${html`<a class="btn main" href="/lists">${msg("Mes listes")}</a>`}
        ></sp-empty>
      </div>`;
    }
    return html`<div class="page list-page">
      <nav class="crumbs no-print" aria-label=${msg("Fil")}>
        <a class="back" href="/lists">${icon("arrow-left")}${msg("Mes listes")}</a>${icon("caret-right")}<span
          aria-current="page"
          >${view.name}</span
        >
      </nav>
      ${this.#head(view)}
      ${this.failure === "" ? nothing : html`<p class="note bad" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
      ${this.fill === null ? nothing : html`<div class="no-print">${fillReport(this.fill)}</div>`} ${this.#lines(view)}
      ${this.#add()} ${this.#foot(view)}
    </div>`;
  }

  #head(view: ListView): TemplateResult {
    return html`<header class="list-head">
      <div class="grow">
        ${
          this.renaming
            ? html`<form class="row tight" @submit=${(event: SubmitEvent) => void this.#rename(event)}>
                <label class="vh" for="list-name">${msg("Nom de la liste")}</label>
                <input class="input grow" id="list-name" name="name" maxlength="60" .value=${view.name} />
                <button class="btn line" type="submit">${msg("Garder")}</button>
              </form>`
            : html`<h1>
                ${view.name}
                <button
                  class="tool rename no-print"
                  type="button"
                  aria-label=${msg("Renommer la liste")}
                  @click=${() => {
                    this.renaming = true;
                  }}
                >
                  ${icon("pencil-line")}
                </button>
              </h1>`
        }
        <p class="muted num" aria-live="polite">
          ${leftText(view)}${view.openMinor === 0 ? nothing : html` · ≈ ${moneyText(view.openMinor)}`}
        </p>
      </div>
      <div class="row tight no-print">
        <button
          class="btn ${this.fill === null ? "main" : "line"}"
          type="button"
          ?disabled=${!view.lines.some(({ done, view: item }) => !done && item !== null)}
          @click=${() => void this.#fillBasket()}
        >
          ${icon("basket")}${msg("Tout au panier")}
        </button>
        <button class="btn line" type="button" ?disabled=${view.lines.length === 0} @click=${() => print()}>
          ${icon("printer")}${msg("Imprimer")}
        </button>
      </div>
    </header>`;
  }

  #lines(view: ListView): TemplateResult {
    if (view.lines.length === 0) {
      return html`<sp-empty
        within
        print="basket"
        heading=${msg("La liste est vide.")}
        text=${msg("Écrivez un mot ci-dessous, ou ajoutez un article depuis sa page.")}
        .action=${html`<a class="btn line" href="/search">${msg("Parcourir le marché")}</a>`}
      ></sp-empty>`;
    }
    return html`<div class="list-groups">
      ${repeat(
        groupsOf(view.lines),
        (group) => group.name,
        (group) =>
          html`<section aria-label=${group.name}>
            <h2 class="list-group">${group.name}</h2>
            <ul class="list-lines">
              ${repeat(
                group.lines,
                ({ id }) => id,
                (line) => listLine(line, this.#onLine),
              )}
            </ul>
          </section>`,
      )}
    </div>`;
  }

  #add(): TemplateResult {
    return html`<div aria-live="polite">
        ${
          this.removed === null
            ? nothing
            : html`<p class="note undo no-print">
                ${icon("trash")}<span class="grow">${msg(str`${this.removed.text} : ôté de la liste.`)}</span>
                <button
                  class="btn quiet s"
                  type="button"
                  @click=${() => this.removed && void this.#putBack(this.removed)}
                >
                  ${icon("arrow-counter-clockwise")}${msg("Remettre")}
                </button>
              </p>`
        }
      </div>
      <form class="add-line no-print" @submit=${(event: SubmitEvent) => void this.#addText(event)}>
        <label class="vh" for="add-line-text">${msg("Ajouter à la liste")}</label>
        <input
          class="input grow"
          id="add-line-text"
          name="text"
          maxlength="120"
          autocomplete="off"
          enterkeyhint="done"
          placeholder=${msg("Ajouter : du sel, des bougies…")}
        />
        <button class="btn line" type="submit">${icon("plus")}${msg("Ajouter")}</button>
      </form>`;
  }

  #foot(view: ListView): TemplateResult {
    const ticked = view.lines.length - view.openCount;
    return html`<p class="row no-print list-foot">
      ${
        ticked === 0
          ? nothing
          : html`<button class="btn quiet s" type="button" @click=${() => void this.#change({ type: "all-open" })}>
                ${icon("arrow-counter-clockwise")}${msg("Tout décocher")}
              </button>
              <button class="btn quiet s" type="button" @click=${() => void this.#change({ type: "remove-done" })}>
                ${icon("eraser")}${msg("Ôter ce qui est coché")}
              </button>`
      }
      <button class="btn quiet s danger" type="button" @click=${() => void this.#delete(view)}>
        ${icon("trash")}${msg("Supprimer la liste")}
      </button>
    </p>`;
  }
}
