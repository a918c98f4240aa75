import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Picture } from "../../../crypto/protocol/exports.ts";
import { readImageFile } from "../../../crypto/protocol/image-file.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import "../../../client/design/tokens.css";
import "../../../client/design/web-awesome.css";
import "../../../client/design/base.css";
import "../../../client/stall/stall.css";
import type { ItemPictures } from "../../../client/stall/item-pictures.ts";

// The core is a stand-in that keeps what it is given; decoding, cutting and writing are the browser's own.

const sent: { thumbnail: Uint8Array; sharp: Uint8Array }[] = [];
vi.mock("../../../client/market.ts", async (original) => ({
  ...(await original<object>()),
  market: {
    addPicture: async (_party: string, picture: { thumbnail: Uint8Array; sharp: Uint8Array }) => {
      sent.push(picture);
      return `digest-${sent.length}`.padEnd(43, "x");
    },
    ownPicture: async () => null,
    picture: async () => null,
    watch: async () => () => undefined,
  },
}));

await import("../../../client/stall/item-pictures.ts");

/** A photograph of two halves, red on the left and blue on the right. */
async function photograph(width: number, height: number, type = "image/png", name = "photo.png"): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#d00";
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = "#00d";
  context.fillRect(width / 2, 0, width / 2, height);
  return new File([await canvas.convertToBlob({ type })], name, { type });
}

let element: ItemPictures;
let latest: readonly Picture[] = [];

beforeEach(async () => {
  sent.length = 0;
  latest = [];
  element = document.createElement("sp-item-pictures");
  element.party = "party";
  element.addEventListener("pictures", (event) => {
    latest = (event as CustomEvent<readonly Picture[]>).detail;
  });
  document.body.append(element);
  await element.updateComplete;
});
afterEach(() => element.remove());

async function give(...files: readonly File[]): Promise<void> {
  const input = element.querySelector<HTMLInputElement>("input[type=file]")!;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
  await element.settled();
  await element.updateComplete;
}

async function colourAt(image: Uint8Array, part: number): Promise<"red" | "blue" | "other"> {
  const bitmap = await createImageBitmap(new Blob([image as Uint8Array<ArrayBuffer>]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  const [red = 0, , blue = 0] = context.getImageData(Math.floor(bitmap.width * part), 5, 1, 1).data;
  return red > 150 && blue < 80 ? "red" : blue > 150 && red < 80 ? "blue" : "other";
}

describe("the pictures of an item", () => {
  test("are cut in the middle, written in two sizes without metadata, and get a placeholder", async () => {
    await give(await photograph(2000, 1000));
    expect(latest).toHaveLength(1);
    const [{ width, height, placeholder }] = latest as [Picture];
    expect(width / height).toBeCloseTo(0.8, 2);
    expect(placeholder).toMatch(/^[\w-]{20,43}$/);
    const { thumbnail, sharp } = sent[0]!;
    expect(thumbnail.length).toBeLessThanOrEqual(3200);
    expect(sharp.length).toBeLessThanOrEqual(limits.sharpPictureBytesMax);
    for (const size of [thumbnail, sharp]) expect(readImageFile(size)?.bare?.length).toBe(size.length);
    expect([await colourAt(sharp, 0.1), await colourAt(sharp, 0.9)]).toEqual(["red", "blue"]);
  });

  test("that cannot be read are refused with a reason, each beside the others, which are taken", async () => {
    const heic = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode("ftypheicxxxxmif1")]);
    await give(
      new File([heic], "IMG_1.HEIC", { type: "image/heic" }),
      new File([], "vide.jpg", { type: "image/jpeg" }),
      new File(["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"], "dessin.svg", {
        type: "image/svg+xml",
      }),
      await photograph(400, 500),
    );
    expect(latest).toHaveLength(1);
    const said = [...element.querySelectorAll(".picture-coming.bad")].map((one) => one.textContent);
    expect(said).toHaveLength(3);
    expect(said[0]).toContain("HEIC");
    expect(said[1]).toContain("vide.jpg");
    await page.getByRole("button", { name: "Compris" }).first().click();
    expect(element.querySelectorAll(".picture-coming.bad")).toHaveLength(2);
  });

  test("are at most as many as an item may have, and that is said", async () => {
    element.max = 2;
    await element.updateComplete;
    await give(await photograph(80, 100), await photograph(160, 200), await photograph(40, 50));
    expect(latest).toHaveLength(2);
    await expect.element(page.getByText(/2 images au plus/)).toBeVisible();
    expect(element.querySelector("input[type=file]")).toBeNull();
  });

  test("change places by keyboard, and the focus goes with them", async () => {
    await give(await photograph(80, 100), await photograph(160, 200), await photograph(40, 50));
    const [a, b, c] = latest.map(({ digest }) => digest);
    element.querySelector<HTMLElement>("[aria-label='Reculer l’image 1']")!.focus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toBe("Reculer l’image 2");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => latest.map(({ digest }) => digest)).toEqual([b, c, a]);
    // At the end this way is shut: the other one has the focus.
    await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toBe("Avancer l’image 3");
    await expect.element(page.getByText("Image en place 3 sur 3.")).toBeInTheDocument();
  });

  test("change places by dragging", async () => {
    await give(await photograph(80, 100), await photograph(160, 200));
    const [a, b] = latest.map(({ digest }) => digest);
    const [first, second] = [...element.querySelectorAll("figure")];
    first!.dispatchEvent(new DragEvent("dragstart", { bubbles: true }));
    second!.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: new DataTransfer() }));
    await expect.poll(() => latest.map(({ digest }) => digest)).toEqual([b, a]);
  });

  test("are described, removed, and put back where they were with what was said of them", async () => {
    await give(await photograph(80, 100), await photograph(160, 200));
    await userEvent.fill(page.getByRole("textbox", { name: "Ce qu’on y voit, image 1" }), "Un pain");
    await userEvent.tab();
    expect(latest[0]?.alt).toEqual({ fr: "Un pain" });
    const before = latest;
    await page.getByRole("button", { name: "Enlever l’image 1" }).click();
    expect(latest).toHaveLength(1);
    await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("La remettre");
    await page.getByRole("button", { name: "La remettre" }).click();
    expect(latest).toEqual(before);
  });

  test("are cut anew: the frame moves by keyboard, stays inside, and what was said of the picture stays", async () => {
    await give(await photograph(2000, 1000));
    await userEvent.fill(page.getByRole("textbox", { name: "Ce qu’on y voit, image 1" }), "Deux couleurs");
    await userEvent.tab();
    await page.getByRole("button", { name: "Recadrer l’image 1" }).click();
    await expect.poll(() => document.activeElement?.className).toBe("crop-stage");
    for (let press = 0; press < 40; press++) await userEvent.keyboard("{ArrowLeft}");
    await page.getByRole("button", { name: "Recadrer", exact: true }).click();
    await expect.poll(() => sent.length).toBe(2);
    await expect.poll(() => latest[0]?.digest).toMatch(/^digest-2/);
    expect(latest[0]?.alt).toEqual({ fr: "Deux couleurs" });
    const { sharp } = sent[1]!;
    expect([await colourAt(sharp, 0.1), await colourAt(sharp, 0.9)]).toEqual(["red", "red"]);
  });
});
