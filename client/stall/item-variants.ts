import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { limits } from "../../crypto/protocol/limits.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import { checkField, selectField, textField } from "./fields.ts";
import { emptyVariant, type FormPart, type ItemForm, newId, type VariantForm } from "./item-form.ts";
import { itemProblemText } from "./words.ts";

type SetVariant = (part: Partial<VariantForm>) => void;

/** What an item costs: one price, or its variants, and the rate of its VAT. */
export function pricesSection(part: FormPart): TemplateResult {
  const { form, set } = part;
  return html`<section class="panel pad stack">
    <h2>${form.variants.length > 1 ? msg("Variantes et prix") : msg("Prix")}</h2>
    ${form.variants.map((variant, index) => variantFields(part, variant, index))}
    <p>
      <button
        type="button"
        class="btn line s"
        ?disabled=${form.variants.length >= limits.variantsPerItemMax}
        @click=${() => set({ variants: [...form.variants, emptyVariant(newId("v"))] })}
      >
        ${icon("plus")}${msg("Ajouter une variante")}
      </button>
    </p>
    ${selectField({
      label: msg("TVA"),
      value: form.vat,
      options: [...new Map(instance.vat.map((rate) => [rate.id, rate])).values()].map((rate) => [
        rate.id,
        `${localizedText(rate.name)} (${rate.permille / 10} %)`,
      ]),
      onChange: (vat) => set({ vat }),
    })}
  </section>`;
}

function variantFields(part: FormPart, variant: VariantForm, index: number): TemplateResult {
  const { form, problems } = part;
  const at = (field: string): string => itemProblemText(problems[`variants/${index}/${field}`]);
  const several = form.variants.length > 1;
  const set = (changed: Partial<VariantForm>): void =>
    part.set({ variants: form.variants.map((other, at) => (at === index ? { ...other, ...changed } : other)) });
  const language = instance.languages[0] ?? "fr";
  return html`<fieldset
    class="plain variant fields"
    aria-label=${several ? msg(str`Variante ${index + 1}`) : msg("Prix")}
  >
    ${
      several
        ? textField({
            label: msg("Nom de la variante"),
            value: variant.name[language] ?? "",
            span: 4,
            lengthMax: 80,
            onInput: (text) => set({ name: { ...variant.name, [language]: text } }),
          })
        : nothing
    }
    ${
      several
        ? html`<button
            type="button"
            class="btn quiet s danger c2 variant-x"
            aria-label=${msg(str`Enlever la variante ${index + 1}`)}
            @click=${() => part.set({ variants: form.variants.filter((_, other) => other !== index) })}
          >
            ${icon("trash")}${msg("Enlever")}
          </button>`
        : nothing
    }
    ${textField({
      label: variant.byWeight ? msg(str`Prix par kilo, ${instance.currency}`) : msg(str`Prix, ${instance.currency}`),
      value: variant.price,
      inputMode: "decimal",
      problem: at("price"),
      hint: msg("TVA et taxes comprises"),
      span: 3,
      onInput: (price) => set({ price }),
    })}
    ${textField({
      label: msg("Stock"),
      value: variant.stock,
      inputMode: "numeric",
      problem: at("stock"),
      hint: msg("vide : autant qu’on veut"),
      span: 3,
      onInput: (stock) => set({ stock }),
    })}
    ${
      form.kind === "good"
        ? checkField(msg("Au poids : vendu à la pièce, payé au kilo une fois pesé"), variant.byWeight, (byWeight) =>
            set({ byWeight }),
          )
        : nothing
    }
    ${variant.byWeight ? weightFields(variant, set, at("weights")) : contentFields(form, variant, set, at("content"))}
    ${form.kind === "good" ? containerField(variant, set) : nothing}
    ${textField({
      label: msg("Votre code"),
      value: variant.sku,
      optional: true,
      span: 3,
      lengthMax: 64,
      onInput: (sku) => set({ sku }),
    })}
  </fieldset>`;
}

function weightFields(variant: VariantForm, set: SetVariant, problem: string): TemplateResult {
  const grams = (label: string, value: string, onInput: (value: string) => void, wrong = ""): TemplateResult =>
    textField({ label, value, inputMode: "numeric", span: 2, problem: wrong, onInput });
  return html`${grams(msg("Au moins, g"), variant.gramsMin, (gramsMin) => set({ gramsMin }), problem)}
  ${grams(msg("D’ordinaire, g"), variant.gramsEstimate, (gramsEstimate) => set({ gramsEstimate }))}
  ${grams(msg("Au plus, g"), variant.gramsMax, (gramsMax) => set({ gramsMax }))}`;
}

function contentFields(form: ItemForm, variant: VariantForm, set: SetVariant, problem: string): unknown {
  if (form.kind === "service") return nothing;
  return html`${textField({
    label: msg("Contenu"),
    value: variant.contentQuantity,
    inputMode: "decimal",
    optional: true,
    span: 3,
    problem,
    onInput: (contentQuantity) => set({ contentQuantity }),
  })}
  ${selectField({
    label: msg("Unité"),
    value: variant.contentUnit,
    span: 3,
    options: [
      ["g", msg("grammes")],
      ["ml", msg("millilitres")],
      ["piece", msg("pièces")],
      ["cm", msg("centimètres")],
    ],
    onChange: (unit) => set({ contentUnit: unit as VariantForm["contentUnit"] }),
  })}`;
}

/** The container that comes back, where the instance knows any. */
function containerField(variant: VariantForm, set: SetVariant): unknown {
  if (instance.containers.length === 0) return nothing;
  return selectField({
    label: msg("Consigne"),
    value: variant.container,
    span: 3,
    options: [["", msg("aucune")], ...instance.containers.map(({ id, name }) => [id, localizedText(name)] as const)],
    onChange: (container) => set({ container }),
  });
}
