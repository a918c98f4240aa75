import { html, render } from "lit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutboxView } from "../../../client/core/api.ts";
import "../../../client/design/elements/outbox.ts";
import type { Outbox } from "../../../client/design/elements/outbox.ts";

let place: HTMLElement;
beforeEach(() => {
  document.documentElement.lang = "fr";
  place = document.body.appendChild(document.createElement("main"));
});
afterEach(() => place.remove());

const waiting = (count: number, failure: string | null = null): OutboxView["waiting"] =>
  Array.from({ length: count }, (_, at) => ({
    id: String(at),
    what: "message" as const,
    since: "2026-11-27T17:18:00.000Z",
    attempts: 0,
    notBefore: "2026-11-30T00:00:00.000Z",
    failure,
  }));

async function draw(view: OutboxView): Promise<HTMLElement> {
  render(html`<sp-outbox></sp-outbox>`, place);
  const element = place.querySelector<Outbox>("sp-outbox");
  if (element === null) throw new Error("There is no outbox.");
  Object.defineProperty(element.outbox, "value", { get: () => view, configurable: true });
  element.requestUpdate();
  await element.updateComplete;
  return element;
}
const lines = (element: HTMLElement): string[] =>
  [...element.querySelectorAll("li")].map((line) => line.textContent?.replace(/\s+/g, " ").trim() ?? "");

test("where nothing waits there is nothing", async () => {
  expect((await draw({ online: true, waiting: [] })).textContent?.trim()).toBe("");
});

test.each([1, 5, 6])("each of %s is named", async (count) => {
  const named = lines(await draw({ online: true, waiting: waiting(count) }));
  expect(named).toHaveLength(count);
  expect(named[0]).toMatch(/^Un message vendredi 27 novembre/);
});

test("of many five are named and the rest is counted; why they wait stands before them", async () => {
  const element = await draw({ online: true, waiting: waiting(1_203, "token/none") });
  expect(lines(element)).toHaveLength(6);
  expect(lines(element).at(-1)).toMatch(/^et 1.198 autres$/);
  const reason = [...element.querySelectorAll("p")].find((line) => line.textContent?.includes("Cette semaine"));
  const list = element.querySelector("ul");
  expect(reason && list && reason.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
