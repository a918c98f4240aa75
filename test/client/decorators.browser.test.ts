import { html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { expect, test } from "vitest";

// The same compiler settings as the elements of client/: a class field that shadowed Lit's accessor would never render.
@customElement("sp-decorators-test")
class DecoratorsTest extends LitElement {
  @property({ type: Number }) amount = 1;
  @state() private touched = false;

  touch(): void {
    this.touched = true;
  }

  protected override render() {
    return html`<p>${this.amount} ${this.touched ? "touched" : "new"}</p>`;
  }
}

test("a decorated field of an element is reactive in Chromium", async () => {
  const element = document.createElement("sp-decorators-test") as DecoratorsTest;
  document.body.append(element);
  await element.updateComplete;
  expect(element.shadowRoot?.textContent).toBe("1 new");
  element.amount = 7;
  element.touch();
  await element.updateComplete;
  expect(element.shadowRoot?.textContent).toBe("7 touched");
  expect(Object.hasOwn(element, "amount")).toBe(false);
  element.remove();
});
