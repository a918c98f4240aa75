import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { limits } from "../../crypto/protocol/limits.ts";
import { currencySign, localizedText, numberText } from "../design/format.ts";
import { addRowButton, removeRowButton } from "../design/rows.ts";
import { instance } from "../instance.ts";
import { checkField, selectField, textField, textsField } from "./fields.ts";
import { emptyVariant, type FormPart, type ItemForm, newId, type VariantForm } from "./item-form.ts";
import { reservedOf } from "./reserved.ts";
import { itemProblemText } from "./words.ts";

type SetVariant = (part: Partial<VariantForm>) => void;

/** What an item costs: one price, or its variants, and the rate of its VAT. */
export function pricesSection(part: FormPart): TemplateResult {
  const { form, set } = part;
  return html`<section class="panel pad stack" data-rows>
    <h2>${form.variants.length > 1 ? msg("Variantes et prix") : msg("Prix")}</h2>
    ${form.variants.map((variant, index) => variantFields(part, variant, index))}
    ${
      form.variants.length >= limits.variantsPerItemMax
        ? nothing
        : addRowButton(msg("Ajouter une variante"), () =>
            set({ variants: [...form.variants, emptyVariant(newId("v"))] }),
          )
    }
    ${selectField({
      label: msg("TVA"),
      value: form.vat,
      options: [...new Map(instance.vat.map((rate) => [rate.id, rate])).values()].map((rate) => [
        rate.id,
        `${localizedText(rate.name)} (${numberText(rate.permille / 10)} %)`,
      ]),
      onChange: (vat) => set({ vat }),
    })}
  </section>`;
}

function variantFields(part: FormPart, variant: VariantForm, index: number): TemplateResult {
  const { form, problems } = part;
  const at = (field: string): string => itemProblemText(problems[`variants/${index}/${field}`]);
  const several = form.variants.length > 1;
  const byWeight = variant.byWeight && form.kind === "good";
  const set = (changed: Partial<VariantForm>): void =>
    part.set({ variants: form.variants.map((other, at) => (at === index ? { ...other, ...changed } : other)) });
  return html`<fieldset
    class="plain variant fields"
    data-row
    aria-label=${several ? msg(str`Variante ${index + 1}`) : msg("Prix")}
  >
    ${
      several
        ? html`<div class="c4">
            ${textsField({
              label: msg("Nom de la variante"),
              value: variant.name,
              language: part.language,
              lengthMax: 80,
              onInput: (name) => set({ name }),
            })}
          </div>`
        : nothing
    }
    ${
      several
        ? removeRowButton(
            msg(str`Enlever la variante ${index + 1}`),
            () => part.set({ variants: form.variants.filter((_, other) => other !== index) }),
            { kind: "btn quiet s danger c2 variant-x", text: msg("Enlever") },
          )
        : nothing
    }
    ${textField({
      label: byWeight ? msg(str`Prix par kilo, ${currencySign()}`) : msg(str`Prix, ${currencySign()}`),
      value: variant.price,
      inputMode: "decimal",
      problem: at("price"),
      hint: msg("TVA et taxes comprises"),
      span: 3,
      onInput: (price) => set({ price }),
    })}
    ${stockFields(part, variant, set, at("stock"))}
    ${
      form.kind === "good"
        ? checkField(msg("Au poids : vendu à la pièce, payé au kilo une fois pesé"), variant.byWeight, (weighed) =>
            set({ byWeight: weighed }),
          )
        : nothing
    }
    ${byWeight ? weightFields(variant, set, at) : contentFields(form, variant, set, at)}
    ${form.kind === "good" ? containerField(variant, set) : nothing}
    ${textField({
      label: msg("Votre code"),
      value: variant.sku,
      optional: true,
      span: 3,
      lengthMax: 64,
      onInput: (sku) => set({ sku }),
    })}
    ${
      form.kind === "good"
        ? textField({
            label: msg("Code-barres"),
            value: variant.gtin,
            inputMode: "numeric",
            optional: true,
            span: 3,
            lengthMax: 20,
            problem: at("gtin"),
            onInput: (gtin) => set({ gtin }),
          })
        : nothing
    }
  </fieldset>`;
}

function weightFields(variant: VariantForm, set: SetVariant, at: (field: string) => string): TemplateResult {
  const grams = (label: string, field: "gramsMin" | "gramsEstimate" | "gramsMax"): TemplateResult =>
    textField({
      label,
      value: variant[field],
      inputMode: "numeric",
      span: 2,
      problem: at(field),
      onInput: (value) => set({ [field]: value }),
    });
  return html`${grams(msg("Au moins, g"), "gramsMin")} ${grams(msg("D’ordinaire, g"), "gramsEstimate")}
  ${grams(msg("Au plus, g"), "gramsMax")}`;
}

function contentFields(form: ItemForm, variant: VariantForm, set: SetVariant, at: (field: string) => string): unknown {
  if (form.kind === "service") return nothing;
  return html`${textField({
    label: msg("Contenu"),
    value: variant.contentQuantity,
    inputMode: "decimal",
    optional: true,
    span: 3,
    problem: at("content"),
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
  })}
  ${
    variant.contentUnit === "g" || variant.contentUnit === "ml"
      ? textField({
          label: msg("Poids égoutté, g"),
          value: variant.drained,
          inputMode: "numeric",
          optional: true,
          span: 3,
          problem: at("drained"),
          hint: msg("conserves : c’est lui qui fait le prix au kilo"),
          onInput: (drained) => set({ drained }),
        })
      : nothing
  }`;
}

/** How much there is: counted, as much as is wanted, or made when it is ordered. */
function stockFields(part: FormPart, variant: VariantForm, set: SetVariant, problem: string): TemplateResult {
  const held = reservedOf(part.reserved, part.form.id, variant.id);
  return html`${selectField({
    label: msg("Stock"),
    value: variant.stockKind,
    span: 3,
    options: [
      ["plenty", msg("autant qu’on veut")],
      ["counted", msg("compté")],
      ["on-demand", msg("sur demande")],
    ],
    onChange: (kind) => set({ stockKind: kind as VariantForm["stockKind"] }),
  })}
  ${
    variant.stockKind === "counted"
      ? textField({
          label: msg("Il en reste"),
          value: variant.stock,
          inputMode: "numeric",
          problem,
          span: 3,
          onInput: (stock) => set({ stock }),
        })
      : nothing
  }
  ${
    held === 0
      ? nothing
      : html`<p class="hint c6">
          ${msg(str`${held} de plus sont réservés par des commandes acceptées : ils ont déjà quitté ce nombre, et y reviennent si la commande est annulée.`)}
        </p>`
  }`;
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
