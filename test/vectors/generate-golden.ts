import { existsSync, writeFileSync } from "node:fs";
import { concat, fromBase64url, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { logNoteKey, signCheckpoint } from "../../crypto/checkpoint.ts";
import { cosign, witnessNoteKey } from "../../crypto/cosignature.ts";
import { type Audience, sealEnvelope } from "../../crypto/envelope.ts";
import { sha256 } from "../../crypto/hash.ts";
import { kemKeyPair } from "../../crypto/hpke.ts";
import { newWrapperKey, passkeyKek, sealKeyring, withWrapperKey } from "../../crypto/keyring.ts";
import { leafHash } from "../../crypto/merkle.ts";
import { type HandoverCode, handoverCheckOf } from "../../crypto/protocol/handover-code.ts";
import { encodeLogEntry, type LogEntry, loggedTypes } from "../../crypto/protocol/log-entry.ts";
import { makePack } from "../../crypto/protocol/pack.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import { pseudonymFor, replyKeysFor, replyTag, replyTagKeyFor } from "../../crypto/pseudonym.ts";
import { recordIdFor, sealRecord } from "../../crypto/record.ts";
import { formatRecoveryCode, recoveryKek, recoveryLookup, type RecoverySecret } from "../../crypto/recovery-code.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { formatNote, formatNoteKey, parseNote } from "../../crypto/signed-note.ts";
import { ready } from "../../crypto/sodium.ts";
import { bundlesOf, edgeFrom, edgeRoot, encodeBundle, growTiles, tilePath, tileWidth } from "../../crypto/tiles.ts";
import { named } from "../protocol/an-order.ts";
import { goldenMarketMessages, goldenMarketStatements, goldenMessages, goldenStatements } from "./golden-content.ts";

// Writes the golden files that are missing: see README.md beside this file.

await ready();

const seed = (name: string): Uint8Array => sha256(utf8(`golden ${name}`));
const base64url = toBase64url;

async function envelopes(messages = goldenMessages) {
  const recipientSeed = seed("recipient");
  const senderSeed = seed("sender");
  const { publicKey: kemPublicKey } = kemKeyPair(recipientSeed);
  const made = [];
  for (const { audience, message } of messages(base64url(signingKeyPair(senderSeed).publicKey))) {
    const json = JSON.stringify(message);
    const id = audience === "consumer" ? message.thread : named("recipient", 32);
    const recipient: { audience: Audience; id: string } = { audience, id };
    const envelope = await sealEnvelope({ ...recipient, kemPublicKey }, signingKeyPair(senderSeed), json);
    made.push({ type: message.type, ...recipient, json, envelope: base64url(envelope) });
  }
  return { recipientSeed: base64url(recipientSeed), senderSeed: base64url(senderSeed), envelopes: made };
}

async function keyrings() {
  const credentialId = seed("credential");
  const prf = seed("prf");
  const secret = seed("recovery").slice(0, 20) as RecoverySecret;
  const fresh = {
    epoch: 1,
    vaultKey: seed("vault") as never,
    spaceSeed: seed("space") as never,
    authoritySeed: seed("authority") as never,
    wrapperKeys: [],
  };
  const passkey = newWrapperKey(passkeyKek(prf, "localhost", credentialId), fresh);
  const code = newWrapperKey(recoveryKek(secret), fresh);
  const keyring = withWrapperKey(withWrapperKey(fresh, passkey.pair.publicKey), code.pair.publicKey);
  const wire = async (made: typeof passkey) => ({
    kemPublicKey: base64url(made.pair.publicKey),
    wrappedSecret: base64url(made.wrappedSecret),
    sealedKeyring: base64url(await sealKeyring(keyring, made.pair.publicKey)),
  });
  return {
    passkey: {
      prf: base64url(prf),
      rpId: "localhost",
      credentialId: base64url(credentialId),
      ...(await wire(passkey)),
    },
    recoveryCode: { code: formatRecoveryCode(secret), ...(await wire(code)) },
    keyring: {
      epoch: keyring.epoch,
      vaultKey: base64url(keyring.vaultKey),
      spaceSeed: base64url(keyring.spaceSeed),
      authoritySeed: base64url(keyring.authoritySeed),
      wrapperKeys: keyring.wrapperKeys,
    },
  };
}

function records() {
  const vaultKey = seed("vault");
  const subject = "address/home";
  const recordId = recordIdFor(vaultKey, subject);
  const place = { spaceId: base64url(signingKeyPair(seed("space")).publicKey), recordId, revision: 3 };
  const text = '{"v":1,"town":"Genève"}';
  return {
    vaultKey: base64url(vaultKey),
    subject,
    place,
    text,
    sealed: base64url(sealRecord(vaultKey, place, utf8(text))),
  };
}

function statements(contents = goldenStatements) {
  const author = signingKeyPair(seed("author"));
  const made = contents(base64url(author.publicKey)).map((content) => {
    const { wire, digest } = makeStatement(content, author);
    return { type: content.type, content, wire: base64url(wire), digest };
  });
  const pack = makePack(made.map(({ wire }) => fromBase64url(wire)));
  return { authorSeed: base64url(author.seed), statements: made, pack: base64url(pack) };
}

function requests() {
  const pair = signingKeyPair(seed("space"));
  const request = { method: "PUT", path: "/spaces/abc/records/def?base=3", body: "sealed" };
  const seconds = 1_772_438_400;
  const header = signRequest({ ...request, body: utf8(request.body) }, pair, seconds);
  return { seed: base64url(pair.seed), request, seconds, header };
}

function derived() {
  const vaultKey = seed("vault");
  const party = named("producer", 32);
  const thread = named("thread", 16);
  const tagKey = replyTagKeyFor(vaultKey, thread, party);
  const secret = seed("recovery").slice(0, 20) as RecoverySecret;
  return {
    vaultKey: base64url(vaultKey),
    party,
    thread,
    pseudonym: base64url(pseudonymFor(vaultKey, party).publicKey),
    replyKey: base64url(replyKeysFor(vaultKey, thread).publicKey),
    tagKey: base64url(tagKey),
    tags: [0, 1, 2, 0xffff_ffff].map((counter) => ({ counter, tag: base64url(replyTag(tagKey, counter)) })),
    recoverySecret: base64url(secret),
    recoveryCode: formatRecoveryCode(secret),
    recoveryLookup: base64url(recoveryLookup(secret)),
    recoveryKek: base64url(recoveryKek(secret)),
  };
}

async function boardPost() {
  const vaultKey = seed("vault");
  const thread = named("thread", 16);
  const tagKey = replyTagKeyFor(vaultKey, thread, named("producer", 32));
  const sender = signingKeyPair(seed("producer"));
  const message = goldenMessages(named("key", 32)).find((each) => each.message.type === "order.accept")!.message;
  const json = JSON.stringify(message);
  const { publicKey: kemPublicKey } = replyKeysFor(vaultKey, thread);
  const envelope = await sealEnvelope({ audience: "consumer", id: thread, kemPublicKey }, sender, json);
  return {
    vaultKey: base64url(vaultKey),
    thread,
    tagKey: base64url(tagKey),
    counter: 4,
    sender: base64url(sender.publicKey),
    json,
    post: base64url(concat(replyTag(tagKey, 4), envelope)),
  };
}

function handover() {
  const code: HandoverCode = [7, 0, 255];
  return { code, ...handoverCheckOf(code) };
}

const logEntries = 260;
const logSizes = [100, 256, logEntries];

/** A log of 260 entries as it is served: every tile and bundle, and the checkpoints at three sizes, the last cosigned. */
function transparencyLog() {
  const log = signingKeyPair(seed("log"));
  const witness = signingKeyPair(seed("witness"));
  const origin = "market.example/log";
  const types = Object.keys(loggedTypes) as LogEntry["type"][];
  const entries = Array.from({ length: logEntries }, (_, at) =>
    encodeLogEntry({
      type: types[at % types.length]!,
      author: base64url(seed(`author ${at % 5}`)),
      subject: `subject-${at % 40}`,
      revision: 1 + Math.floor(at / 40),
      digest: base64url(seed(`statement ${at}`)),
    }),
  );
  let edge = edgeFrom(0, []);
  const tiles: Record<string, string> = {};
  const checkpoints = logSizes.map((size) => {
    const grown = growTiles(edge, entries.slice(edge.size, size).map(leafHash));
    edge = grown.edge;
    for (const { level, index, hashes } of grown.changed) {
      tiles[tilePath({ level, index, width: hashes.length / 32 })] = base64url(hashes);
    }
    for (const bundle of bundlesOf(size)) {
      const first = bundle.index * tileWidth;
      tiles[tilePath(bundle)] = base64url(encodeBundle(entries.slice(first, first + bundle.width)));
    }
    return signCheckpoint({ origin, size, root: edgeRoot(edge) }, log);
  });
  const { text, signatures } = parseNote(checkpoints.pop()!);
  const cosignature = cosign(text, "witness.example/w1", witness, 1_772_438_400);
  checkpoints.push(formatNote({ text, signatures: [...signatures, cosignature] }));
  const key = formatNoteKey(logNoteKey(origin, log.publicKey));
  const witnessKey = formatNoteKey(witnessNoteKey(cosignature.name, witness.publicKey));
  return { origin, key, witnessKey, checkpoints, tiles };
}

const files: Record<string, () => unknown> = {
  "envelopes-v1.json": () => envelopes(),
  "keyring-v1.json": keyrings,
  "record-v1.json": records,
  "statements-v1.json": () => statements(),
  "market-envelopes-v1.json": () => envelopes(goldenMarketMessages),
  "market-statements-v1.json": () => statements(goldenMarketStatements),
  "request-signature-v1.json": requests,
  "derived-v1.json": derived,
  "board-post-v1.json": boardPost,
  "handover-check-v1.json": handover,
  "log-v1.json": transparencyLog,
};

for (const [name, make] of Object.entries(files)) {
  const path = new URL(`golden/${name}`, import.meta.url);
  if (existsSync(path)) continue;
  writeFileSync(path, `${JSON.stringify(await make(), null, 2)}\n`);
  console.log(`wrote ${name}`);
}
