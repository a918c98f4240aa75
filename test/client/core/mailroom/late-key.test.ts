import { beforeAll, expect, test } from "vitest";
import { concat, toBase64url, u32 } from "../../../../crypto/bytes.ts";
import { keyId, sealEnvelope } from "../../../../crypto/envelope.ts";
import { kemKeyPair } from "../../../../crypto/hpke.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { createInbox, type Mail } from "../../../../client/core/mailroom/inbox.ts";
import { named, placedOn, thread } from "../../../protocol/an-order.ts";

// A desk's device is given envelopes before the key that another device of the desk made for them. Each comes at its own
// moment here: of the envelopes of one answer, the key arrives after the first was tried.

beforeAll(ready);

const textMessage = (index: number): string =>
  JSON.stringify({
    v: 1,
    id: named(`message ${index}`, 16),
    thread,
    seq: 0,
    prev: null,
    createdOn: placedOn,
    type: "order.text",
    body: { text: "Bonjour" },
  });

/** An inbox over parts that do as they are told; `beforeFrame` runs before an envelope of an answer is opened. */
async function inboxOf(envelopes: number, beforeFrame: (index: number, giveKey: () => void) => void) {
  const identity = signingKeyPair();
  const party = toBase64url(identity.publicKey);
  const seed = new Uint8Array(32).fill(7);
  const { publicKey } = kemKeyPair(seed);
  const recipient = { audience: "producer", id: party, kemPublicKey: publicKey } as const;
  const sealed = await Promise.all(
    Array.from({ length: envelopes }, (_, index) => sealEnvelope(recipient, signingKeyPair(), textMessage(index))),
  );
  const subject = `inbox-key/${toBase64url(keyId(publicKey))}`;
  const records = new Map<string, unknown>();
  let tell = (_subjects: readonly string[]): void => undefined;
  const giveKey = (): void => {
    records.set(subject, { secret: toBase64url(seed) });
    tell([subject]);
  };
  const waiting = new Map(sealed.map((content, index) => [index + 1, content]));
  const asked: number[] = [];
  const filed: number[] = [];
  let tried = 0;
  const get = (name: string): unknown => {
    if (name === subject) beforeFrame(tried++, giveKey);
    return records.get(name) ?? null;
  };
  const request = async (route: string, options: { query?: { after: number }; body?: { cursors: number[] } }) => {
    if (route === "acknowledge") return options.body?.cursors.forEach((cursor) => waiting.delete(cursor));
    const after = options.query?.after ?? 0;
    asked.push(after);
    const frames = [...waiting].filter(([cursor]) => cursor > after);
    return concat(...frames.map(([cursor, bytes]) => concat(u32(0), u32(cursor), u32(bytes.length), bytes)));
  };
  const inbox = createInbox({
    platform: {
      now: Date.now,
      transport: { request },
      leadership: { leading: true, onLead: (begin: () => void) => begin() },
    },
    key: party,
    audience: "producer",
    identity,
    space: {
      get,
      flush: async () => undefined,
      subscribe: (listener: typeof tell) => {
        tell = listener;
        return () => undefined;
      },
    },
    speakers: { reading: async () => async () => undefined, speakerOf: (key: string) => key },
    file: async (mails: readonly Mail[]) => {
      filed.push(...mails.map(({ cursor }) => cursor));
      return new Set<number>();
    },
    changed: () => undefined,
    heard: () => undefined,
    live: false,
  } as never);
  return { inbox, asked, filed, giveKey };
}

test.each([0, 1, 2])(
  "a key that comes when %i of three were tried opens all three, without waiting for the hour",
  async (at) => {
    const { inbox, filed } = await inboxOf(3, (index, giveKey) => {
      if (index === at) giveKey();
    });
    inbox.start();
    await inbox.fetch();
    inbox.stop();
    expect(filed.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(inbox.unreadable).toEqual([]);
  },
);

test("a key that comes later opens what waited", async () => {
  const { inbox, filed, giveKey } = await inboxOf(2, () => undefined);
  inbox.start();
  await inbox.fetch();
  expect(inbox.unreadable).toHaveLength(2);
  giveKey();
  await inbox.fetch();
  inbox.stop();
  expect(filed.toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(inbox.unreadable).toEqual([]);
});

test("what no key opens is asked for once, not for ever", async () => {
  const { inbox, asked, filed } = await inboxOf(3, () => undefined);
  inbox.start();
  await inbox.fetch();
  await inbox.fetch();
  inbox.stop();
  expect(filed).toEqual([]);
  expect(inbox.unreadable).toHaveLength(3);
  expect(asked.filter((after) => after === 0)).toHaveLength(1);
});
