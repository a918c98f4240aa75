import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Item } from "../../crypto/protocol/exports.ts";
import { labelOf } from "../design/catalogue-facts.ts";
import "../design/elements/seal.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { allergens, allergenText } from "./food-words.ts";

/** Who vouches for a thing: each label as a large stamp, with its criteria and its granter. */
export function labelFacts(ids: readonly string[], one = false): TemplateResult {
  const labels = ids.map(labelOf).filter((label) => label !== null);
  return html`<section class=${one ? "stack-s" : ""}>
    <h2>${one ? msg("Labels") : msg("Qui le garantit")}</h2>
    <ul class="labels ${one ? "one" : ""}">
      ${labels.map(
        (label) =>
          html`<li>
            <sp-seal label=${label.id} size="big"></sp-seal>
            <div>
              <h3>${localizedText(label.name)}</h3>
              <p>${localizedText(label.criteria)}</p>
              <p class="muted small">${msg("Accordé par")} <b>${label.granter}</b></p>
            </div>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The fourteen allergens as declared: yes, traces, not declared, no. "Not declared" is not "no". */
export function allergenFacts(item: Item): TemplateResult {
  const declared = item.allergens ?? {};
  const such = (presence: "yes" | "traces" | "no" | undefined): string =>
    allergens
      .filter((allergen) => declared[allergen] === presence)
      .map(allergenText)
      .join(", ");
  const rows: readonly (readonly [string, IconName, string, string])[] = [
    ["a-yes", "check-circle-fill", msg("Contient"), such("yes")],
    ["a-trace", "circle-half", msg("Traces possibles"), such("traces")],
    ["a-nd", "question", msg("Non déclaré"), such(undefined)],
    ["a-no", "circle", msg("Sans"), such("no")],
  ];
  const undeclared = such(undefined) !== "";
  return html`<section>
    <h2>${msg("Allergènes")}</h2>
    <dl class="allerg">
      ${rows
        .filter(([, , , text]) => text !== "")
        .map(
          ([kind, name, title, text]) =>
            html`<div class=${kind}>
              <dt>${icon(name)}${title}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
    </dl>
    ${undeclared ? html`<p class="hint">${msg("« Non déclaré » : l’étal ne s’est pas prononcé. Demandez-lui.")}</p>` : nothing}
  </section>`;
}
