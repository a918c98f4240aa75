import { frameDrawn } from "./pause.ts";

/** How long elements may draw one after the other, in milliseconds, before the browser may answer people. */
const drawnAtOnceMax = 3;

let begunAt: number | null = null;
let isComing = false;
const waiting: (() => void)[] = [];

/** A turn is a work of its own: what asks for the first card has just drawn the page around it. */
function beginSoon(): void {
  if (isComing) return;
  isComing = true;
  setTimeout(() => {
    isComing = false;
    begin();
    drawNext();
  });
}

function begin(): void {
  begunAt = performance.now();
  void frameDrawn().then(goOn);
}

function isTimeLeft(): boolean {
  return begunAt !== null && performance.now() - begunAt < drawnAtOnceMax;
}

/** Draws the next one and, once what stands in it is drawn too, those after it. */
function drawNext(): void {
  if (!isTimeLeft()) return;
  waiting.shift()?.();
  if (waiting.length > 0) queueMicrotask(drawNext);
}

function goOn(): void {
  begunAt = null;
  if (waiting.length === 0) return;
  begin();
  drawNext();
}

/**
 * For an element of which there may be many, in its `scheduleUpdate`: it draws once the present work is done, with others
 * for a few milliseconds, else in one of the next frames, in the order of asking. However many there are to draw, and
 * however slow the phone, what somebody types or touches meanwhile waits for a few of them and no more.
 * @returns what resolves once it was drawn, and rejects with what `draw` throws
 */
export async function inTurn(draw: () => void): Promise<void> {
  if (begunAt === null) beginSoon();
  await new Promise<void>((resolve) => waiting.push(resolve));
  draw();
}
