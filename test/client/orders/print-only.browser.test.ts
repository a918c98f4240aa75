import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { afterEach, expect, test } from "vitest";
import { LightElement } from "../../../client/design/light-element.ts";
import { PrintsOnly } from "../../../client/orders/print-only.ts";

@customElement("test-printed")
class Printed extends LightElement {
  readonly printing = new PrintsOnly(this, "poster");

  protected override render(): unknown {
    return html`<article>Poster</article>`;
  }
}

const printed = (): string | undefined => document.body.dataset["print"];
/** What a browser does when somebody prints, by whichever of its ways. */
const begin = () => void dispatchEvent(new Event("beforeprint"));
const end = () => void dispatchEvent(new Event("afterprint"));

afterEach(() => {
  document.body.replaceChildren();
  end();
});

test("while its page is open, its part is alone on the paper, and the page is whole again afterwards", () => {
  document.body.append(new Printed());
  expect(printed()).toBeUndefined();
  begin();
  expect(printed()).toBe("poster");
  end();
  expect(printed()).toBeUndefined();
});

test("once its page is left, others print as they are, also when it was left while printing", () => {
  const page = new Printed();
  document.body.append(page);
  begin();
  page.remove();
  expect(printed()).toBeUndefined();
  begin();
  expect(printed()).toBeUndefined();
});
