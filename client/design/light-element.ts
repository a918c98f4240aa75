import { updateWhenLocaleChanges } from "@lit/localize";
import { LitElement, type PropertyValues } from "lit";

/**
 * Base of pages and own elements: renders into the light DOM, so that `base.css` and each folder's own style sheet
 * apply, ids can be referred to across elements, and forms and headings are one document. Renders again when the
 * language changes.
 */
export class LightElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    // What stood here before the element was upgraded (the static first screen) has been replaced by now.
    this.removeAttribute("data-static");
  }
}
