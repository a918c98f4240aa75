import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ImportPreview } from "../core/api.ts";
import { amountText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { fieldText, findingText, valueText } from "./import-words.ts";

type Row = ImportPreview["rows"][number];
type Change = Row["changes"][number];
type Finding = Row["remarks"][number];

/** Rows of one verdict, each with what changes, or why it is not taken. Rows that are taken can be left out. */
export function importRows(parts: {
  /** Places in the preview's rows, and the rows. */
  readonly rows: readonly (readonly [number, Row])[];
  /** Places of all rows of this verdict, those that are not shown yet among them: the box at the head is for all. */
  readonly places: readonly number[];
  readonly leftOut: ReadonlySet<number>;
  readonly onLeave: (places: readonly number[], leave: boolean) => void;
}): TemplateResult {
  const { rows, places, leftOut, onLeave } = parts;
  const wrong = rows.some(([, { verdict }]) => verdict === "wrong");
  const takeable = rows.some(([, { verdict }]) => isTaken(verdict));
  const left = places.filter((place) => leftOut.has(place)).length;
  return html`<div class="tablewrap">
    <table class="grid diff import-rows">
      <thead>
        <tr>
          ${
            takeable
              ? html`<th scope="col" class="i-take">
                  ${box(allText(places.length), left === 0, left > 0 && left < places.length, (take) =>
                    onLeave(places, !take),
                  )}
                </th>`
              : nothing
          }
          <th scope="col">${msg("Ligne")}</th>
          <th scope="col">${msg("Article")}</th>
          <th scope="col">${wrong ? msg("Pourquoi") : msg("Ce qui change")}</th>
          <th scope="col" class="r">${msg("Prix")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(([place, row]) => rowOf(row, takeable, leftOut.has(place), (take) => onLeave([place], !take)))}
      </tbody>
    </table>
  </div>`;
}

function allText(count: number): string {
  return count === 1 ? msg("Prendre cette ligne") : msg(str`Prendre ces ${numberText(count)} lignes`);
}

const isTaken = (verdict: Row["verdict"]): boolean => verdict === "new" || verdict === "changed";

function box(label: string, checked: boolean, mixed: boolean, onChange: (checked: boolean) => void): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      aria-label=${label}
      title=${label}
      .checked=${checked}
      .indeterminate=${mixed}
      @change=${(event: Event) => onChange((event.currentTarget as HTMLInputElement).checked)}
    />
  </label>`;
}

function rowOf(row: Row, takeable: boolean, left: boolean, onTake: (take: boolean) => void): TemplateResult {
  const wrong = row.verdict === "wrong";
  return html`<tr class="${wrong ? "d-bad" : "d-chg"} ${left ? "i-left" : ""}">
    ${takeable ? html`<td class="i-take">${box(msg(str`Prendre ${row.name}`), !left, false, onTake)}</td>` : nothing}
    <td class="num small muted i-row"><span>${msg("Ligne")} </span>${row.row}</td>
    <td class="t-n i-name">
      ${row.name === "" ? html`<i class="muted">${msg("sans nom")}</i>` : html`<b>${row.name}</b>`}
      ${row.remarks.map((one) => html`<span class="small muted">${foundText(row, one)}</span>`)}
    </td>
    <td class="small i-what">${what(row)}</td>
    <td class="r num i-price">${row.priceMinor === null || wrong ? "—" : amountText(row.priceMinor)}</td>
  </tr>`;
}

function what(row: Row): unknown {
  if (row.verdict === "new") return newWith(row.changes);
  if (row.verdict !== "wrong") return row.changes.map(changeLine);
  return row.problems.map((one) => html`<p class="bad-t">${foundText(row, one)}</p>`);
}

/** A finding of another line of the same article says which. */
function foundText(row: Row, found: Finding): string {
  const text = findingText(found);
  return found.row === null || found.row === row.row ? text : msg(str`ligne ${found.row} : ${text}`);
}

function changeLine({ field, from, to, variant }: Change): TemplateResult {
  return html`<p class="change">
    <span class="muted">${variant === undefined ? fieldText(field) : msg(str`${variant} : ${fieldText(field)}`)}</span>
    ${from === "" ? nothing : html`<s>${valueText(field, from)}</s>`} ${icon("arrow-right")}
    <b>${valueText(field, to)}</b>
  </p>`;
}

/** What comes with a new item, in a line: its name and its price have columns of their own. */
function newWith(changes: readonly Change[]): TemplateResult {
  const told = changes.filter(
    ({ field }) => !["name", "summary", "description", "price", "sku", "gtin"].includes(field),
  );
  const texts = told.map(({ field, to }) => msg(str`${fieldText(field)} : ${valueText(field, to)}`));
  return html`<p class="muted">${[...new Set(texts)].slice(0, 6).join(" · ")}</p>`;
}
