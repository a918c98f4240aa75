import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { townAt } from "../../crypto/protocol/town.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { type AddressField, addressFields, type AddressFields, addressLengths, emptyAddress } from "./address.ts";

interface FieldLook {
  readonly label: string;
  readonly autocomplete: AutoFill;
  /** Columns of six; all where it is left out. */
  readonly columns?: 2 | 4;
  readonly optional?: boolean;
  readonly hint?: string;
  readonly type?: "text" | "tel";
  readonly mode?: "numeric" | "tel";
}

function look(field: AddressField): FieldLook {
  switch (field) {
    case "name":
      return { label: msg("Nom"), autocomplete: "name", hint: msg("Celui de la sonnette.") };
    case "street":
      return { label: msg("Rue et numéro"), autocomplete: "address-line1" };
    case "extra":
      return {
        label: msg("Étage, code d’entrée, chez…"),
        autocomplete: "address-line2",
        optional: true,
      };
    case "postcode":
      return { label: msg("Code postal"), autocomplete: "postal-code", columns: 2, mode: "numeric" };
    case "town":
      return { label: msg("Localité"), autocomplete: "address-level2", columns: 4 };
    case "phone":
      return {
        label: msg("Téléphone"),
        autocomplete: "tel",
        type: "tel",
        mode: "tel",
        hint: msg("Si la porte ne s’ouvre pas."),
      };
    case "note":
      return {
        label: msg("Un mot pour qui vient à la porte"),
        autocomplete: "off",
        optional: true,
        hint: msg("Par exemple : sonner deux fois."),
      };
  }
}

/**
 * The fields of an address. Fires `sp-address`, its detail being all fields, at each change; `wrong` shows what is wrong
 * below each field. {@link AddressForm.focusFirstWrong} leads there.
 */
@customElement("sp-address-form")
export class AddressForm extends LightElement {
  @property({ attribute: false }) fields: AddressFields = emptyAddress(null, null);
  @property({ attribute: false }) wrong: Partial<Record<AddressField, string>> = {};

  #change(field: AddressField, value: string): void {
    let fields = { ...this.fields, [field]: value };
    if (field === "postcode") {
      const town = townAt(instance, value);
      const untouched =
        fields.town === "" || instance.postcodes.some((each) => townAt(instance, each.postcode) === fields.town);
      if (town !== null && untouched) fields = { ...fields, town };
    }
    this.fields = fields;
    this.dispatchEvent(new CustomEvent<AddressFields>("sp-address", { detail: fields, bubbles: true }));
  }

  /** Moves focus to the first field that is wrong; false when none is. */
  focusFirstWrong(): boolean {
    const first = addressFields.find((field) => this.wrong[field] !== undefined);
    if (first === undefined) return false;
    this.querySelector<HTMLInputElement>(`#address-${first}`)?.focus();
    return true;
  }

  #field(field: AddressField): TemplateResult {
    const { label, autocomplete, columns, optional, hint, type, mode } = look(field);
    const wrong = this.wrong[field];
    const below = wrong ?? hint;
    return html`<div
      class="field ${columns === undefined ? "" : `columns-${columns}`} ${wrong === undefined ? "" : "err"}"
    >
      <label for="address-${field}"
        >${label} ${optional === true ? html`<span class="optional">${msg("(facultatif)")}</span>` : nothing}</label
      >
      <input
        id="address-${field}"
        name=${field}
        type=${type ?? "text"}
        inputmode=${mode ?? nothing}
        autocomplete=${autocomplete}
        maxlength=${addressLengths[field]}
        ?required=${optional !== true}
        aria-invalid=${wrong === undefined ? "false" : "true"}
        aria-describedby=${below === undefined ? nothing : `address-${field}-hint`}
        .value=${this.fields[field]}
        @input=${(event: InputEvent) => this.#change(field, (event.target as HTMLInputElement).value)}
      />
      ${below === undefined ? nothing : html`<p class="hint" id="address-${field}-hint">${below}</p>`}
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<div class="fields">${addressFields.map((field) => this.#field(field))}</div>`;
  }
}
