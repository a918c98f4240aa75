import { render } from "lit";
import { expect, test } from "vitest";
import type { CheckoutInputs, CheckoutView } from "../../../client/checkout/checkout-view.ts";
import { whenSection } from "../../../client/checkout/sections.ts";

/** What stands where a time is chosen, with none to choose from. */
function shown(how: CheckoutView["how"], asking: boolean): HTMLElement {
  const view = { how, windows: [], window: null, late: false, wrong: {} } as unknown as CheckoutView;
  const inputs = { choices: [], draft: {}, group: {} } as unknown as CheckoutInputs;
  const place = document.createElement("div");
  render(
    whenSection(view, inputs, asking, false, () => undefined),
    place,
  );
  return place;
}

test.each(["collection", "pickup"] as const)("%s: nothing is said to be closed before it is known", (how) => {
  const waiting = shown(how, true);
  expect(waiting.textContent).not.toContain("ouvert");
  expect(waiting.querySelector(".skel-block, .skel")).not.toBeNull();
  expect(shown(how, false).textContent).toContain("Aucun retrait n’est ouvert ces jours-ci.");
});
