import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Item, Variant } from "../../crypto/protocol/exports.ts";
import type { ItemView } from "../core/api.ts";
import { isEdible, labelOf } from "../design/catalogue-facts.ts";
import "../design/elements/seal.ts";
import "../design/elements/season.ts";
import { durationText, inSentence, listText, localizedText, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { withdrawalText } from "../design/withdrawal-words.ts";
import { allergens, allergenText, dietTexts } from "./food-words.ts";

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

/** In short lines: how an item comes, how it is kept, who may have it, where it is from, when it grows, how it is weighed. `delivery` are list items. */
export function itemFacts(view: ItemView, variant: Variant, delivery: unknown): TemplateResult {
  const { temperature, service, season, ageMin, origin } = view.item;
  const withdrawn = withdrawalText(view.item);
  const suits: readonly string[] = view.item.diets ?? [];
  const diets = dietTexts()
    .flatMap(([diet, text]) => (suits.includes(diet) ? [text] : []))
    .map((text, place) => (place === 0 ? text : inSentence(text)));
  return html`<ul class="facts">
    ${delivery}
    ${
      service === undefined
        ? nothing
        : html`<li>
            ${icon("calendar-blank")}<span
              ><b>${durationText(service.durationMinutes)}</b><br />${
                service.place === "yours"
                  ? msg("chez vous")
                  : service.place === "ours"
                    ? msg("à l’atelier")
                    : msg("à distance")
              }${service.appointment === true ? msg(", sur rendez-vous") : nothing}</span
            >
          </li>`
    }
    ${
      temperature === undefined || temperature === "ambient"
        ? nothing
        : html`<li>
            ${icon(temperature === "frozen" ? "snowflake" : "thermometer-cold")}<span
              >${temperature === "frozen" ? msg("Congelé, à −18 °C") : msg("Au frais, de 2 à 8 °C")}</span
            >
          </li>`
    }
    ${
      ageMin === undefined
        ? nothing
        : html`<li>
            ${icon("identification-card")}<span
              >${msg(str`Remis dès ${ageMin} ans, sur présentation d’une pièce d’identité. Aucune date de naissance n’est gardée.`)}</span
            >
          </li>`
    }
    ${diets.length === 0 ? nothing : html`<li>${icon("leaf")}<span>${listText(diets)}</span></li>`}
    ${withdrawn === null ? nothing : html`<li>${icon("arrow-counter-clockwise")}<span>${withdrawn}</span></li>`}
    ${origin === undefined ? nothing : html`<li>${icon("map-pin")}<span>${msg("Origine :")} ${localizedText(origin)}</span></li>`}
    ${
      season === undefined || season.length === 0
        ? nothing
        : html`<li>
            ${icon("sun-horizon")}<span><sp-season .months=${season}></sp-season></span>
          </li>`
    }
    ${
      variant.drainedGrams === undefined
        ? nothing
        : html`<li>${icon("scales")}<span>${msg(str`Poids égoutté : ${weightText(variant.drainedGrams)}.`)}</span></li>`
    }
    ${
      variant.weighed === undefined
        ? nothing
        : html`<li>
            ${icon("scales")}<span
              >${msg(str`Le poids exact est relevé à la préparation : ${weightText(variant.weighed.gramsMin)} à ${weightText(variant.weighed.gramsMax)} par pièce.`)}</span
            >
          </li>`
    }
  </ul>`;
}

/** Below the fold: who vouches for an item, its allergens, what it is made of, its story. */
export function itemDetails(view: ItemView): TemplateResult {
  const food = view.item.allergens !== undefined || isEdible(view.item.category);
  const { description, ingredients } = view.item;
  return html`<div class="prod-more">
    ${view.labels.length === 0 ? nothing : labelFacts(view.labels)} ${food ? allergenFacts(view.item) : nothing}
    ${
      ingredients === undefined
        ? nothing
        : html`<section class="wide2">
            <h2>${msg("Composition")}</h2>
            <p class="text">${localizedText(ingredients)}</p>
          </section>`
    }
    ${
      description === undefined
        ? nothing
        : html`<section class="wide2">
            <h2>${msg("En détail")}</h2>
            <p class="text prose">${localizedText(description)}</p>
          </section>`
    }
  </div>`;
}
