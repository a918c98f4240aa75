import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LightElement } from "../../../client/design/light-element.ts";
import { inTurn } from "../../../client/design/turns.ts";

/** How long one takes to draw, in milliseconds: a slow phone's. */
let cost = 0;
const drawn: number[] = [];

@customElement("test-one-of-many")
class OneOfMany extends LightElement {
  number = 0;
  fails = false;

  protected override scheduleUpdate(): Promise<void> | undefined {
    return inTurn(() => void super.scheduleUpdate());
  }

  protected override render(): TemplateResult {
    if (this.fails) throw new TypeError("not to be drawn");
    const end = performance.now() + cost;
    while (performance.now() < end);
    drawn.push(this.number);
    return html`${this.number}`;
  }
}

beforeEach(async () => {
  drawn.length = 0;
  cost = 0;
  // A turn of the test before is over.
  await new Promise((resolve) => setTimeout(resolve, 50));
});
afterEach(() => document.body.replaceChildren());

function many(count: number): OneOfMany[] {
  const all = Array.from({ length: count }, (_, index) => Object.assign(new OneOfMany(), { number: index }));
  document.body.append(...all);
  return all;
}
const order = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test("one that stands alone is drawn at once", async () => {
  const [element] = many(1);
  await element?.updateComplete;
  expect(drawn).toEqual([0]);
});

test("many are drawn all, in their order, and other work comes in between", async () => {
  cost = 4;
  const all = many(20);
  const drawnWhenAsked: number[] = [];
  const asking = setInterval(() => drawnWhenAsked.push(drawn.length), 0);
  await Promise.all(all.map((each) => each.updateComplete));
  clearInterval(asking);
  expect(drawn).toEqual(order(20));
  expect(drawnWhenAsked.length).toBeGreaterThan(3);
  // Never more between two answers than fit into their time, and the one that ends it.
  const steps = drawnWhenAsked.map((count, index) => count - (drawnWhenAsked[index - 1] ?? 0));
  expect(Math.max(...steps)).toBeLessThanOrEqual(4);
});

test("what changes while it waits is drawn once, as it is then", async () => {
  cost = 8;
  const all = many(4);
  await Promise.resolve();
  all[3]!.number = 30;
  all[3]!.requestUpdate();
  await Promise.all(all.map((each) => each.updateComplete));
  expect(drawn).toEqual([0, 1, 2, 30]);
});

test("one that fails stops no other, and says so", async () => {
  cost = 8;
  const failed = vi.fn();
  const all = many(3);
  all[1]!.fails = true;
  const told = all.map((each) => each.updateComplete.catch(failed));
  await Promise.all(told);
  expect(failed).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(drawn).toEqual([0, 2]));
});

test("what is gone before its turn keeps nobody waiting", async () => {
  cost = 8;
  const all = many(5);
  all[2]!.remove();
  await Promise.all(all.map((each) => each.updateComplete));
  expect(document.body.textContent).toBe("0134");
});

test("where no frame is drawn, as in a tab behind others, all is drawn all the same", async () => {
  cost = 8;
  const frames = vi.spyOn(globalThis, "requestAnimationFrame").mockReturnValue(0);
  const all = many(4);
  await Promise.all(all.map((each) => each.updateComplete));
  expect(drawn).toEqual(order(4));
  expect(frames).toHaveBeenCalled();
  frames.mockRestore();
});
