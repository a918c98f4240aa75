import { afterAll, beforeAll, expect, test } from "vitest";
import { signRequest } from "../../crypto/request-signature.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import { createLog } from "../../server/log.ts";
import { type RunningServer, runServer } from "../../server/run-server.ts";
import { readSettings } from "../../server/settings.ts";
import { envelopeOf, framesOf } from "../support/envelopes.ts";
import { readEvents } from "../support/event-reader.ts";
import { loggableForm } from "../../server/statements/statement-book.ts";
import { writeStatements } from "../../server/statements/statement-store.ts";
import { readLog } from "../support/log-reader.ts";
import { type Founded, foundInstance, newSigner, partyBody, stated } from "../support/market-statements.ts";
import { until } from "../support/server-process.ts";
import { addressOf, pathOf, startTestServer, type TestServer } from "../support/test-server.ts";

// Two servers of one PostgreSQL, which share the folder of the day keys.

let first: TestServer;
let second: RunningServer;
let market: Founded;
beforeAll(async () => {
  first = await startTestServer("postgresql");
  market = await foundInstance(first);
  await first.mint("relay");
  const settings = readSettings({
    PORT: "0",
    DATA_DIR: first.dataDir,
    DATABASE_URL: first.postgres!.url,
    LOG_LEVEL: "silent",
    RELAY_PER_MINUTE: "0",
  });
  second = await runServer(settings, createLog("silent"));
});
afterAll(async () => {
  await second.close();
  await first.stop();
});

const paid = async () => ({ authorization: tokenHeader(await first.mint("relay")) });
const signed = (signer: ReturnType<typeof newSigner>, path: string) => ({
  authorization: signRequest({ method: "GET", path, body: new Uint8Array() }, signer.pair, Date.now() / 1000),
});

test("an envelope that one takes in is announced and given out by the other", async () => {
  const party = newSigner();
  const events = pathOf("inboxEvents", addressOf(party.pair));
  const reader = await readEvents(second.url + events, signed(party, events));
  await reader.until(1);
  const envelope = envelopeOf();
  await first.call("postEnvelope", { params: { party: party.name }, body: envelope });
  await reader.until(2);
  reader.close();
  const path = pathOf("listEnvelopes", addressOf(party.pair), "after=0");
  const answer = await fetch(second.url + path, { headers: signed(party, path) });
  const listed = framesOf(new Uint8Array(await answer.arrayBuffer()));
  expect(listed.map(({ content }) => content)).toEqual([envelope]);
});

test("the same bytes sent to both at once are new to exactly one", async () => {
  const party = newSigner();
  const path = pathOf("postEnvelope", { party: party.name });
  for (let round = 0; round < 10; round++) {
    const body = new Uint8Array(envelopeOf());
    const headers = await paid();
    const answers = await Promise.all(
      [first.url, second.url, first.url, second.url].map((url) => fetch(url + path, { method: "POST", body, headers })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(3);
  }
});

test("a reader who goes on after a cursor misses nothing that two servers took in", async () => {
  const party = newSigner();
  const path = pathOf("postEnvelope", { party: party.name });
  const seen: number[] = [];
  const sending = { on: true };
  const read = async (): Promise<void> => {
    const list = pathOf("listEnvelopes", addressOf(party.pair), `after=${seen.at(-1) ?? 0}`);
    const answer = await fetch(first.url + list, { headers: signed(party, list) });
    seen.push(...framesOf(new Uint8Array(await answer.arrayBuffer())).map(({ cursor }) => cursor));
  };
  const follow = async (): Promise<void> => {
    while (sending.on) await read();
  };
  const following = follow();
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) =>
      fetch((index % 2 === 0 ? first.url : second.url) + path, {
        method: "POST",
        body: new Uint8Array(envelopeOf()),
        headers: await paid(),
      }),
    ),
  );
  sending.on = false;
  await following;
  await read();
  expect(seen).toHaveLength(200);
});

test("a server that is told to end at once, or after much news, does not linger", async () => {
  const party = newSigner();
  const post = () => first.call("postEnvelope", { params: { party: party.name }, body: envelopeOf() });
  for (const before of [async () => undefined, () => Promise.all(Array.from({ length: 150 }, post))]) {
    await before();
    const started = performance.now();
    await first.restart();
    expect(performance.now() - started).toBeLessThan(2_500);
  }
});

test("a statement that one takes in is in the other's catalogue", async () => {
  const reader = await readEvents(`${second.url}/catalogue/events`);
  await reader.until(1);
  const listOf = async () =>
    (await (await fetch(`${second.url}/catalogue`)).json()) as { instance: string; packs: readonly object[] };
  const before = await listOf();
  await market.newParty("Nouvelle");
  await reader.until(2);
  reader.close();
  const list = await listOf();
  expect(list.instance).toBe(market.instance.name);
  expect(list.packs).not.toEqual(before.packs);
});

test("statements that both take in at once are in one log, each once, and in both catalogues", async () => {
  const parties = Array.from({ length: 40 }, newSigner);
  const post = (url: string, at: number) =>
    fetch(`${url}/statements`, {
      method: "POST",
      body: new Uint8Array(stated(parties[at]!, "party", partyBody(`Laiterie ${at}`)).wire),
    });
  const before = await readLog(first.url);
  const answers = await Promise.all(parties.map((_, at) => post(at % 2 === 0 ? first.url : second.url, at)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  const { checkpoint, entries } = await readLog(second.url, [before.checkpoint]);
  expect(checkpoint.note).toEqual((await readLog(first.url)).checkpoint.note);
  const authors = entries.slice(before.entries.length).map(({ author }) => author);
  expect(authors.toSorted()).toEqual(parties.map(({ name }) => name).toSorted());
  const holdsAll = async (server: RunningServer) =>
    parties.every(({ name }) => server.app.statements.book.get("party", name, name) !== null);
  for (const server of [first.running, second]) await until("both have read all", () => holdsAll(server));
});

test("what a server left pending when it died, the other integrates and shows with its next", async () => {
  const [lost, next] = [newSigner(), newSigner()];
  const form = loggableForm(stated(lost, "party", partyBody("Laissée")));
  expect(await writeStatements(first.running.database.db, [form])).toEqual(["written"]);
  const { book } = second.app.statements;
  expect(book.get("party", lost.name, lost.name)).toBeNull();
  const { wire } = stated(next, "party", partyBody("Suivante"));
  await fetch(`${second.url}/statements`, { method: "POST", body: new Uint8Array(wire) });
  expect(book.get("party", lost.name, lost.name)).not.toBeNull();
  const { entries } = await readLog(second.url);
  expect(entries.slice(-2).map(({ author }) => author)).toEqual([lost.name, next.name]);
});
