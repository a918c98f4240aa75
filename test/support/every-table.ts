import { randomBytes } from "node:crypto";
import { toBase64url, utf8 } from "../../crypto/bytes.ts";
import { cosign } from "../../crypto/cosignature.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { newKeyring, newWrapperKey, sealKeyring, withWrapperKey } from "../../crypto/keyring.ts";
import { sealRecord } from "../../crypto/record.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { parseNote } from "../../crypto/signed-note.ts";
import { databaseWitnessStore } from "../../server/witness/witness-store.ts";
import { foundInstance, items, stated } from "./market-statements.ts";
import { sentPicture } from "./pictures.ts";
import { softwarePasskey } from "./software-passkey.ts";
import type { TestServer } from "./test-server.ts";
import { batchOf, publishedKey } from "./token-draws.ts";

/** Something real in every table: a market, an order's envelope, a reply, an account with both ways in, a record. */
export async function fillEveryTable(server: TestServer): Promise<void> {
  const market = await foundInstance(server);
  const party = await market.newParty("Laiterie");
  // As programs of stalls do: the second of signing as the number, and for the instance a name of its own.
  const revision = Math.floor(server.now() / 1000);
  await market.send(stated(party, "shelf", { name: { fr: "Fromages" }, items: items(5) }, { subject: "a", revision }));
  const { operator, log } = (await server.call("operator")).json;
  const renamed = { name: "Genève", stewards: [market.steward.name], replyBuckets: 4, operator, log };
  await market.send(stated(market.instance, "instance", renamed, { subject: "geneve", revision }));
  const { name, body: picture } = sentPicture();
  await server.call("putMedia", { sign: party.pair, params: { digest: name }, body: picture });
  // No statement names it: it is noted since when.
  await server.running.app.expiry.run();

  // A log of another instance, seen by this one, and this one's own, seen by that one.
  const { app, database } = server.running;
  await databaseWitnessStore(database.db).advance("other.example/log", null, { size: 3, root: randomBytes(32) });
  const { note } = await app.transparency.checkpoint();
  const cosignature = cosign(parseNote(note).text, "other.example/witness", signingKeyPair(), 1_772_438_400);
  await app.transparency.addCosignature(note, cosignature);

  const recipient = { audience: "producer", id: party.name, kemPublicKey: kemKeyPair().publicKey } as const;
  const envelope = await sealEnvelope(recipient, signingKeyPair(), JSON.stringify({ note: "sonnez deux fois" }));
  await server.call("postEnvelope", { params: { party: party.name }, body: envelope });
  const reply = Buffer.concat([randomBytes(16), envelope]);
  await server.call("postReply", { params: { bucket: "0" }, body: reply });

  const [first, second] = [await newWrapper(), await newWrapper()];
  const lookup = toBase64url(randomBytes(32));
  const registered = await server.call("registerWithCode", { body: { lookup, wrapper: first } });
  const cookie = (registered.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const { requests } = batchOf(publishedKey(server, "relay"), "relay", 64);
  await server.call("drawTokens", { params: { purpose: "relay" }, body: requests, headers: { cookie } });
  const ofParty = batchOf(publishedKey(server, "relay"), "relay", 200).requests;
  await server.call("drawPartyTokens", { sign: party.pair, params: { batch: "0" }, body: ofParty });
  const options = (await server.call("registrationOptions")).json;
  const response = softwarePasskey("http://localhost:8080").create(options);
  await server.call("register", { body: { response, wrapper: second } });

  const pair = signingKeyPair();
  await server.call("openSpace", { sign: pair });
  const place = { spaceId: toBase64url(pair.publicKey), recordId: toBase64url(randomBytes(16)), revision: 1 };
  const body = sealRecord(randomBytes(32), place, utf8(JSON.stringify({ subject: "basket", value: [1, 2, 3] })));
  await server.call("putRecord", { sign: pair, params: { record: place.recordId }, query: "base=0", body });
}

/** A wrapper as a new account's device sends it, with a keyring of its own. */
export async function newWrapper() {
  const keyring = newKeyring();
  const { pair, wrappedSecret } = newWrapperKey(randomBytes(32), keyring);
  const sealed = await sealKeyring(withWrapperKey(keyring, pair.publicKey), pair.publicKey);
  return {
    kemPublicKey: toBase64url(pair.publicKey),
    wrappedSecret: toBase64url(wrappedSecret),
    sealedKeyring: toBase64url(sealed),
  };
}
