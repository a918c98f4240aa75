import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import { languageName } from "./fields.ts";
import { missingTexts, type TextFieldName } from "./form-texts.ts";
import type { ItemForm } from "./item-form.ts";

function fieldText(field: TextFieldName): string {
  switch (field) {
    case "name":
      return msg("le nom");
    case "summary":
      return msg("la phrase");
    case "description":
      return msg("la description");
    case "ingredients":
      return msg("les ingrédients");
    case "origin":
      return msg("l’origine");
    case "variants":
      return msg("les variantes");
  }
}

/** Chooses the language in which an item's texts are shown, and says of each what it still lacks. */
export function languageBar(form: ItemForm, language: string, onLanguage: (language: string) => void): unknown {
  const [source = "fr"] = instance.languages;
  if (instance.languages.length < 2) return nothing;
  const missing = missingTexts(form, source, language);
  return html`<div class="language-bar stack-s">
    <div class="chips" role="group" aria-label=${msg("Langue des textes")}>
      ${instance.languages.map((one) => languageChip(form, source, one, one === language, onLanguage))}
    </div>
    ${
      missing.length === 0
        ? nothing
        : html`<p class="hint" role="status">
            ${msg(str`Il manque ici : ${missing.map(fieldText).join(", ")}. Sans traduction, les clients lisent le texte en ${languageName(source)}.`)}
          </p>`
    }
  </div>`;
}

function languageChip(
  form: ItemForm,
  source: string,
  language: string,
  on: boolean,
  onLanguage: (language: string) => void,
): TemplateResult {
  const count = missingTexts(form, source, language).length;
  const isEmpty = (form.name[language] ?? "").trim() === "";
  const name = languageName(language);
  return html`<button
    type="button"
    class="chip ${on ? "on" : ""}"
    aria-pressed=${on ? "true" : "false"}
    @click=${() => onLanguage(language)}
  >
    ${name}${
      count === 0
        ? isEmpty
          ? nothing
          : html`${icon("check")}<span class="vh">${msg("complet")}</span>`
        : html`<span class="tag sun num">${count}</span
            ><span class="vh">${count === 1 ? msg("texte manque") : msg("textes manquent")}</span>`
    }
  </button>`;
}
