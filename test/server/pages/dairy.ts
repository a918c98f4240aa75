import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Item, Party } from "../../../crypto/protocol/exports.ts";
import { type Founded, foundInstance, partyBody, type Signer, stated } from "../../support/market-statements.ts";
import { readPage, type ReadPage } from "../../support/public-page.ts";
import { startTestServer, type TestServer } from "../../support/test-server.ts";

/** A name that would be markup. */
export const hostile = `<img src=x onerror="document.title='taken'"></script><script>alert(1)</script>`;

/** A producer with everything that its page can say. */
export const dairy: Party = {
  ...partyBody("Ferme <des> Trois Noyers"),
  trade: { fr: "fromagerie à Jussy", de: "Käserei in Jussy" },
  story: { fr: "On a repris les noyers avant les vaches.\n\nLes vaches sont venues pour l’ombre." },
  category: "food/dairy",
  place: { street: "Chemin des Noyers 4", postcode: "1254", town: "Jussy", lat: 46.23, lon: 6.26 },
  phone: "+41225550174",
  vatRegistered: true,
  hours: [{ weekday: 3, from: "15:00", to: "18:30" }],
  ordering: {
    acceptWithinHours: 24,
    leadHours: 12,
    minimumMinor: 1500,
    collection: [{ weekday: 6, from: "08:00", to: "13:00" }],
    couriers: [],
    payments: [{ method: "at-handover", means: ["cash"] }],
  },
};

/** An item in two variants, by fixed price and by weight, with two labels granted and one that is not. */
export const tomme: Item = {
  id: "tomme-0.4kg",
  kind: "good",
  name: { fr: "Tomme fermière", de: "Hoftomme" },
  summary: { fr: "Neuf semaines de cave." },
  category: "food/dairy/cheese",
  variants: [
    { id: "demi", name: { fr: "Demi" }, priceMinor: 780, content: { quantity: 850_000, unit: "g" } },
    {
      id: "piece",
      name: { fr: "Pièce" },
      priceMinor: 1120,
      weighed: { pricePerKgMinor: 2800, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 },
      deposit: { container: "jar-500g", amountMinor: 50 },
      gtin: "7612345678900",
    },
  ],
  vat: "reduced",
  labels: ["terre-d-ici", "lait-cru", "not-granted"],
  allergens: { milk: "yes", nuts: "traces", gluten: "no" },
  season: [4, 5],
  origin: { fr: "Jussy" },
};

/** An item whose every text would be markup. */
export const hostileItem: Item = {
  id: "hostile",
  kind: "good",
  name: { fr: hostile.slice(0, 120) },
  description: { fr: hostile },
  category: "food/dairy/cheese",
  variants: [{ id: "a", name: { fr: hostile.slice(0, 80) }, priceMinor: 100, sku: "</script><b>" }],
  vat: "reduced",
};

/** A service, in a category that has no card. */
export const lesson: Item = {
  id: "lecon",
  kind: "service",
  name: { fr: "Fabriquer sa tomme" },
  category: "services",
  variants: [{ id: "a", priceMinor: 6000 }],
  vat: "standard",
  service: { durationMinutes: 90, place: "ours" },
};

/** A server at https://market.example with a small client and one dairy on its market. */
export interface PagesServer {
  readonly server: TestServer;
  readonly market: Founded;
  readonly party: Signer;
  /** Asks as a browser does, without following. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  read(path: string): Promise<ReadPage>;
  itemPath(id: string, language?: string): string;
  stallPath(language?: string): string;
  /** Publishes the dairy's page anew. */
  publish(body: Party): Promise<void>;
  stop(): Promise<void>;
}

/** Opens it, on an embedded database. */
export async function openPagesServer(): Promise<PagesServer> {
  const clientDir = mkdtempSync(join(tmpdir(), "smartketplace-client-"));
  mkdirSync(join(clientDir, "assets"));
  mkdirSync(join(clientDir, "art", "cards"), { recursive: true });
  writeFileSync(join(clientDir, "index.html"), "<!doctype html><title>shop</title>");
  writeFileSync(join(clientDir, "assets", "pages-B4xK9aQz.css"), "body { color: black }");
  writeFileSync(join(clientDir, "art", "cards", "cheese-wedge-rose.jpg"), "a picture");
  const server = await startTestServer("embedded", { CLIENT_DIR: clientDir, ORIGIN: "https://market.example" });
  const market = await foundInstance(server);
  const party = await market.newParty("Ferme");
  let revision = 1;
  const publish = async (body: Party): Promise<void> => {
    revision += 1;
    const answer = await market.send(stated(party, "party", body, { revision }));
    if (answer.status !== 201) throw new Error(`Refused: ${answer.code}`);
  };
  await publish(dairy);
  const all = { name: { fr: "Tout" }, items: [tomme, hostileItem, lesson] };
  await market.send(stated(party, "shelf", all, { subject: "a" }));
  const judgement = { status: "accredited" as const, labels: ["terre-d-ici", "lait-cru"], keyCompared: true };
  await market.send(stated(market.steward, "accreditation", judgement, { subject: party.name, revision: 2 }));
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(server.url + path, { headers: { accept: "text/html,*/*;q=0.8", ...headers }, redirect: "manual" });
  return {
    server,
    market,
    party,
    get,
    read: async (path) => readPage(await (await get(path)).text()),
    itemPath: (id, language = "fr") => `/p/${language}/item/${party.name}/${id}`,
    stallPath: (language = "fr") => `/p/${language}/stall/${party.name}`,
    publish,
    async stop() {
      await server.stop();
      rmSync(clientDir, { recursive: true, force: true });
    },
  };
}
