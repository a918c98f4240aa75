/** How long elements may draw one after the other, in milliseconds, before the browser may answer people. */
const drawnAtOnceMax = 6;
/** The next turn comes after so many milliseconds where the browser draws no frames, as in a tab behind others. */
const frameMax = 100;

let begunAt: number | null = null;
const waiting: (() => void)[] = [];

function begin(): void {
  begunAt = performance.now();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    goOn();
  };
  setTimeout(end, frameMax);
  // Once the present frame is on the screen.
  requestAnimationFrame(() => setTimeout(end));
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
 * For an element of which there may be many, in its `scheduleUpdate`: it draws at once while little has been drawn in this
 * frame, else in one of the next, in the order of asking. However many there are to draw, and however slow the phone, what
 * somebody types or touches meanwhile waits for a few of them and no more.
 * @returns undefined when it was drawn; else what resolves once it is, and rejects with what `draw` throws
 */
export function inTurn(draw: () => void): Promise<void> | undefined {
  if (begunAt === null) begin();
  if (waiting.length > 0 || !isTimeLeft()) {
    return new Promise<void>((resolve) => waiting.push(resolve)).then(draw);
  }
  draw();
  return undefined;
}
