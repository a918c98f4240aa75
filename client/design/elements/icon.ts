import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { IconName } from "../icon-names.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

/** An icon as an element; in templates `icon()` is lighter. */
@customElement("sp-icon")
export class IconElement extends LightElement {
  @property() name: IconName | undefined;

  protected override render(): unknown {
    return this.name === undefined ? nothing : html`${icon(this.name)}`;
  }
}
