import { afterEach, beforeEach, expect, test } from "vitest";
import { type Movement, movement } from "../../../client/map/movement.ts";
import type { View } from "../../../client/map/projection.ts";

let stage: HTMLElement;
let pin: HTMLElement;
let moving: Movement;
const views: View[] = [];

beforeEach(() => {
  // The browser of the tests has no touchscreen of its own.
  Object.defineProperty(navigator, "maxTouchPoints", { value: 5, configurable: true });
  stage = document.body.appendChild(document.createElement("div"));
  stage.style.cssText = "position:fixed;inset:0 auto auto 0;width:400px;height:400px";
  pin = stage.appendChild(document.createElement("button"));
  views.length = 0;
  moving = movement(
    stage,
    () => ({ width: 400, height: 400 }),
    false,
    (view) => views.push(view),
  );
  moving.limit(
    [0.1, 64],
    [
      [-1e6, -1e6],
      [1e6, 1e6],
    ],
  );
});
afterEach(() => {
  moving.end();
  stage.remove();
  Reflect.deleteProperty(navigator, "maxTouchPoints");
});

/** One finger on the pin, one on the ground, so many pixels apart: an event of the first, as browsers make it. */
function finger(type: string, apart: number, target: HTMLElement = pin, left: readonly number[] = [1, 2]): boolean {
  const at = (identifier: number) =>
    new Touch({
      identifier,
      target: identifier === 1 ? pin : stage,
      clientX: 200 + (identifier === 1 ? -apart : apart) / 2,
      clientY: 200,
    });
  const touches = left.map(at);
  const changedTouches = target === pin ? [at(1)] : [at(2)];
  const targetTouches = touches.filter((touch) => touch.target === target);
  return target.dispatchEvent(
    new TouchEvent(type, { bubbles: true, cancelable: true, touches, targetTouches, changedTouches }),
  );
}
const near = (): number => views.at(-1)?.k ?? 1;

function pinch(from: number, to: number): void {
  finger("touchmove", from);
  finger("touchmove", from, stage);
  finger("touchmove", to);
  finger("touchmove", to, stage);
}

test("a pinch with a finger on a pin goes on when the pin goes away under it", () => {
  finger("touchstart", 100, pin, [1]);
  finger("touchstart", 100, stage);
  pinch(100, 150);
  expect(near()).toBeCloseTo(1.5, 1);
  pin.remove();
  pinch(150, 300);
  expect(near()).toBeCloseTo(3, 1);
  expect(finger("touchmove", 310)).toBe(false);
});

test("a finger that is lifted where its pin was is lifted: the next gesture begins anew", () => {
  finger("touchstart", 100, pin, [1]);
  finger("touchstart", 100, stage);
  pinch(100, 200);
  pin.remove();
  finger("touchend", 200, pin, [2]);
  finger("touchend", 200, stage, []);
  const before = near();
  stage.append(pin);
  finger("touchstart", 300, pin, [1]);
  finger("touchstart", 300, stage);
  pinch(300, 300);
  expect(near()).toBeCloseTo(before, 5);
});

test("a map that is gone hears of no finger any more", () => {
  finger("touchstart", 100, pin, [1]);
  finger("touchstart", 100, stage);
  moving.end();
  pin.remove();
  const seen = views.length;
  pinch(100, 300);
  finger("touchend", 300, pin, [2]);
  expect(views).toHaveLength(seen);
});
