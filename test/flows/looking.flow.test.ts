import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ready } from "../../crypto/sodium.ts";
import type { Item, Picture } from "../../crypto/protocol/exports.ts";
import { readImageFile } from "../../crypto/protocol/image-file.ts";
import { joinPicture, splitPicture } from "../../crypto/protocol/picture-file.ts";
import { openDevice, producerParty, publish } from "../client/core/support/people.ts";
import { type Device, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { type RecordedRequest, type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { freePort } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";

// Two people look at different things, and a third at nothing. The wire between them and the server is tapped: what it
// carries is the same, request for request. The last test shows that one request for one picture would be seen.

const words = ["Abricot", "Brioche", "Cerise", "Datte", "Estragon", "Framboise", "Girolle", "Houblon"] as const;
const itemsPerStall = 40;

let market: SmallMarket;
let proxy: RecordingProxy;
let browser: Browser;
let otherStall: string;
const devices: Device[] = [];

/** Photographs as a producer's device would write them: real ones, so that Chromium shows them. */
async function photographs(count: number): Promise<(Omit<Picture, "digest"> & { digest: string; body: Uint8Array })[]> {
  const page = await (await browser.newContext()).newPage();
  const drawn = await page.evaluate(async (many: number) => {
    const made: string[][] = [];
    for (let index = 0; index < many; index++) {
      const sizes: string[] = [];
      for (const [width, height] of [
        [96, 120],
        [320, 400],
      ] as const) {
        const canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = height;
        const context = canvas.getContext("2d")!;
        context.fillStyle = `hsl(${index * 31} 60% 60%)`;
        context.fillRect(0, 0, width, height);
        context.fillStyle = "#fff";
        context.fillText(String(index), 10, height / 2);
        sizes.push(canvas.toDataURL("image/jpeg", 0.6).split(",")[1] ?? "");
      }
      made.push(sizes);
    }
    return made;
  }, count);
  await page.context().close();
  return drawn.map(([thumbnail = "", sharp = ""]) => {
    // Without the colour profile that Chromium writes along.
    const bare = (image: string) => readImageFile(Buffer.from(image, "base64"))?.bare ?? new Uint8Array();
    const body = joinPicture({ thumbnail: bare(thumbnail), sharp: bare(sharp) });
    return {
      digest: splitPicture(body).name,
      placeholder: "pwgKDwJ_mIeDhnhaeGenl3Z59hJqTrAJ",
      width: 320,
      height: 400,
      body,
    };
  });
}

/** Gives the market's stall, and a second one, forty items each with pictures. Returns the second's id. */
async function stock(): Promise<string> {
  const keeper = await openDevice(`http://127.0.0.1:${market.server.port}`);
  await keeper.market.createAccountWithCode();
  for (const { link } of [market.producer, market.steward]) {
    await keeper.market.joinWithInvitation(link.split("#")[1] ?? "");
  }
  const second = await keeper.market.openStall(producerParty([], { name: "Le Second Étal" }));
  await keeper.until("catalogue", () => keeper.core.catalogue.statement("party", second, second) !== null);
  await keeper.market.accredit(market.steward.partyId, second, { status: "accredited", labels: [], keyCompared: true });
  const pictures = await photographs(2 * itemsPerStall);
  for (const [index, party] of [market.producer.partyId, second].entries()) {
    const key = keeper.core.session.partyKey(party);
    const own = pictures.slice(index * itemsPerStall, (index + 1) * itemsPerStall);
    const items: Item[] = [];
    for (const [number, { body, ...picture }] of own.entries()) {
      const { transport } = keeper.core.platform;
      await transport.request("putMedia", { params: { digest: picture.digest }, body, sign: key });
      const word = words[number % words.length]!;
      items.push({
        id: `i${number}`,
        kind: "good",
        name: { fr: `${word} ${index === 0 ? "du premier" : "du second"} ${number}` },
        category: "food/honey",
        variants: [{ id: "v", priceMinor: 500 + number }],
        vat: "reduced",
        pictures: [picture],
      });
    }
    await publish(keeper.core, key, { type: "shelf", subject: "images", body: { name: { fr: "Images" }, items } });
  }
  await keeper.close();
  return second;
}

beforeAll(async () => {
  await ready();
  const port = await freePort();
  [market, browser] = await Promise.all([openSmallMarket({ origin: `http://localhost:${port}` }), launchBrowser()]);
  otherStall = await stock();
  proxy = await startRecordingProxy(port, () => market.server.port);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures(devices, task.name);
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await market?.close();
});

/** What one person looks at. */
interface Journey {
  readonly word: string;
  readonly item: string;
  readonly stall: () => string;
}

/** Files of the client, as against what is asked of the market. */
const isClientFile = (path: string): boolean =>
  !/^\/(catalogue|pictures|media|statements|account|spaces|relay|demo\.json)/.test(path);

/** A request as the wire shows it: what is asked, what came back, how long that was. A stream has no length. */
function line({ method, url, answer }: RecordedRequest): string {
  return `${method} ${url} ${answer.status} ${url.endsWith("/events") ? "stream" : answer.bytes}`;
}

/**
 * A visit as the wire shows it. Several connections carry it side by side, so arrival is in no order; the order is that in
 * which the browser made its requests, of the catalogue and of the pictures, which go their ways at the same time.
 */
interface Wire {
  readonly said: readonly string[];
  readonly clientFiles: readonly string[];
  readonly catalogueInOrder: readonly string[];
  readonly picturesInOrder: readonly string[];
}

/** Waits until every pack of thumbnails that the list names is on the device. */
async function allThumbnailsAreHere(page: Page, from: number): Promise<void> {
  const list = (await (await fetch(`http://127.0.0.1:${market.server.port}/pictures`)).json()) as {
    thumbnails: { digest: string }[];
  };
  expect(list.thumbnails.length).toBeGreaterThan(1);
  const last = list.thumbnails.at(-1)!.digest;
  await expect
    .poll(() => proxy.requests.slice(from).some(({ url, answer }) => url.endsWith(last) && answer.bytes > 0), {
      timeout: 30_000,
    })
    .toBe(true);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
}

/** One visit with a new device, from the first page to the basket; `journey` is null for who looks at nothing. */
async function visit(journey: Journey | null, more: (page: Page) => Promise<void> = async () => {}): Promise<Wire> {
  const from = proxy.requests.length;
  const device = await newDevice(browser, proxy.origin, { passkeys: false });
  devices.push(device);
  const { page } = device;
  /** Opens a page anew, and stays until the core has asked all that it asks by itself: once, then when it listens, then the log. */
  let opened = 0;
  const open = async (path: string): Promise<void> => {
    await page.goto(path);
    opened += 1;
    const answered = (end: string) =>
      proxy.requests.slice(from).filter(({ url, answer }) => url === end && answer.status > 0).length;
    await expect
      .poll(() => ["/catalogue", "/catalogue/events", "/pictures", "/log/checkpoint"].map(answered), {
        timeout: 60_000,
      })
      .toEqual([2 * opened, opened, opened, opened]);
  };
  await open("/");
  await page.getByRole("heading", { level: 1, name: "Ce qui se fait par ici." }).waitFor();
  await allThumbnailsAreHere(page, from);
  if (journey !== null) {
    await page.getByRole("combobox", { name: "Chercher" }).fill(journey.word);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: new RegExp(`« ${journey.word} »`) }).waitFor();
    const card = page.getByRole("link", { name: journey.item, exact: true });
    await card.click();
    await page.getByRole("heading", { level: 1, name: journey.item }).waitFor();
    // The picture is really there, and not its placeholder.
    await page.locator(".hero-print img[src^='blob:']").waitFor();
    await more(page);
    await page.getByRole("button", { name: "Ajouter au panier" }).first().click();
    await open(`/stall/${journey.stall()}`);
    await page.locator("main h1").first().waitFor();
    await page.locator(".card-pic img[src^='blob:']").first().waitFor();
    await open("/basket");
    await page.getByRole("heading", { name: "Votre panier" }).waitFor();
    await page.getByRole("link", { name: journey.item }).first().waitFor();
  } else {
    await open("/");
    await open("/");
  }
  // Whatever a page would still ask for, it has asked by the time that a question to the core has been answered.
  await page.waitForLoadState("load");
  await expect
    .poll(() =>
      proxy.requests
        .slice(from)
        .every(({ url, answer }) => answer.bytes > 0 || /events|logout/.test(url) || answer.status >= 300),
    )
    .toBe(true);
  expect(device.troubles).toEqual([]);
  await device.close();
  const requests = proxy.requests.slice(from);
  const paths = device.urls.filter((url) => url.startsWith("http")).map((url) => new URL(url).pathname);
  return {
    said: requests
      .filter(({ url }) => !isClientFile(url))
      .map(line)
      .sort(),
    clientFiles: requests
      .filter(({ url }) => isClientFile(url))
      .map(line)
      // Whether there is a newer shop the browser asks when it likes.
      .filter((said) => said !== "GET /service-worker.js 304 0")
      .sort(),
    catalogueInOrder: paths.filter((path) => path.startsWith("/catalogue") && !path.endsWith("/events")),
    picturesInOrder: paths.filter((path) => path.startsWith("/pictures")),
  };
}

