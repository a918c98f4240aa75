import { QrCreator } from "@konnorr/qr-creator";

/** What stands on each canvas: not in an attribute, where whatever reads the page would find it. */
const drawn = new WeakMap<HTMLCanvasElement, string>();

/**
 * Draws a text as a code to scan, as wide as the canvas, black on white in any light, with level M of correction (what
 * EPC069-12 asks for). What is drawn already is left as it is; "" is none.
 */
export function drawScanCode(canvas: HTMLCanvasElement | null, text: string | null | undefined): void {
  if (canvas === null || !text || drawn.get(canvas) === text) return;
  drawn.set(canvas, text);
  const size = canvas.width;
  QrCreator.render({ text, ecLevel: "M", fill: "#000000", background: "#ffffff", radius: 0, size }, canvas);
}
