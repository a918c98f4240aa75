import { createHash, randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { KeyringWire, WrapperWire } from "../../crypto/protocol/routes.ts";
import type { AddressLimiter } from "../client-address.ts";
import type { Db } from "../database/open-database.ts";
import { type Clock, dayOf } from "../days.ts";
import { mountRoute, type RouteMount } from "../mount-route.ts";
import { type ProblemCode, ProblemError } from "../problems.ts";
import {
  addWrapper,
  type Changed,
  createAccount,
  deleteAccount,
  findWrapper,
  type FoundWrapper,
  markUsed,
  readAccount,
  type Resealing,
  rotateKeyring,
  type WayIn,
  type WrapperContent,
} from "./account-store.ts";
import { claimedCredentialId, type PasskeyCeremonies } from "./passkey-ceremonies.ts";
import type { Sessions } from "./session-cookie.ts";
import { deleteOtherSessions } from "./session-store.ts";

const userIdBytes = 32;

/** A lookup is stored hashed, so that the database does not hold what a code-login sends. */
function lookupHash(lookup: string): Uint8Array {
  return createHash("sha256").update(fromBase64url(lookup)).digest();
}

function wrapperContent(wire: WrapperWire): WrapperContent {
  return {
    kemPublicKey: fromBase64url(wire.kemPublicKey),
    wrappedSecret: fromBase64url(wire.wrappedSecret),
    sealedKeyring: fromBase64url(wire.sealedKeyring),
  };
}

function resealing(wire: { epoch: number; keyrings: Readonly<Record<string, string>> }): Resealing {
  const keyrings = Object.entries(wire.keyrings).map(([id, sealed]) => [id, fromBase64url(sealed)] as const);
  return { epoch: wire.epoch, keyrings: new Map(keyrings) };
}

function keyringWire(found: FoundWrapper): KeyringWire {
  return {
    epoch: found.epoch,
    wrapperId: toBase64url(found.id),
    wrapper: {
      kemPublicKey: toBase64url(found.kemPublicKey),
      wrappedSecret: toBase64url(found.wrappedSecret),
      sealedKeyring: toBase64url(found.sealedKeyring),
    },
  };
}

const refusals: Record<Exclude<Changed["outcome"], "changed">, ProblemCode> = {
  "no-account": "account/signed-out",
  "wrong-epoch": "account/epoch",
  "wrong-wrappers": "account/wrappers",
  exists: "account/exists",
  "too-many": "account/quota",
  "last-way": "account/last-way",
};

function settled(changed: Changed): { wrapperId: string } {
  if (changed.outcome !== "changed") throw new ProblemError(refusals[changed.outcome]);
  return { wrapperId: toBase64url(changed.wrapperId) };
}

interface Parts {
  readonly db: Db;
  readonly clock: Clock;
  readonly ceremonies: PasskeyCeremonies;
  readonly sessions: Sessions;
  readonly limiter: AddressLimiter;
}

/** Accounts: passkeys and wrapped keyrings, so that a person can unlock what is theirs. Nothing says who they are. */
export function mountAccountRoutes(mount: RouteMount, parts: Parts): void {
  const limited: RequestHandler = async (request, _response, next) => {
    await parts.limiter.consume(request);
    next();
  };
  mountRegistrations(mount, parts, limited);
  mountLogins(mount, parts, limited);
  mountWrappers(mount, parts, limited);
}

function mountRegistrations(mount: RouteMount, parts: Parts, limited: RequestHandler): void {
  const { db, clock, ceremonies, sessions } = parts;
  const create = async (id: Uint8Array, wayIn: WayIn, wrapper: WrapperWire): Promise<Uint8Array> => {
    const wrapperId = await createAccount(db, id, wayIn, wrapperContent(wrapper), dayOf(clock()));
    if (wrapperId === null) throw new ProblemError("account/exists");
    return wrapperId;
  };

  const options = async () => {
    const userId = randomBytes(userIdBytes);
    return { ...(await ceremonies.registrationOptions(userId, { use: "register", userId }, [])) };
  };
  mountRoute(mount, "registrationOptions", options, limited);

  mountRoute(
    mount,
    "register",
    async ({ body, response }) => {
      const { passkey, purpose } = await ceremonies.verifyRegistration(body.response, "register");
      const wrapperId = await create(purpose.userId, { kind: "passkey", ...passkey }, body.wrapper);
      await sessions.begin(purpose.userId, response);
      return { wrapperId: toBase64url(wrapperId) };
    },
    limited,
  );

  mountRoute(
    mount,
    "registerWithCode",
    async ({ body, response }) => {
      const account = randomBytes(userIdBytes);
      const wayIn = { kind: "recovery-code", lookupHash: lookupHash(body.lookup) } as const;
      const wrapperId = await create(account, wayIn, body.wrapper);
      await sessions.begin(account, response);
      return { wrapperId: toBase64url(wrapperId) };
    },
    limited,
  );
}

function mountLogins(mount: RouteMount, parts: Parts, limited: RequestHandler): void {
  const { db, clock, ceremonies, sessions } = parts;

  mountRoute(mount, "loginOptions", async () => ({ ...(await ceremonies.loginOptions()) }), limited);

  mountRoute(
    mount,
    "login",
    async ({ body, response }) => {
      const credentialId = claimedCredentialId(body.response);
      const found = await findWrapper(db, { credentialId });
      const publicKey = found?.credentialPublicKey ?? null;
      if (found === null || publicKey === null) throw new ProblemError("account/unknown");
      await ceremonies.verifyLogin(body.response, { credentialId, publicKey });
      await markUsed(db, found.id, dayOf(clock()));
      await sessions.begin(found.account, response);
      return keyringWire(found);
    },
    limited,
  );

  mountRoute(
    mount,
    "loginWithCode",
    async ({ body, response }) => {
      const found = await findWrapper(db, { lookupHash: lookupHash(body.lookup) });
      if (found === null) throw new ProblemError("account/unknown");
      await markUsed(db, found.id, dayOf(clock()));
      await sessions.begin(found.account, response);
      return keyringWire(found);
    },
    limited,
  );

  mountRoute(mount, "logout", async ({ request, response }) => sessions.end(request, response), limited);
}

function mountWrappers(mount: RouteMount, parts: Parts, limited: RequestHandler): void {
  const { db, clock, ceremonies, sessions } = parts;
  const present = async (account: Uint8Array) => {
    const read = await readAccount(db, account);
    if (read === null) throw new ProblemError("account/signed-out");
    return read;
  };
  const add = (account: Uint8Array, wayIn: WayIn, wrapper: WrapperWire, to: Resealing) =>
    addWrapper(db, account, wayIn, wrapperContent(wrapper), to, {
      today: dayOf(clock()),
      passkeysMax: limits.passkeysPerAccountMax,
    });

  mountRoute(mount, "account", async ({ request, response }) => {
    const { epoch, wrappers } = await present((await sessions.require(request)).account);
    response.set("Cache-Control", "no-store");
    return {
      epoch,
      wrappers: wrappers.map((wrapper) => ({
        id: toBase64url(wrapper.id),
        kind: wrapper.kind,
        kemPublicKey: toBase64url(wrapper.kem_public_key),
        createdOn: wrapper.created_on,
        usedOn: wrapper.used_on,
      })),
    };
  });

  mountRoute(
    mount,
    "passkeyOptions",
    async ({ request }) => {
      const { account } = await sessions.require(request);
      const { wrappers } = await present(account);
      const known = wrappers.flatMap(({ credential_id: id }) => (id === null ? [] : [id]));
      return { ...(await ceremonies.registrationOptions(account, { use: "add", account }, known)) };
    },
    limited,
  );

  mountRoute(mount, "addPasskey", async ({ request, body }) => {
    const { account } = await sessions.require(request);
    const { passkey, purpose } = await ceremonies.verifyRegistration(body.response, "add");
    if (Buffer.compare(purpose.account, account) !== 0) throw new ProblemError("account/challenge");
    return settled(await add(account, { kind: "passkey", ...passkey }, body.wrapper, resealing(body)));
  });

  mountRoute(mount, "setRecoveryCode", async ({ request, body }) => {
    const { account } = await sessions.require(request);
    const wayIn = { kind: "recovery-code", lookupHash: lookupHash(body.lookup) } as const;
    return settled(await add(account, wayIn, body.wrapper, resealing(body)));
  });

  mountRoute(mount, "rotateKeyring", async ({ request, body }) => {
    const { account, tokenHash } = await sessions.require(request);
    const outcome = await rotateKeyring(db, account, resealing(body));
    if (outcome !== "changed") throw new ProblemError(refusals[outcome]);
    await deleteOtherSessions(db, account, tokenHash);
    return { epoch: body.epoch };
  });

  mountRoute(mount, "deleteAccount", async ({ request, response }) => {
    const { account } = await sessions.require(request);
    await deleteAccount(db, account);
    await sessions.end(request, response);
  });
}
