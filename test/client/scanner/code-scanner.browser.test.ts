import { encodeQR } from "qr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../../../client/scanner/code-scanner.ts";
import type { CodeScanner } from "../../../client/scanner/code-scanner.ts";

// The camera is a canvas: its pictures go through a real stream and a real video.
let shown = "";
let streams: MediaStream[] = [];
let scanner: CodeScanner;

function draw(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (shown === "") return;
  context.fillStyle = "black";
  encodeQR(shown, "raw", { ecc: "medium", border: 4 }).forEach((row, y) =>
    row.forEach((isDark, x) => isDark && context.fillRect(80 + x * 8, 60 + y * 8, 8, 8)),
  );
}

function camera(): MediaStream {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  draw(canvas);
  const timer = setInterval(() => draw(canvas), 40);
  const stream = canvas.captureStream(25);
  stream.getVideoTracks()[0]?.addEventListener("ended", () => clearInterval(timer));
  streams.push(stream);
  return stream;
}

const dialog = () => scanner.querySelector("dialog");
const live = () => streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === "live");

beforeEach(async () => {
  shown = "";
  streams = [];
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockImplementation(async () => camera());
  scanner = document.createElement("sp-code-scanner");
  scanner.heading = "Scanner";
  document.body.append(scanner);
  await scanner.updateComplete;
});
afterEach(() => {
  scanner.remove();
  vi.restoreAllMocks();
});

test("what the camera sees is read and taken; then the camera is let go", async () => {
  const read: string[] = [];
  scanner.take = (text) => {
    read.push(text);
    return null;
  };
  shown = "herbe gravier pomme";
  await scanner.open();
  await expect.poll(() => read).toEqual(["herbe gravier pomme"]);
  await expect.poll(() => dialog()?.open).toBe(false);
  expect(live()).toEqual([]);
});

test("a wrong code is said, and the camera goes on looking until the right one comes", async () => {
  let taken = "";
  scanner.take = (text) => {
    if (text !== "right") return "Not this one.";
    taken = text;
    return null;
  };
  shown = "wrong";
  await scanner.open();
  await expect.poll(() => dialog()?.querySelector("[role=status]")?.textContent).toContain("Not this one.");
  expect(live()).toHaveLength(1);
  shown = "right";
  await expect.poll(() => taken).toBe("right");
});

test("closing lets the camera go at once, by its button, by Escape, and when the page goes", async () => {
  const ways: readonly (() => void)[] = [
    () => scanner.querySelector<HTMLButtonElement>("button")?.click(),
    () => dialog()?.close(),
    () => scanner.remove(),
  ];
  for (const close of ways) {
    await scanner.open();
    expect(live()).toHaveLength(1);
    close();
    await expect.poll(live).toEqual([]);
  }
});

test("a camera that comes after the scanner was closed is let go", async () => {
  let give: (stream: MediaStream) => void = () => undefined;
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockImplementation(() => new Promise((resolve) => (give = resolve)));
  const opening = scanner.open();
  await expect.poll(() => dialog()?.open).toBe(true);
  scanner.close();
  give(camera());
  await opening;
  expect(live()).toEqual([]);
  expect(dialog()?.open).toBe(false);
});

test.each([
  ["NotAllowedError", "n’est pas permise"],
  ["NotFoundError", "Aucune caméra ne répond"],
  ["NotReadableError", "Aucune caméra ne répond"],
])("%s is said in words, and may be tried again", async (name, words) => {
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockRejectedValue(new DOMException("", name));
  await scanner.open();
  await expect.poll(() => dialog()?.querySelector("[role=alert]")?.textContent).toContain(words);
  scanner.close();
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockImplementation(async () => camera());
  await scanner.open();
  await expect.poll(() => dialog()?.querySelector("video") !== null).toBe(true);
});
