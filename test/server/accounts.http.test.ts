import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exactly, fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import {
  type Keyring,
  newKeyring,
  newWrapperKey,
  openKeyring,
  sealKeyring,
  withWrapperKey,
} from "../../crypto/keyring.ts";
import type { KeyringWire, WrapperInfo, WrapperWire } from "../../crypto/protocol/exports.ts";
import type { RouteName } from "../../crypto/protocol/routes.ts";
import { databaseKinds } from "../support/databases.ts";
import { type SoftwarePasskey, softwarePasskey, type Spoiling } from "../support/software-passkey.ts";
import { type Answer, startTestServer, type TestServer } from "../support/test-server.ts";

const origin = "http://localhost:8080";

/** A wrapper as it is sent, the keyring that lists it, and what opens it. */
async function wrapped(keyring: Keyring, kek = randomBytes(32)) {
  const { pair, wrappedSecret } = newWrapperKey(kek, keyring);
  const next = withWrapperKey(keyring, pair.publicKey);
  const wrapper: WrapperWire = {
    kemPublicKey: toBase64url(pair.publicKey),
    wrappedSecret: toBase64url(wrappedSecret),
    sealedKeyring: toBase64url(await sealKeyring(next, pair.publicKey)),
  };
  return { keyring: next, wrapper, kek };
}

function opened(wire: KeyringWire, kek: Uint8Array): Promise<Keyring> {
  const { kemPublicKey, wrappedSecret, sealedKeyring } = wire.wrapper;
  const wrapper = {
    kemPublicKey: exactly(fromBase64url(kemPublicKey), 1216),
    wrappedSecret: fromBase64url(wrappedSecret),
    sealedKeyring: fromBase64url(sealedKeyring),
  };
  return openKeyring(wrapper, kek);
}

const newLookup = () => toBase64url(randomBytes(32));

