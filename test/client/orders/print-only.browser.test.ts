import { html, render } from "lit";
import { customElement } from "lit/decorators.js";
import { afterEach, expect, test } from "vitest";
import { LightElement } from "../../../client/design/light-element.ts";
import { PrintsOnly } from "../../../client/orders/print-only.ts";
import { receipt } from "../../../client/orders/receipt.ts";
import { foldOrder } from "../../../crypto/protocol/order-fold.ts";
import { placedOn, story } from "../../protocol/an-order.ts";

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

test("a receipt is of a day in a year", () => {
  const view = foldOrder(story().messages, Date.parse(placedOn) + 60_000)!;
  const nobody = { party: null, courier: null, point: null, handoverWords: null, handoverText: null, address: null };
  const said = { thread: view.thread, name: ["a", "b", "c"], partyId: "p", partyName: "Ferme", unread: 0, waiting: [] };
  render(receipt({ ...said, view, ...nobody, bill: null }), document.body);
  expect(document.body.textContent).toContain("2 mars 2026");
});
