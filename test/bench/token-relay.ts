import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import { toBase64url } from "../../crypto/bytes.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import { epochLastDay, epochOf } from "../../crypto/protocol/token-epochs.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { addressLimiter } from "../../server/client-address.ts";
import { migrateToLatest } from "../../server/database/migrate.ts";
import { type Db, openEmbedded, openPostgres } from "../../server/database/open-database.ts";
import { dayOf } from "../../server/days.ts";
import { createEventHub } from "../../server/event-hub.ts";
import { createLog } from "../../server/log.ts";
import { openDayKeys } from "../../server/relay/day-keys.ts";
import type { InboxArrival, Posted } from "../../server/relay/envelope-store.ts";
import { groupCommit } from "../../server/relay/group-commit.ts";
import { createInboxCounts } from "../../server/relay/inbox-counts.ts";
import { createRelay, inboxTopic, type Relay } from "../../server/relay/relay.ts";
import { createRelayPost } from "../../server/relay/relay-post.ts";
import { createStatementBook } from "../../server/statements/statement-book.ts";
import { openIssuerKeys } from "../../server/tokens/issuer-keys.ts";
import { createTokenKeys, type TokenKeys } from "../../server/tokens/token-keys.ts";

// The relay alone, in a process of its own: `tsx token-relay.ts with|without <data folder> [<database URL>]`. "with" is the
// product's; "without" is the same but for what tokens cost: none is verified, and none is stored. Such a relay exists
// nowhere but here. Prints its port; ends when told to.

const [variant = "", dataDir = "", databaseUrl] = process.argv.slice(2);
const clock = Date.now;

/** A book in which an operator has published this week's key for envelopes. */
async function bookWithKey() {
  await ready();
  const [instance, operator] = [signingKeyPair(), signingKeyPair()];
  const [name, author] = [toBase64url(instance.publicKey), toBase64url(operator.publicKey)];
  const book = createStatementBook(() => name);
  const log = { origin: "localhost:8080/log", key: author };
  const head = { v: 1, revision: 1, issuedOn: "2026-01-01" } as const;
  const body = { name: "Marché", stewards: [author], replyBuckets: 1, operator: author, log };
  book.put(makeStatement({ ...head, type: "instance", author: name, subject: name, body }, instance));
  const epoch = epochOf(clock());
  const { published } = await openIssuerKeys(join(dataDir, "token-keys")).getOrMake("relay", epoch);
  const key = {
    purpose: "relay",
    epoch,
    publicKey: toBase64url(published),
    notBefore: epoch,
    notAfter: epochLastDay(epoch),
  } as const;
  book.put(makeStatement({ ...head, type: "token-key", author, subject: `relay-${epoch}`, body: key }, operator));
  return book;
}

/** What the relay did before there were tokens. */
async function insertUnpaid(db: Db, day: string, arrivals: readonly InboxArrival[]): Promise<Posted[]> {
  const sealed = arrivals.map((arrival) => arrival.sealed);
  let next = 1;
  const from = sealed.map((bytes) => (next += bytes.length) - bytes.length);
  const { rows } = await sql<{ i: number }>`
    with turn as materialized (select pg_advisory_xact_lock(7301953)),
    incoming as materialized (
      select i::integer, part.from_byte, part.byte_length,
        substring(${Buffer.concat(arrivals.map(({ digest }) => digest))}::bytea from (i::integer - 1) * 32 + 1 for 32) as digest,
        substring(${Buffer.concat(arrivals.map(({ inbox }) => inbox))}::bytea from (i::integer - 1) * 32 + 1 for 32) as inbox
      from turn, unnest(${from}::integer[], ${sealed.map(({ length }) => length)}::integer[])
        with ordinality as part (from_byte, byte_length, i)
    ),
    fresh as (
      insert into sealed_plane.accepted (digest, accepted_on)
      select digest, ${day}::date from incoming on conflict do nothing returning digest
    ),
    written as (
      insert into sealed_plane.inbox_envelope (inbox, received_on, sealed)
      select inbox, ${day}::date, substring(${Buffer.concat(sealed)}::bytea from from_byte for byte_length)
      from incoming join fresh using (digest) order by i
    )
    select i from incoming join fresh using (digest)`.execute(db);
  const fresh = new Set(rows.map(({ i }) => i));
  return arrivals.map((_, index) => (fresh.has(index + 1) ? "new" : "repeated"));
}

const database =
  databaseUrl === undefined ? await openEmbedded(dataDir, 0, () => undefined) : openPostgres(databaseUrl);
await migrateToLatest(database.db);
const { db } = database;
const hub = createEventHub();
const dayKeys = openDayKeys(join(dataDir, "day-keys"));

/** The same steps as relay.ts takes, but for the payment. */
function createUnpaidRelay(): Pick<Relay, "acceptEnvelope" | "acceptReply"> {
  const counts = createInboxCounts(db, clock);
  const group = groupCommit<InboxArrival, Posted>(256, (arrivals) => {
    const day = dayOf(clock());
    const close = (arrival: InboxArrival) => ({ ...arrival, sealed: dayKeys.close("inbox", day, arrival.sealed) });
    return insertUnpaid(db, day, arrivals.map(close));
  });
  return {
    async acceptEnvelope(party, envelope, payment) {
      counts.hasRoom(party);
      const { createHash } = await import("node:crypto");
      const digest = createHash("sha256").update(party).update(envelope).digest();
      const inbox = Buffer.from(party, "base64url");
      const posted = await group.add({ digest, inbox, sealed: envelope, payment });
      if (posted === "new") {
        counts.add(party, 1);
        hub.publish(inboxTopic(party));
      }
      return posted;
    },
    acceptReply: () => Promise.reject(new Error("Only inboxes are measured.")),
  };
}

const book = await bookWithKey();
const unverified: TokenKeys = {
  redeem: async () => ({ token: new Uint8Array(32), epoch: epochOf(clock()) }),
  challenge: () => null,
};
const paid = variant === "with";
const relayPost = createRelayPost({
  relay: paid ? createRelay({ db, dayKeys, hub, clock }) : createUnpaidRelay(),
  tokenKeys: paid ? createTokenKeys(book, clock) : unverified,
  limiter: addressLimiter(0, 0),
  log: createLog("warn"),
  hasRoom: database.hasRoom,
  replyBuckets: () => 1,
});
const server = createServer((request, response) => {
  if (!relayPost(request, response)) response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", () => console.log(`listening ${(server.address() as AddressInfo).port}`));
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void database.close().then(() => process.exit(0));
});