describe.each(databaseKinds)("accounts on %s", (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.stop());

  /** A browser: keeps the session's cookie, as the path says. */
  const newDevice = () => {
    let cookie = "";
    const call = async (name: RouteName, options: { body?: unknown; headers?: Record<string, string> } = {}) => {
      const headers = { ...(cookie !== "" && { cookie }), ...options.headers };
      const answer = await server.call(name, { ...options, headers });
      const set = answer.headers.get("set-cookie");
      if (set !== null) cookie = /^sp_session=([^;]+)/.exec(set) === null ? "" : set.split(";")[0]!;
      return answer;
    };
    return { call, cookie: () => cookie };
  };
  type Device = ReturnType<typeof newDevice>;

  const register = async (device: Device, passkey: SoftwarePasskey, wrapper: WrapperWire, spoiling?: Spoiling) => {
    const options = (await device.call("registrationOptions")).json;
    return device.call("register", { body: { response: passkey.create(options, spoiling), wrapper } });
  };
  const login = async (device: Device, passkey: SoftwarePasskey, spoiling?: Spoiling) => {
    const options = (await device.call("loginOptions")).json;
    return device.call("login", { body: { response: passkey.get(options, spoiling) } });
  };
  const newAccount = async () => {
    const [device, passkey] = [newDevice(), softwarePasskey(origin)];
    const first = await wrapped(newKeyring());
    const answer = await register(device, passkey, first.wrapper);
    expect(answer.status).toBe(200);
    return { device, passkey, ...first, wrapperId: answer.json.wrapperId as string };
  };
  const wrappersOf = async (device: Device): Promise<readonly WrapperInfo[]> =>
    (await device.call("account")).json.wrappers;
  /** The next keyring sealed to wrappers that are there. */
  const resealed = async (keyring: Keyring, wrappers: readonly WrapperInfo[]) => ({
    epoch: keyring.epoch,
    keyrings: Object.fromEntries(
      await Promise.all(
        wrappers.map(async ({ id, kemPublicKey }) => [
          id,
          toBase64url(await sealKeyring(keyring, fromBase64url(kemPublicKey))),
        ]),
      ),
    ),
  });
  const setCode = async (account: Awaited<ReturnType<typeof newAccount>>, lookup = newLookup()) => {
    const code = await wrapped(account.keyring);
    const wrappers = (await wrappersOf(account.device)).filter((wrapper) => wrapper.kind === "passkey");
    const body = { lookup, wrapper: code.wrapper, ...(await resealed(code.keyring, wrappers)) };
    return { code, lookup, answer: await account.device.call("setRecoveryCode", { body }) };
  };
  const rows = async (table: string): Promise<number> =>
    (await sql<{ count: number }>`select count(*) as count from ${sql.raw(table)}`.execute(server.running.database.db))
      .rows[0]!.count;

  test("a person registers with a passkey, and one touch elsewhere gives the keyring back", async () => {
    const account = await newAccount();
    const other = newDevice();
    const answer = await login(other, account.passkey);
    expect([answer.status, answer.json.wrapperId]).toEqual([200, account.wrapperId]);
    expect(await opened(answer.json as KeyringWire, account.kek)).toEqual(account.keyring);
    expect(await wrappersOf(other)).toHaveLength(1);
  });

  test("the options ask for what the protocol wants and name no one", async () => {
    const options = (await server.call("registrationOptions")).json;
    expect(options).toMatchObject({
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      rp: { id: "localhost" },
    });
    expect(fromBase64url(options.user.id)).toHaveLength(32);
    expect(options.user.name).toBe(options.rp.name);
    expect(options.user.displayName).toBe("");
    expect(fromBase64url(options.extensions.prf.eval.first)).toHaveLength(32);
    const request = (await server.call("loginOptions")).json;
    expect(request).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(request.allowCredentials ?? []).toEqual([]);
  });

  test("the cookie is the account's alone: HttpOnly, strict, secure, for /account and nothing else", async () => {
    const device = newDevice();
    const first = await wrapped(newKeyring());
    const answer = await device.call("registerWithCode", { body: { lookup: newLookup(), wrapper: first.wrapper } });
    const cookie = answer.headers.get("set-cookie") ?? "";
    for (const part of ["HttpOnly", "Secure", "SameSite=Strict", "Path=/account"]) expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
  });

  test("a written-down code registers and signs in, and is not stored as it was sent", async () => {
    const [device, lookup] = [newDevice(), newLookup()];
    const first = await wrapped(newKeyring());
    const body = { lookup, wrapper: first.wrapper };
    expect((await device.call("registerWithCode", { body })).status).toBe(200);
    expect((await newDevice().call("registerWithCode", { body })).code).toBe("account/exists");
    const answer = await newDevice().call("loginWithCode", { body: { lookup } });
    expect(await opened(answer.json as KeyringWire, first.kek)).toEqual(first.keyring);
    expect((await newDevice().call("loginWithCode", { body: { lookup: newLookup() } })).code).toBe("account/unknown");
    const { rows: found } = await sql<{ found: number }>`
      select count(*) as found from private_plane.wrapper
      where lookup_hash = ${Buffer.from(lookup, "base64url")}`.execute(server.running.database.db);
    expect(found[0]!.found).toBe(0);
  });

  test.each<[string, Spoiling, string]>([
    ["for another site", { origin: "https://evil.example" }, "account/passkey"],
    ["for another domain", { rpId: "evil.example" }, "account/passkey"],
    ["without the person's verification", { flags: 1 }, "account/passkey"],
    ["to a challenge that was never given", { challenge: toBase64url(randomBytes(32)) }, "account/challenge"],
    ["with the secret that must not leave", { extensions: { prf: { results: { first: "AA" } } } }, "account/prf-sent"],
  ])("an answer %s neither registers nor signs in", async (_, spoiling, code) => {
    const account = await newAccount();
    const before = await rows("private_plane.account");
    const first = await wrapped(newKeyring());
    expect((await register(newDevice(), softwarePasskey(origin), first.wrapper, spoiling)).code).toBe(code);
    const device = newDevice();
    expect((await login(device, account.passkey, spoiling)).code).toBe(code);
    expect(device.cookie()).toBe("");
    expect(await rows("private_plane.account")).toBe(before);
  });

  test("a challenge is good for one answer, of its own kind, for five minutes", async () => {
    const account = await newAccount();
    const device = newDevice();
    const options = (await device.call("loginOptions")).json;
    const body = { response: account.passkey.get(options) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => newDevice().call("login", { body })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === "account/challenge")).toHaveLength(19);
    const forLogin = (await device.call("loginOptions")).json;
    const first = await wrapped(newKeyring());
    const swapped = softwarePasskey(origin).create({ challenge: forLogin.challenge, rp: { id: "localhost" } });
    expect((await device.call("register", { body: { response: swapped, wrapper: first.wrapper } })).code).toBe(
      "account/challenge",
    );
    const late = (await device.call("loginOptions")).json;
    server.turnClock(1);
    const tooLate = await device.call("login", { body: { response: account.passkey.get(late) } });
    expect(tooLate.code).toBe("account/challenge");
  });

  test("an unknown passkey, and a known one with another's signature, are refused", async () => {
    const account = await newAccount();
    expect((await login(newDevice(), softwarePasskey(origin))).code).toBe("account/unknown");
    const options = (await server.call("loginOptions")).json;
    const forged = { ...softwarePasskey(origin).get(options), id: toBase64url(account.passkey.credentialId) };
    const body = { response: { ...forged, rawId: toBase64url(account.passkey.credentialId) } };
    expect((await newDevice().call("login", { body })).code).toBe("account/passkey");
  });

  test("a second passkey and a code: each opens the same keys, and the epoch counts", async () => {
    const account = await newAccount();
    const second = softwarePasskey(origin);
    const options = (await account.device.call("passkeyOptions")).json;
    expect(options.excludeCredentials).toEqual([{ id: toBase64url(account.passkey.credentialId), type: "public-key" }]);
    const added = await wrapped(account.keyring);
    const answer = await account.device.call("addPasskey", {
      body: {
        response: second.create(options),
        wrapper: added.wrapper,
        ...(await resealed(added.keyring, await wrappersOf(account.device))),
      },
    });
    expect(answer.status).toBe(200);
    const { code, lookup, answer: coded } = await setCode({ ...account, keyring: added.keyring });
    expect(coded.status).toBe(200);
    const ways: [Answer, Uint8Array][] = [
      [await login(newDevice(), account.passkey), account.kek],
      [await login(newDevice(), second), added.kek],
      [await newDevice().call("loginWithCode", { body: { lookup } }), code.kek],
    ];
    for (const [way, kek] of ways) {
      expect(way.json.epoch).toBe(3);
      expect(await opened(way.json as KeyringWire, kek)).toEqual(code.keyring);
    }
    expect((await wrappersOf(account.device)).map((wrapper) => wrapper.kind).sort()).toEqual([
      "passkey",
      "passkey",
      "recovery-code",
    ]);
  });

  test("a new code takes the place of the old one, which opens nothing any more", async () => {
    const account = await newAccount();
    const old = await setCode(account);
    const fresh = await setCode({ ...account, keyring: old.code.keyring });
    expect(fresh.answer.status).toBe(200);
    expect((await newDevice().call("loginWithCode", { body: { lookup: old.lookup } })).code).toBe("account/unknown");
    const answer = await newDevice().call("loginWithCode", { body: { lookup: fresh.lookup } });
    expect((await opened(answer.json as KeyringWire, fresh.code.kek)).epoch).toBe(3);
  });

  test("rotation removes who is not named: the passkey, its wrapper and every other session", async () => {
    const account = await newAccount();
    const { lookup, code } = await setCode(account);
    const lost = newDevice();
    await login(lost, account.passkey);
    const keeper = newDevice();
    await keeper.call("loginWithCode", { body: { lookup } });
    const staying = (await wrappersOf(keeper)).filter((wrapper) => wrapper.kind === "recovery-code");
    const next = { ...code.keyring, epoch: 3, wrapperKeys: staying.map((wrapper) => wrapper.kemPublicKey) };
    const body = await resealed(next, staying);
    expect((await keeper.call("rotateKeyring", { body })).json).toEqual({ epoch: 3 });
    expect((await lost.call("account")).code).toBe("account/signed-out");
    expect((await login(newDevice(), account.passkey)).code).toBe("account/unknown");
    expect(await wrappersOf(keeper)).toHaveLength(1);
    const again = await newDevice().call("loginWithCode", { body: { lookup } });
    expect(await opened(again.json as KeyringWire, code.kek)).toEqual(next);
  });

  test("two devices change the keys at once: one succeeds, the others are told to look again", async () => {
    const account = await newAccount();
    const wrappers = await wrappersOf(account.device);
    const bodies = await Promise.all(
      Array.from({ length: 20 }, () => resealed({ ...account.keyring, epoch: 2 }, wrappers)),
    );
    const answers = await Promise.all(bodies.map((body) => account.device.call("rotateKeyring", { body })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === "account/epoch")).toHaveLength(19);
    // What is stored is of one piece: the keyring of the wrapper is the one whose epoch is the account's.
    const signedIn = await login(newDevice(), account.passkey);
    expect((await opened(signedIn.json as KeyringWire, account.kek)).epoch).toBe(2);
  });

  test("a change that does not name all ways in, or names others, or none, changes nothing", async () => {
    const account = await newAccount();
    const { code } = await setCode(account);
    const wrappers = await wrappersOf(account.device);
    const next = { ...code.keyring, epoch: 3 };
    const { device } = account;
    const rotate = async (body: object) => (await device.call("rotateKeyring", { body })).code;
    expect(await rotate({ epoch: 3, keyrings: {} })).toBe("account/last-way");
    expect(await rotate({ ...(await resealed(next, wrappers)), epoch: 2 })).toBe("account/epoch");
    expect(await rotate({ ...(await resealed(next, wrappers)), epoch: 9 })).toBe("account/epoch");
    const stranger = { ...wrappers[0]!, id: toBase64url(randomBytes(16)) };
    expect(await rotate(await resealed(next, [...wrappers, stranger]))).toBe("account/wrappers");
    const added = await wrapped(code.keyring);
    const options = (await device.call("passkeyOptions")).json;
    const partial = await resealed(added.keyring, wrappers.slice(0, 1));
    const body = { response: softwarePasskey(origin).create(options), wrapper: added.wrapper, ...partial };
    expect((await device.call("addPasskey", { body })).code).toBe("account/wrappers");
    const account2 = (await device.call("account")).json;
    expect([account2.epoch, account2.wrappers.length]).toEqual([2, 2]);
  });

  test("a passkey made for one account cannot be added to another", async () => {
    const [a, b] = [await newAccount(), await newAccount()];
    const options = (await a.device.call("passkeyOptions")).json;
    const added = await wrapped(b.keyring);
    const body = {
      response: softwarePasskey(origin).create(options),
      wrapper: added.wrapper,
      ...(await resealed(added.keyring, await wrappersOf(b.device))),
    };
    expect((await b.device.call("addPasskey", { body })).code).toBe("account/challenge");
  });

  test("signing out ends the session on the server, not only the cookie", async () => {
    const account = await newAccount();
    const kept = account.device.cookie();
    expect((await account.device.call("logout")).status).toBe(204);
    expect(account.device.cookie()).toBe("");
    expect((await server.call("account", { headers: { cookie: kept } })).code).toBe("account/signed-out");
  });

  test("a session ends by itself after thirty days, and is forgotten", async () => {
    const account = await newAccount();
    server.turnClock(31);
    expect((await account.device.call("account")).code).toBe("account/signed-out");
    await server.running.app.expiry.run();
    expect(await rows("private_plane.session")).toBe(0);
  });

  test("deleting the account leaves nothing of it", async () => {
    for (const table of ["account", "wrapper", "session"]) {
      await sql`delete from ${sql.raw(`private_plane.${table}`)}`.execute(server.running.database.db);
    }
    const account = await newAccount();
    await setCode(account);
    await login(newDevice(), account.passkey);
    expect((await account.device.call("deleteAccount")).status).toBe(204);
    for (const table of ["account", "wrapper", "session"]) expect(await rows(`private_plane.${table}`)).toBe(0);
    expect((await login(newDevice(), account.passkey)).code).toBe("account/unknown");
  });

  test("hostile requests are refused, each with its code", async () => {
    const code = async (name: RouteName, options: Parameters<TestServer["call"]>[1]) =>
      (await server.call(name, options)).code;
    const { wrapper } = await wrapped(newKeyring());
    const lookup = newLookup();
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    const asText = { "content-type": "text/plain" };
    expect(await code("loginWithCode", { body: json({ lookup }), headers: asText })).toBe("request/media-type");
    const asJson = { "content-type": "application/json" };
    expect(await code("loginWithCode", { body: Buffer.from("{"), headers: asJson })).toBe("request/malformed");
    expect(await code("loginWithCode", { body: { lookup: "x" } })).toBe("request/malformed");
    expect(await code("loginWithCode", { body: { lookup, more: 1 } })).toBe("request/malformed");
    expect(await code("loginWithCode", { body: [] })).toBe("request/malformed");
    expect(await code("login", { body: { response: {} } })).toBe("account/passkey");
    expect(await code("login", { body: { response: { id: "a".repeat(2000) } } })).toBe("account/passkey");
    expect(await code("register", { body: { response: { id: "AA" }, wrapper } })).toBe("account/passkey");
    const short = { ...wrapper, kemPublicKey: "AA" };
    expect(await code("registerWithCode", { body: { lookup, wrapper: short } })).toBe("request/malformed");
    const evil = { origin: "https://evil.example" };
    expect(await code("registerWithCode", { body: { lookup, wrapper }, headers: evil })).toBe("request/origin");
    const huge = { lookup, wrapper, more: "x".repeat(1024 * 1024) };
    expect(await code("registerWithCode", { body: huge })).toBe("request/too-large");
    for (const name of ["account", "passkeyOptions", "deleteAccount"] as const) {
      expect(await code(name, {})).toBe("account/signed-out");
      expect(await code(name, { headers: { cookie: `sp_session=${newLookup()}` } })).toBe("account/signed-out");
      expect(await code(name, { headers: { cookie: "sp_session=" } })).toBe("account/signed-out");
    }
    expect((await newDevice().call("loginWithCode", { body: { lookup } })).code).toBe("account/unknown");
  });
});
