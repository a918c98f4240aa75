import { QrCreator } from "@konnorr/qr-creator";

/** Draws a text as a code to scan, black on white in any light; what is drawn already is left as it is. */
export function drawScanCode(canvas: HTMLCanvasElement | null, text: string | undefined): void {
  if (canvas === null || text === undefined || canvas.dataset["text"] === text) return;
  canvas.dataset["text"] = text;
  QrCreator.render({ text, ecLevel: "M", fill: "#000000", background: "#ffffff", radius: 0, size: 512 }, canvas);
}
