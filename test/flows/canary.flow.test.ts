import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { dumpEmbedded, dumpPostgres, filesBelow } from "../support/database-dump.ts";
import { databaseKinds, startPostgres, type TestPostgres } from "../support/databases.ts";
import { findText, type Sought } from "../support/hidden-text.ts";
import { type Device, foreignUrls, keepPictures, launchBrowser, newDevice } from "../support/people.ts";
import { type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { freePort } from "../support/server-process.ts";
import { openSmallMarket, type SmallMarket } from "../support/small-market.ts";
import * as courier from "./people/courier.ts";
import * as customer from "./people/customer.ts";
import * as producer from "./people/producer.ts";
import { goTo, takeSeat } from "./people/seat.ts";

// A whole order with words that exist nowhere else, over a wire that is tapped. Afterwards they are looked for in all that
// left the browsers and all that the server kept. test/attacks/canary-forms.test.ts shows that the search finds them in
// every form; the last test of this file that it looks in the right places.

const door = {
  name: "Zéphyrine Quarzfeld",
  street: "Impasse du Canari-Violet 77",
  postcode: "1205",
  phone: "+41 79 813 55 47",
  note: "Siffler trois fois le merle",
};
const words = {
  search: "tommequisiffle",
  orderNote: "Sans croûte, pour la perruche Ottilie",
  question: "La volière est-elle au frais ?",
  answer: "Au frais, oui, près du ruisseau Ondine",
};

describe.each(databaseKinds)("marked words of a whole order, on %s", (kind) => {
  let postgres: TestPostgres | null = null;
  let market: SmallMarket;
  let proxy: RecordingProxy;
  let browser: Browser;
  const devices: Device[] = [];
  const sought: Sought[] = [
    door.name,
    door.street,
    door.phone,
    door.phone.replaceAll(" ", ""),
    door.note,
    ...Object.values(words),
  ];

  const device = async (screen: "phone" | "desktop" = "desktop") => {
    const opened = await newDevice(browser, proxy.origin, { screen });
    devices.push(opened);
    return opened;
  };

  beforeAll(async () => {
    const port = await freePort();
    postgres = kind === "postgresql" ? await startPostgres({ durable: false }) : null;
    [market, browser] = await Promise.all([
      openSmallMarket({
        origin: `http://localhost:${port}`,
        ...(postgres !== null && { databaseUrl: postgres.url }),
      }),
      launchBrowser(),
    ]);
    proxy = await startRecordingProxy(port, () => market.server.port);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPictures(devices, `${kind} ${task.name}`);
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await market?.close();
    await postgres?.stop();
  });

  test("the order is made, delivered and talked about", async () => {
    const [home, desk, bike] = await Promise.all([device(), device(), device("phone")]);
    await Promise.all([takeSeat(desk.page, market.producer.link), takeSeat(bike.page, market.courier.link)]);
    await goTo(desk.page, "Commandes");
    await home.page.goto("/");
    await home.page.getByRole("combobox", { name: "Chercher" }).first().fill(words.search);
    await home.page.keyboard.press("Enter");
    await home.page.getByRole("heading", { name: words.search, level: 1 }).waitFor();
    await home.page.getByRole("combobox", { name: "Chercher" }).first().fill("tomme");
    await customer.addToBasket(home.page, "Tomme au poids");
    await customer.goToCheckout(home.page, market.producer.name);
    await customer.createPasskey(home.page);
    await customer.chooseDelivery(home.page, door);
    await customer.chooseFirstWindow(home.page);
    await customer.choosePayment(home.page, "À la remise");
    const code = await customer.writeDownCode(home.page);
    await customer.sendOrder(home.page, words.orderNote);
    const name = await customer.orderName(home.page);
    await producer.accept(desk.page, name);
    await courier.take(bike.page, market.producer.name, name);
    await customer.writeToStall(home.page, market.producer.name, words.question);
    await desk.page.getByText(words.question).first().waitFor();
    await producer.answer(desk.page, name, words.answer);
    await customer.sees(home.page, words.answer);
    await producer.prepare(desk.page, name, 407);
    await courier.openRound(bike.page);
    await courier.fetchFrom(bike.page, market.producer.name);
    expect(await bike.page.locator("body").innerText()).toContain(door.street);
    const said = await customer.handoverWords(home.page);
    await courier.handOver(bike.page, said);
    await customer.sees(home.page, "Remise contre votre code");
    await home.page.reload();
    await customer.sees(home.page, words.answer);
    await customer.signOut(home.page);
    await home.page.goto("/orders");
    await home.page.getByRole("button", { name: "Entrer avec ma clé d’accès" }).click();
    await home.page.getByRole("link", { name: market.producer.name }).waitFor();

    // What else nobody else may have: the code, the words of the order, what was in the basket, what the passkeys gave.
    const outputs = devices.flatMap(({ passkeyOutputs }) => passkeyOutputs);
    expect(outputs.length).toBeGreaterThanOrEqual(4);
    sought.push(
      code,
      code.replaceAll("-", ""),
      said.join(" "),
      said.join("-"),
      name,
      `${market.producer.partyId}/tomme`,
      '"variant":"piece"',
      ...outputs.map((bytes) => ({ name: "what a passkey gave", bytes })),
    );
  });

  test("no request carried any of it, nor its secrets", () => {
    expect(proxy.requests.length).toBeGreaterThan(50);
    const findings = proxy.requests.flatMap(({ method, url, headers, body }, index) => {
      const place = `request ${index}: ${method} ${url.slice(0, 80)}`;
      const head = Buffer.from(`${method} ${url}\n${JSON.stringify(headers)}`);
      return [...findText(`${place}, head`, head, sought), ...findText(`${place}, body`, body, sought)];
    });
    expect(findings).toEqual([]);
  });

  test("no cookie and no referrer came to relay, spaces, statements, catalogue or media; nobody else was asked", () => {
    const bare = proxy.requests.filter(({ url }) => /^\/(relay|spaces|statements|catalogue|media)\b/.test(url));
    expect(bare.length).toBeGreaterThan(20);
    const carrying = bare.filter(({ headers }) => "cookie" in headers || "referer" in headers);
    expect(carrying.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
    expect(devices.flatMap((each) => foreignUrls(each, proxy.origin))).toEqual([]);
    expect(devices.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  test("nothing that the server wrote down holds any of it", async () => {
    const live = postgres === null ? "" : await dumpPostgres(postgres.url);
    await market.server.stop();
    const rows = postgres === null ? await dumpEmbedded(market.dataDir) : live;
    await postgres?.interrupt();
    const files = [
      ...(await filesBelow(market.dataDir)),
      ...(postgres?.dataFolder ? await filesBelow(postgres.dataFolder) : []),
    ];
    const log = market.server.log();

    const findings = [
      ...findText("database", Buffer.from(rows), sought),
      ...files.flatMap(({ path, bytes }) => findText(`file ${path}`, bytes, sought)),
      ...findText("log", Buffer.from(log), sought),
    ];
    expect(findings).toEqual([]);

    // The search looks in the right places: what is public is found in each of them.
    const stall = ["La Ruche d’Essai"];
    expect(rows).toContain("-- sealed_plane.board_reply");
    expect(findText("database", Buffer.from(rows), stall)).not.toEqual([]);
    expect(files.flatMap(({ path, bytes }) => findText(path, bytes, stall))).not.toEqual([]);
    expect(log).toContain("postReply");
  });

  test("the tap hears what is said on the wire", async () => {
    await fetch(`${proxy.origin}/planted?at=${encodeURIComponent(door.street)}`).catch(() => undefined);
    const planted = proxy.requests.find(({ url }) => url.startsWith("/planted"));
    expect(findText("planted", Buffer.from(planted?.url ?? ""), [door.street])).not.toEqual([]);
  });
});