const first: Journey = { word: "abricot", item: "Abricot du premier 0", stall: () => market.producer.partyId };
const second: Journey = { word: "houblon", item: "Houblon du second 15", stall: () => otherStall };

describe("looking at things", () => {
  test("two journeys that look at different things make the same requests in number, order, path and size", async () => {
    const [one, other] = [await visit(first), await visit(second)];
    expect(one.said.some((said) => said.includes("/pictures/thumbnails/"))).toBe(true);
    expect(one.said.filter((said) => said.includes("/media/"))).toEqual([]);
    expect(one.picturesInOrder.length).toBeGreaterThan(2);
    expect(other).toEqual(one);
    const { clientFiles: _, ...nothing } = await visit(null);
    expect(one).toMatchObject(nothing);
  });

  test("however many pages are opened, nothing is asked, not even for the icon in the tab", async () => {
    const device = await newDevice(browser, proxy.origin, { passkeys: false });
    devices.push(device);
    const { page } = device;
    const before = proxy.requests.length;
    await page.goto("/");
    await allThumbnailsAreHere(page, before);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Ce qui se fait par ici." }).waitFor();
    await page.getByRole("combobox", { name: "Chercher" }).fill("abricot");
    await page.keyboard.press("Enter");
    const cards = page.locator("sp-search-page sp-item-card h3 a");
    await cards.nth(2).waitFor();
    await page.waitForTimeout(3_000);
    const from = proxy.requests.length;
    for (const index of [0, 1, 2]) {
      await cards.nth(index).click();
      await page.locator("sp-item-page h1").waitFor();
      await page.goBack();
      await cards.nth(2).waitFor();
    }
    await page.waitForTimeout(2_000);
    await device.close();
    expect(proxy.requests.slice(from).map(line)).toEqual([]);
  });

  test("one request for one picture would be seen", async () => {
    const leak = async (page: Page): Promise<void> => {
      const digest = await page.evaluate(async () => {
        const list = (await (await fetch("/pictures/sharper")).json()) as { packs: { digest: string }[] };
        return list.packs[0]?.digest ?? "";
      });
      await page.evaluate((name) => fetch(`/media/${name}`), digest);
    };
    const [quiet, leaking] = [await visit(first), await visit(first, leak)];
    expect(leaking).not.toEqual(quiet);
    expect(leaking.said.filter((said) => !quiet.said.includes(said)).map((said) => said.split(" ")[1])).toEqual([
      expect.stringMatching(/^\/media\//),
      "/pictures/sharper",
    ]);
  });
});
