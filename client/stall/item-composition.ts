import { isEdible, usualAge } from "../design/catalogue-facts.ts";
import { localizedText } from "../design/format.ts";
import { exceptionText } from "../design/withdrawal-words.ts";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { instance } from "../instance.ts";
import { selectField, textsField } from "./fields.ts";
import type { FormPart, ItemForm } from "./item-form.ts";
import { toggleChip, toggled } from "./toggle-chip.ts";
import { allergenNames, allergenText } from "./words.ts";

const diets = ["vegetarian", "vegan", "gluten-free", "lactose-free", "organic"] as const;

/** What is in an item and how it is kept: temperature, age, allergens, ingredients, diets. */
export function compositionSection(part: FormPart): TemplateResult {
  const { form, language, set } = part;
  const food = isEdible(form.category) || Object.keys(form.allergens).length > 0;
  return html`<section class="panel pad stack">
    <h2>${msg("Conservation et composition")}</h2>
    <div class="fields">
      ${selectField({
        label: msg("Se garde"),
        value: form.temperature,
        span: 3,
        options: [
          ["ambient", msg("à l’étagère")],
          ["chilled", msg("au frigo")],
          ["frozen", msg("au congélateur")],
        ],
        onChange: (temperature) => set({ temperature: temperature as ItemForm["temperature"] }),
      })}
      ${selectField({
        label: msg("Âge"),
        value: form.age,
        span: 3,
        options: [
          // What came without an age, where things mostly have one, is not said to be for everybody.
          ["", usualAge(form.category) === "" ? msg("pour tous") : msg("pas indiqué")],
          ...instance.ages.map(
            ({ from, what }) => [String(from), msg(str`dès ${from} ans : ${localizedText(what)}`)] as const,
          ),
        ],
        onChange: (age) => set({ age: age as ItemForm["age"] }),
      })}
      ${withdrawalField(part)}
    </div>
    ${food ? allergenFields(part) : nothing}
    ${textsField({
      label: msg("Ingrédients"),
      language,
      value: form.ingredients,
      lengthMax: 1000,
      rows: 2,
      optional: true,
      onInput: (ingredients) => set({ ingredients }),
    })}
    <fieldset class="plain stack-s">
      <legend class="label">${msg("Régimes")}</legend>
      <div class="chips">
        ${diets.map((diet) =>
          toggleChip(dietText(diet), form.diets.includes(diet), () => set({ diets: toggled(form.diets, diet) })),
        )}
      </div>
    </fieldset>
  </section>`;
}

/** Whether it can be taken back, where a law lets people. Nothing elsewhere. */
function withdrawalField({ form, set }: FormPart): unknown {
  if (instance.policies.withdrawalDays === 0 && form.withdrawalExempt === "") return nothing;
  const whys = ["perishable", "made-to-order", "hygiene", "dated"] as const;
  return selectField({
    label: msg("Retour par le client"),
    value: form.withdrawalExempt,
    span: 6,
    hint: msg(
      "Là où la loi permet de renvoyer ce qu’on a acheté en ligne. Ce qui se garde au frais compte comme périssable.",
    ),
    options: [
      ["", msg("possible, selon la loi")],
      ...whys.map((why) => [why, msg(str`exclu : ${exceptionText(why)}`)] as const),
    ],
    onChange: (value) => set({ withdrawalExempt: value as ItemForm["withdrawalExempt"] }),
  });
}

function allergenFields({ form, set }: FormPart): TemplateResult {
  return html`<fieldset class="plain stack-s">
    <legend class="label">${msg("Allergènes")}</legend>
    <p class="hint">
      ${msg("« Non déclaré » n’est pas « non » : le filtre des clients écarte l’un et garde l’autre.")}
    </p>
    <div class="allergen-grid">
      ${allergenNames.map(
        (allergen) =>
          html`<label class="row between"
            ><span>${allergenText(allergen)}</span
            ><select
              class="input"
              @change=${(event: Event) => {
                const { [allergen]: _, ...rest } = form.allergens;
                const value = (event.currentTarget as HTMLSelectElement).value;
                set({
                  allergens: value === "" ? rest : { ...rest, [allergen]: value as "yes" | "traces" | "no" },
                });
              }}
            >
              ${(["", "yes", "traces", "no"] as const).map(
                (value) =>
                  html`<option value=${value} ?selected=${(form.allergens[allergen] ?? "") === value}>
                    ${presenceText(value)}
                  </option>`,
              )}
            </select></label
          >`,
      )}
    </div>
  </fieldset>`;
}

function presenceText(value: "" | "yes" | "traces" | "no"): string {
  switch (value) {
    case "":
      return msg("non déclaré");
    case "yes":
      return msg("oui");
    case "traces":
      return msg("traces");
    case "no":
      return msg("non");
  }
}

function dietText(diet: (typeof diets)[number]): string {
  switch (diet) {
    case "vegetarian":
      return msg("végétarien");
    case "vegan":
      return msg("végane");
    case "gluten-free":
      return msg("sans gluten");
    case "lactose-free":
      return msg("sans lactose");
    case "organic":
      return msg("bio");
  }
}
