import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/shell/shell.css";
import "../../../client/desk/desk.css";
import { deskFrame } from "../../../client/desk/desk-frame.ts";

let place: HTMLElement;
beforeEach(() => {
  document.documentElement.lang = "fr";
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(async () => {
  place.remove();
  await page.viewport(800, 600);
});

function show(name: string, lines: number): void {
  const frame = {
    partyId: "party",
    name,
    trade: "pains",
    home: null,
    stripes: [0, 1, 2, 3, 4, 5, 6, 7],
    places: [],
    tabs: 0,
    online: true,
    waiting: 0,
    content: Array.from({ length: lines }, () => html`<p>Rien n’attend.</p>`),
  };
  render(deskFrame(frame), place);
}
const heightOf = (selector: string): number => place.querySelector(selector)!.getBoundingClientRect().height;

test.each([
  ["Fournil", 1],
  ["Fournil", 200],
  ["<b>W</b>".repeat(8), 1],
])("on a phone the bar of a desk is a bar, however little or much is below it: %s, %i lines", async (name, lines) => {
  await page.viewport(390, 844);
  show(name, lines);
  expect(heightOf(".rail")).toBeLessThan(130);
  expect(heightOf(".desk")).toBeGreaterThanOrEqual(843);
  expect(place.querySelector("b b")).toBeNull();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test("at a desk the rail goes all the way down", async () => {
  await page.viewport(1440, 900);
  show("Fournil", 1);
  expect(heightOf(".rail")).toBeGreaterThanOrEqual(880);
});
