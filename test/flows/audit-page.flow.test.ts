import { createHash } from "node:crypto";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { freePort } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { choose, goTo, takeSeat } from "./people/seat.ts";

// Dominique orders, and looks at what the server has of it: every byte that the page shows has gone over the wire.

const note = "Sonnez deux fois, merci";

let market: SmallMarket;
let browser: Browser;
let proxy: RecordingProxy;
let home: Device;
let desk: Device;

beforeAll(async () => {
  const port = await freePort();
  [market, browser] = await Promise.all([openSmallMarket({ origin: `http://localhost:${port}` }), launchBrowser()]);
  proxy = await startRecordingProxy(port, () => market.server.port);
  home = await newDevice(browser, proxy.origin);
  desk = await newDevice(browser, proxy.origin, { withoutWorker: true });
  await takeSeat(desk.page, market.producer.link);
  await goTo(desk.page, "Commandes");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await keepPictures([home, desk], task.name);
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await market?.close();
});

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Bodies that were put into inboxes, and on boards, by whoever. */
function posted(kind: "inboxes" | "boards"): Buffer[] {
  return proxy.requests
    .filter(({ method, url }) => method === "POST" && url.startsWith(`/relay/${kind}/`))
    .map(({ body }) => body);
}

test("before anything is ordered, anybody reads what is stored of everybody, with how much", async () => {
  await home.page.goto("/");
  await home.page.getByRole("contentinfo").getByRole("link", { name: "Ce que le serveur garde" }).click();
  await home.page.getByRole("heading", { name: "Ce que le serveur garde", level: 1 }).waitFor();
  await home.page.getByRole("heading", { name: "Le plan fermé" }).waitFor();
  const inbox = home.page.getByRole("group").filter({ hasText: "sealed_plane.inbox_envelope" }).first();
  await inbox.locator("summary").click();
  await inbox.getByRole("row", { name: /^received_on jour/ }).waitFor();
});

test("the order that is shown is, byte for byte, the one that went over the wire", async () => {
  await customer.searchFor(home.page, "miel");
  await customer.addToBasket(home.page, "Miel de forêt");
  await customer.goToCheckout(home.page, market.producer.name);
  await customer.createPasskey(home.page);
  await customer.chooseCollection(home.page);
  await customer.chooseFirstWindow(home.page);
  await customer.choosePayment(home.page, "À la remise");
  await customer.writeDownCode(home.page);
  const before = posted("inboxes").length;
  await customer.sendOrder(home.page, note);
  await home.page.getByRole("link", { name: "Ce que le serveur garde de cette commande" }).click();
  await home.page.getByRole("heading", { name: "Ce que le serveur garde de votre commande", level: 1 }).waitFor();
  await home.page.getByText("tel que parti d’ici").waitFor();

  const [sent] = posted("inboxes").slice(before);
  expect(sent).toBeDefined();
  const shown = await home.page.locator("sp-envelope-view [data-digest]").getAttribute("data-digest");
  expect(shown).toBe(sha256(sent!));
  const [download] = await Promise.all([
    home.page.waitForEvent("download"),
    home.page.getByRole("button", { name: /^Les .* octets$/ }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(sent!)).toBe(true);
  // The listing begins with the format's mark; the words of the order are on the right, and in no byte on the left.
  await expect.poll(() => home.page.locator(".dump li").first().innerText()).toMatch(/^0000\s*53 4d 4b 31 00 01/);
  await home.page.locator(".mine").getByText(note).waitFor();
  expect(sent!.includes(Buffer.from(note))).toBe(false);

  // What the server keeps of the token: the hash of its nonce, and the token is the one that was redeemed.
  const paid = proxy.requests.find(({ body }) => body.equals(sent!))?.headers["authorization"] ?? "";
  const token = Buffer.from(/token="([\w-]+)"/.exec(paid)?.[1] ?? "", "base64url");
  expect(token.length).toBe(354);
  const row = home.page.getByRole("row", { name: /^Jeton dépensé/ });
  expect(await row.locator("code").getAttribute("title")).toBe(sha256(token.subarray(2, 34)));
});

test("the stall's answer is read from the board, as it lies there", async () => {
  const path = new URL(home.page.url()).pathname;
  await home.page.goto(path.replace("/audit/", "/orders/"));
  const name = await customer.orderName(home.page);
  await producer.seesIn(desk.page, "Nouvelles", name);
  await producer.accept(desk.page, name);
  await customer.sees(home.page, /acceptée/i);
  await home.page.goto(path);
  await home.page.getByRole("button", { name: "Lire le tableau maintenant" }).click();
  await home.page.getByText(/À cette commande\s: 1\b/).waitFor();
  await choose(home.page.getByRole("radio", { name: `Réponse de ${market.producer.name}` }));
  await home.page.getByText("lu à l’instant").waitFor();
  await home.page.locator(".mine").getByText("order.accept").waitFor();
  const shown = await home.page.locator("sp-envelope-view [data-digest]").getAttribute("data-digest");
  expect(posted("boards").map(sha256)).toContain(shown);
});

test("the log is read whole, and has the stall's key and the program", async () => {
  await home.page.getByRole("button", { name: "Vérifier maintenant" }).click();
  const verdicts = home.page.locator("sp-market-verify .verdicts");
  await verdicts.getByText(`La clé de ${market.producer.name} est celle du journal`).waitFor();
  expect(await verdicts.locator("li.bad").allInnerTexts()).toEqual([]);
  await verdicts.getByText("Le programme servi est celui qui est publié au journal").waitFor();
});

test("the check of the server's answers and of this browser finds nothing", async () => {
  await home.page.getByRole("button", { name: "Contrôler maintenant" }).click();
  const found = home.page.locator("sp-self-check .verdicts");
  await found.waitFor();
  expect(await found.locator("li.bad").allInnerTexts()).toEqual([]);
  expect(await found.locator("li.ok").count()).toBe(9);
  expect(foreignUrls(home, proxy.origin)).toEqual([]);
  expect([...home.troubles, ...desk.troubles]).toEqual([]);
});
