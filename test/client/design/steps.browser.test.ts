import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { afterEach, expect, test, vi } from "vitest";
import { LightElement } from "../../../client/design/light-element.ts";
import { Steps } from "../../../client/design/steps.ts";

@customElement("test-by-and-by")
class ByAndBy extends LightElement {
  @property({ attribute: false }) total = 0;
  readonly drawn: number[] = [];
  readonly steps = new Steps(this, () => this.total);

  protected override render(): TemplateResult {
    this.drawn.push(this.steps.taken);
    return html`${this.steps.taken}`;
  }
}

afterEach(() => document.body.replaceChildren());

async function shown(total: number): Promise<ByAndBy> {
  const element = new ByAndBy();
  element.total = total;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test("a page is drawn in as many steps as it has, one a frame, then no more", async () => {
  const element = await shown(3);
  expect(element.drawn).toEqual([0]);
  await vi.waitFor(() => expect(element.steps.taken).toBe(3));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(element.drawn).toEqual([0, 1, 2, 3]);
});

test("other changes in between take no step of their own, nor draw two at once", async () => {
  const element = await shown(4);
  for (let at = 0; at < 5; at++) {
    element.requestUpdate();
    await element.updateComplete;
  }
  expect(new Set(element.drawn)).toEqual(new Set([0]));
  await vi.waitFor(() => expect(element.steps.taken).toBe(4));
  expect(new Set(element.drawn)).toEqual(new Set([0, 1, 2, 3, 4]));
});

test("what comes later is drawn from where it had stopped, and what goes away takes nothing back", async () => {
  const element = await shown(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(element.drawn).toEqual([0]);
  element.total = 2;
  await vi.waitFor(() => expect(element.steps.taken).toBe(2));
  element.total = 1;
  await element.updateComplete;
  element.total = 3;
  await vi.waitFor(() => expect(element.steps.taken).toBe(3));
  expect(element.drawn).toEqual([0, 0, 1, 2, 2, 2, 3]);
});
