import { select } from "d3-selection";
import "d3-transition";
import { zoom, type ZoomTransform, zoomIdentity } from "d3-zoom";
import type { Box, Size, View } from "./projection.ts";

/** How a map is moved, besides by hand. */
export interface Movement {
  /** Moves what is seen by pixels of the screen: positive goes east and south. */
  readonly moveBy: (dx: number, dy: number) => void;
  /** Comes nearer by a factor, around the middle. */
  readonly nearer: (factor: number) => void;
  readonly show: (view: View, smoothly: boolean) => void;
  /** How far it may go: the nearness, and the part of the map. */
  readonly limit: (scales: readonly [min: number, max: number], box: Box) => void;
  readonly end: () => void;
}

const moveMs = 260;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether an event of the hand moves the map, or is the page's: its scroll, its buttons. */
function movesMap(event: Event, shareTouch: boolean): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if (event.type === "dblclick") return !(event.target as Element).closest("button");
  if (globalThis.TouchEvent !== undefined && event instanceof TouchEvent) {
    return !shareTouch || event.touches.length > 1;
  }
  return !(event as MouseEvent).button && !(event as MouseEvent).ctrlKey;
}

const laterTouches = ["touchmove", "touchend", "touchcancel"] as const;

/**
 * A finger belongs to what it came down on, also when that goes away under it, as pins and names do while the map comes
 * nearer: what the stage would then no longer hear of is passed on to it. Returns what ends it.
 */
function followFingers(stage: HTMLElement): () => void {
  const pass = (event: TouchEvent): void => {
    const target = event.currentTarget as HTMLElement;
    if (!stage.contains(target)) {
      const { touches, targetTouches, changedTouches } = event;
      const lists = { touches: [...touches], targetTouches: [...targetTouches], changedTouches: [...changedTouches] };
      const again = new TouchEvent(event.type, { cancelable: true, ...lists });
      if (!stage.dispatchEvent(again) && event.cancelable) event.preventDefault();
    }
    if (event.targetTouches.length > 0) return;
    for (const type of laterTouches) target.removeEventListener(type, pass);
  };
  const begin = ({ target }: TouchEvent): void => {
    if (target === stage) return;
    for (const type of laterTouches) target?.addEventListener(type, pass as EventListener, { passive: false });
  };
  stage.addEventListener("touchstart", begin, { passive: true, capture: true });
  return () => stage.removeEventListener("touchstart", begin, { capture: true });
}

/** Powers of two by which one turn of a wheel, or one report of a pinch, zooms at most: as far as the button does. */
const wheelMax = Math.log2(1.6);

/** The library's own measure, bounded: with Ctrl held it takes a wheel's coarse notches for a pinch's fine ones. */
function wheelDelta({ deltaY, deltaMode }: WheelEvent): number {
  const perUnit = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.02 : 0.5;
  return Math.max(-wheelMax, Math.min(wheelMax, -deltaY * perUnit));
}

/**
 * Lets a stage be moved. The wheel scrolls the page unless Ctrl is held (as a pinch on a touchpad says it); with
 * `shareTouch` one finger scrolls the page too, and two move the map. `moved` is told each new view, and whether a hand
 * did it.
 */
export function movement(
  stage: HTMLElement,
  size: () => Size,
  shareTouch: boolean,
  moved: (view: View, byHand: boolean) => void,
): Movement {
  let view: View = { k: 1, x: 0, y: 0 };
  /** Where a running movement will end. */
  let goal: View | null = null;
  const behaviour = zoom<HTMLElement, unknown>()
    .extent(() => [
      [0, 0],
      [size().width, size().height],
    ])
    .filter((event: Event) => movesMap(event, shareTouch))
    .clickDistance(6)
    .wheelDelta(wheelDelta)
    .duration(still.matches ? 0 : moveMs)
    .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: Event | null }) => {
      view = { k: transform.k, x: transform.x, y: transform.y };
      if (sourceEvent !== null) goal = null;
      moved(view, sourceEvent !== null);
    });
  const selection = select<HTMLElement, unknown>(stage).call(behaviour);
  const endFollowing = followFingers(stage);
  // What it sets on the stage itself is the style sheet's to say.
  stage.style.removeProperty("-webkit-tap-highlight-color");

  const show = ({ k, x, y }: View, smoothly: boolean): void => {
    const { width, height } = size();
    const screen: [[number, number], [number, number]] = [
      [0, 0],
      [width, height],
    ];
    const asked = zoomIdentity.translate(x, y).scale(k);
    const transform = behaviour.constrain()(asked, screen, behaviour.translateExtent());
    if (smoothly && !still.matches) {
      behaviour.transform(selection.transition().duration(moveMs), transform);
      goal = transform;
    } else {
      goal = null;
      behaviour.transform(selection.interrupt(), transform);
    }
  };

  return {
    moveBy: (dx, dy) => {
      goal = null;
      behaviour.translateBy(selection, -dx / view.k, -dy / view.k);
    },
    nearer: (factor) => {
      // From the goal, so that two quick presses come as near as two slow ones.
      const from = goal ?? view;
      const [min, max] = behaviour.scaleExtent();
      const k = Math.min(max, Math.max(min, from.k * factor));
      const { width, height } = size();
      const kept = (middle: number, start: number): number => middle - ((middle - start) * k) / from.k;
      show({ k, x: kept(width / 2, from.x), y: kept(height / 2, from.y) }, true);
    },
    show,
    limit: ([min, max], [[left, top], [right, bottom]]) => {
      behaviour.scaleExtent([min, max]).translateExtent([
        [left, top],
        [right, bottom],
      ]);
    },
    end: () => {
      selection.interrupt().on(".zoom", null);
      endFollowing();
    },
  };
}
