import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../client/design/tokens.css";
import "../../../client/design/base.css";
import "../../../client/shell/shell.css";
import "../../../client/shell/narrow-bars.css";
import "../../../client/desk/desk.css";
import { type DeskPlace, deskFrame, deskTitle, deskWaiting } from "../../../client/desk/desk-frame.ts";

let place: HTMLElement;
beforeEach(() => {
  document.documentElement.lang = "fr";
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(async () => {
  place.remove();
  await page.viewport(800, 600);
});

function show(name: string, lines: number, places: readonly DeskPlace[] = []): void {
  const frame = {
    partyId: "party",
    name,
    trade: "pains",
    home: null,
    stripes: [0, 1, 2, 3, 4, 5, 6, 7],
    places,
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

test("the room is what one skips to, and what the tab says first", async () => {
  const one = (label: string, current: boolean): DeskPlace => ({
    href: "/",
    label,
    icon: "package",
    current,
    count: 0,
  });
  const places = [one("Commandes", false), one("Articles", true)];
  expect(deskTitle(places, "Fournil")).toBe("Articles · Fournil");
  expect(deskTitle([], "Fournil")).toBe("Fournil");
  show("Fournil", 1, places);
  place.querySelector("#room")!.append(document.createElement("button"));
  location.hash = "#room";
  await userEvent.keyboard("{Tab}");
  expect(document.activeElement?.localName).toBe("button");
  history.replaceState(null, "", location.pathname + location.search);
});

test("at a desk the rail goes all the way down", async () => {
  await page.viewport(1440, 900);
  show("Fournil", 1);
  expect(heightOf(".rail")).toBeGreaterThanOrEqual(880);
});

test("what stands under Plus closes by Escape, which leads back to it, and when the focus goes on", async () => {
  await page.viewport(390, 844);
  const one = (href: string): DeskPlace => ({ href, label: href, icon: "package", current: false, count: 0 });
  show("Fournil", 1, ["/a", "/b"].map(one));
  const summary = place.querySelector<HTMLElement>(".more-tab summary")!;
  const isOpen = (): boolean => place.querySelector<HTMLDetailsElement>(".more-tab")!.open;
  summary.click();
  await expect.poll(isOpen).toBe(true);
  place.querySelector<HTMLElement>(".more-list a")!.focus();
  await userEvent.keyboard("{Escape}");
  expect(isOpen()).toBe(false);
  expect(document.activeElement).toBe(summary);
  summary.click();
  await expect.poll(isOpen).toBe(true);
  const outside = place.appendChild(document.createElement("button"));
  outside.focus();
  expect(isOpen()).toBe(false);
});

test("a desk that is still opening has the heading of the place that will stand there, and whoever has no seat is told so alone", () => {
  render(deskWaiting(null, "Articles"), place);
  expect([...place.querySelectorAll("h1")].map(({ textContent }) => textContent)).toEqual(["Articles"]);
  expect(place.querySelector("[role=status]")?.textContent).toContain("Le bureau s’ouvre");
  render(deskWaiting(false, "Articles"), place);
  expect([...place.querySelectorAll("h1")].map(({ textContent }) => textContent)).toEqual([
    "Vous n’avez pas de place à ce bureau.",
  ]);
});
