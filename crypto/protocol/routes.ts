import { z } from "zod";
import { logRoutes } from "./log-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { base64urlOf, base64urlUpTo, day, digest, line, logOrigin, recordId, revision } from "./primitives.ts";

/**
 * Every route of the server: the one table that server, client and data map read. Paths are Express patterns:
 * `:name` is one part, `*name` all that follow.
 * `auth`: `none`; `session`, the account cookie; `key`, `Authorization: Key` by the key in the path; `token`,
 * `Authorization: PrivateToken` (RFC 9577), which says nothing of who sends.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly auth: "none" | "session" | "key" | "token";
  readonly request: z.ZodType | "bytes" | null;
  readonly response: z.ZodType | "bytes" | "events" | null;
  readonly query?: z.ZodType;
}

/** WebAuthn options and answers are SimpleWebAuthn's own JSON; the library checks them, the limit on the body bounds them. */
const webAuthnJson = z.record(z.string(), z.unknown());
const wrapper = z.strictObject({
  kemPublicKey: base64urlOf(1216),
  wrappedSecret: base64urlOf(72),
  sealedKeyring: base64urlUpTo(32_768),
});
const wrapperInfo = z.strictObject({
  id: base64urlOf(16),
  kind: z.enum(["passkey", "recovery-code"]),
  kemPublicKey: base64urlOf(1216),
  createdOn: day,
  usedOn: day,
});
const epoch = z.int().min(1).max(0xffff_ffff);
const keyring = z.strictObject({ epoch, wrapperId: base64urlOf(16), wrapper });
const cursor = z.coerce.number().int().min(0);

/** A pack of thumbnails: where in the order it stands, everybody learns from the list. */
const thumbnailPackInfo = z.strictObject({ digest, bytes: z.int().min(0), pictures: z.int().min(1) });
/** A pack of sharp pictures: of the items whose place (picture-file.ts) is `from` or later, up to the next pack's. */
const sharpPackInfo = z.strictObject({
  digest,
  from: z.string().regex(/^[0-9a-f]{12}$/),
  bytes: z.int().min(0),
  items: z.int().min(1),
});

export const packInfo = z.strictObject({ digest, bytes: z.int().min(0), statements: z.int().min(0) });

/** A seat at a demo desk. `link` is the path and fragment of an invitation: `/join#<secret>`. */
export const demoLink = z.strictObject({
  kind: z.enum(["producer", "courier", "steward", "pickup-point"]),
  name: line(60),
  link: z.string().regex(/^\/join#[\w-]{1,200}$/),
});
export type DemoLink = z.infer<typeof demoLink>;

export const routes = {
  // account: cookie, path-limited
  registrationOptions: {
    method: "POST",
    path: "/account/registration-options",
    auth: "none",
    request: z.strictObject({}),
    response: webAuthnJson,
  },
  register: {
    method: "POST",
    path: "/account/registrations",
    auth: "none",
    request: z.strictObject({ response: webAuthnJson, wrapper }),
    response: z.strictObject({ wrapperId: base64urlOf(16) }),
  },
  registerWithCode: {
    method: "POST",
    path: "/account/code-registrations",
    auth: "none",
    request: z.strictObject({ lookup: base64urlOf(32), wrapper }),
    response: z.strictObject({ wrapperId: base64urlOf(16) }),
  },
  loginOptions: {
    method: "POST",
    path: "/account/login-options",
    auth: "none",
    request: z.strictObject({}),
    response: webAuthnJson,
  },
  login: {
    method: "POST",
    path: "/account/logins",
    auth: "none",
    request: z.strictObject({ response: webAuthnJson }),
    response: keyring,
  },
  loginWithCode: {
    method: "POST",
    path: "/account/code-logins",
    auth: "none",
    request: z.strictObject({ lookup: base64urlOf(32) }),
    response: keyring,
  },
  account: {
    method: "GET",
    path: "/account",
    auth: "session",
    request: null,
    response: z.strictObject({ epoch, wrappers: z.array(wrapperInfo) }),
  },
  passkeyOptions: {
    method: "POST",
    path: "/account/passkey-options",
    auth: "session",
    request: z.strictObject({}),
    response: webAuthnJson,
  },
  /** Adds a wrapper; `keyrings` re-seals the new keyring, which lists it, to every wrapper, the new one by its key. */
  addPasskey: {
    method: "POST",
    path: "/account/passkeys",
    auth: "session",
    request: z.strictObject({
      response: webAuthnJson,
      wrapper,
      epoch,
      keyrings: z.record(base64urlOf(16), base64urlUpTo(32_768)),
    }),
    response: z.strictObject({ wrapperId: base64urlOf(16) }),
  },
  /** Sets or replaces the recovery code's wrapper. */
  setRecoveryCode: {
    method: "PUT",
    path: "/account/recovery-code",
    auth: "session",
    request: z.strictObject({
      lookup: base64urlOf(32),
      wrapper,
      epoch,
      keyrings: z.record(base64urlOf(16), base64urlUpTo(32_768)),
    }),
    response: z.strictObject({ wrapperId: base64urlOf(16) }),
  },
  /** Rotates the keyring: wrappers that are not named are removed, with their passkeys. 409 unless `epoch` is one more. */
  rotateKeyring: {
    method: "PUT",
    path: "/account/keyring",
    auth: "session",
    request: z.strictObject({ epoch, keyrings: z.record(base64urlOf(16), base64urlUpTo(32_768)) }),
    response: z.strictObject({ epoch }),
  },
  logout: { method: "POST", path: "/account/logout", auth: "none", request: z.strictObject({}), response: null },
  deleteAccount: { method: "DELETE", path: "/account", auth: "session", request: null, response: null },
  /**
   * One batch an account, purpose and epoch (token-epochs.ts). Body: TokenRequests of RFC 9578, one after the other;
   * answer: a blind signature of 256 bytes for each. The same requests again get the same answer, others 409.
   */
  drawTokens: {
    method: "POST",
    path: "/account/tokens/:purpose",
    auth: "session",
    request: "bytes",
    response: "bytes",
  },

  // private plane: spaces and records, signed by the space's key
  openSpace: {
    method: "PUT",
    path: "/spaces/:space",
    auth: "key",
    /** A token for the purpose `space`; a space that is open already takes none. */
    request: z.strictObject({ token: base64urlOf(354) }),
    response: z.strictObject({ head: z.int() }),
  },
  deleteSpace: { method: "DELETE", path: "/spaces/:space", auth: "key", request: null, response: null },
  listRecords: {
    method: "GET",
    path: "/spaces/:space/records",
    auth: "key",
    request: null,
    query: z.strictObject({ after: cursor.default(0) }),
    /** `sealed` is null for a record that was deleted. `head` is the newest change of the space, `change` each record's. */
    response: z.strictObject({
      head: z.int(),
      more: z.boolean(),
      records: z.array(
        z.strictObject({ id: recordId, revision, change: z.int(), sealed: base64urlUpTo(262_144).nullable() }),
      ),
    }),
  },
  /** `base` is the revision this replaces, 0 for a new record. 409 with the current one when it is not. */
  putRecord: {
    method: "PUT",
    path: "/spaces/:space/records/:record",
    auth: "key",
    query: z.strictObject({ base: cursor }),
    request: "bytes",
    response: z.strictObject({ revision, change: z.int() }),
  },
  deleteRecord: {
    method: "DELETE",
    path: "/spaces/:space/records/:record",
    auth: "key",
    query: z.strictObject({ base: cursor }),
    request: null,
    response: z.strictObject({ revision, change: z.int() }),
  },
  spaceEvents: { method: "GET", path: "/spaces/:space/events", auth: "key", request: null, response: "events" },

  // sealed plane: the relay
  postEnvelope: {
    method: "POST",
    path: "/relay/inboxes/:party/envelopes",
    auth: "token",
    request: "bytes",
    response: null,
  },
  /** Frames `u64 cursor | u32 length | envelope`, oldest first, at most 200. */
  listEnvelopes: {
    method: "GET",
    path: "/relay/inboxes/:party/envelopes",
    auth: "key",
    query: z.strictObject({ after: cursor.default(0) }),
    request: null,
    response: "bytes",
  },
  /** Acknowledges by deletion, at most 200 cursors. */
  acknowledge: {
    method: "POST",
    path: "/relay/inboxes/:party/acknowledgements",
    auth: "key",
    request: z.strictObject({ cursors: z.array(z.int().min(1)).min(1).max(200) }),
    response: null,
  },
  /** As `drawTokens`, for accredited parties: the batches of a week are numbered from 0. */
  drawPartyTokens: {
    method: "POST",
    path: "/relay/inboxes/:party/tokens/:batch",
    auth: "key",
    request: "bytes",
    response: "bytes",
  },
  inboxEvents: { method: "GET", path: "/relay/inboxes/:party/events", auth: "key", request: null, response: "events" },
  /** Body: `tag 16 | envelope`. Goes to today's board. */
  postReply: { method: "POST", path: "/relay/boards/:bucket", auth: "token", request: "bytes", response: null },
  /** Frames `u64 cursor | u32 length | tag | envelope`, oldest first, at most 200. */
  listReplies: {
    method: "GET",
    path: "/relay/boards/:day/:bucket",
    auth: "none",
    query: z.strictObject({ after: cursor.default(0) }),
    request: null,
    response: "bytes",
  },
  boardEvents: { method: "GET", path: "/relay/boards/:bucket/events", auth: "none", request: null, response: "events" },

  // public plane
  postStatement: {
    method: "POST",
    path: "/statements",
    auth: "none",
    request: "bytes",
    response: z.strictObject({ digest }),
  },
  /** The keys that an instance statement names, for whoever founds the instance. */
  operator: {
    method: "GET",
    path: "/operator",
    auth: "none",
    request: null,
    response: z.strictObject({
      operator: base64urlOf(32),
      log: z.strictObject({ origin: logOrigin, key: base64urlOf(32) }),
    }),
  },
  /** The statement of the client that is served: what each of its files is, byte for byte. 404 where none was made. */
  release: { method: "GET", path: "/release", auth: "none", request: null, response: "bytes" },
  /** A file of the client: what a browser fetches by itself when it looks for a newer one. */
  serviceWorker: { method: "GET", path: "/service-worker.js", auth: "none", request: null, response: "bytes" },
  catalogue: {
    method: "GET",
    path: "/catalogue",
    auth: "none",
    request: null,
    /** Packs in the order in which a client should read them; in a later pack a higher revision replaces a lower. */
    response: z.strictObject({ instance: base64urlOf(32).nullable(), packs: z.array(packInfo), replyBuckets: z.int() }),
  },
  /** What the catalogue showed on a day of the last fourteen, as its `catalogue` statement names it (catalogue-listing.ts). */
  listing: { method: "GET", path: "/catalogue/listings/:digest", auth: "none", request: null, response: "bytes" },
  pack: { method: "GET", path: "/catalogue/packs/:digest", auth: "none", request: null, response: "bytes" },
  ...logRoutes,
  catalogueEvents: { method: "GET", path: "/catalogue/events", auth: "none", request: null, response: "events" },
  /** Signed by the uploading party's key. Body: both sizes of a picture (picture-file.ts). */
  putMedia: { method: "PUT", path: "/media/:digest", auth: "key", request: "bytes", response: null },
  /** The sharp picture as an image file, for pages of others that show it. The client never asks: see the packs below. */
  media: { method: "GET", path: "/media/:digest", auth: "none", request: null, response: "bytes" },
  /** Both sizes as they were sent: for the desk of the stall that brought them, before they are in a pack. */
  wholeMedia: { method: "GET", path: "/media/:digest/whole", auth: "none", request: null, response: "bytes" },
  /**
   * Packs of thumbnails in the order in which everybody fetches them: main pictures before further ones, the newest
   * first. `sharper` sums up what `sharperPictures` lists.
   */
  pictures: {
    method: "GET",
    path: "/pictures",
    auth: "none",
    request: null,
    response: z.strictObject({
      thumbnails: z.array(thumbnailPackInfo),
      sharper: z.strictObject({ packs: z.int().min(0), bytes: z.int().min(0), items: z.int().min(0) }),
    }),
  },
  thumbnailPack: {
    method: "GET",
    path: "/pictures/thumbnails/:digest",
    auth: "none",
    request: null,
    response: "bytes",
  },
  sharperPictures: {
    method: "GET",
    path: "/pictures/sharper",
    auth: "none",
    request: null,
    response: z.strictObject({ packs: z.array(sharpPackInfo) }),
  },
  sharpPack: { method: "GET", path: "/pictures/sharper/:digest", auth: "none", request: null, response: "bytes" },

  ...pageRoutes,

  health: {
    method: "GET",
    path: "/health",
    auth: "none",
    request: null,
    response: z.strictObject({ status: z.literal("ok") }),
  },
  ready: {
    method: "GET",
    path: "/ready",
    auth: "none",
    request: null,
    response: z.strictObject({ status: z.enum(["ok", "unavailable"]) }),
  },
  /** Only where a demo was made: the invitations that let anyone sit at one of its desks. 404 elsewhere. */
  demoLinks: {
    method: "GET",
    path: "/demo.json",
    auth: "none",
    request: null,
    response: z.strictObject({ links: z.array(demoLink).max(100) }),
  },
  /** How many rows each table has, counted once an hour: what the audit page shows beside the data map. */
  stored: {
    method: "GET",
    path: "/stored",
    auth: "none",
    request: null,
    response: z.strictObject({
      countedAt: z.iso.datetime(),
      tables: z.array(z.strictObject({ table: z.string().regex(/^[a-z_]+\.[a-z_]+$/), rows: z.int().min(0) })).max(100),
    }),
  },
  dataMap: {
    method: "GET",
    path: "/.well-known/smartketplace-data-map.json",
    auth: "none",
    request: null,
    response: z.unknown(),
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export type WrapperWire = z.infer<typeof wrapper>;
export type WrapperInfo = z.infer<typeof wrapperInfo>;
export type KeyringWire = z.infer<typeof keyring>;
export type PicturesWire = z.infer<(typeof routes)["pictures"]["response"]>;
export type SharperWire = z.infer<(typeof routes)["sharperPictures"]["response"]>;
export type CatalogueWire = z.infer<(typeof routes)["catalogue"]["response"]>;
export type StoredWire = z.infer<(typeof routes)["stored"]["response"]>;
export type RecordsWire = z.infer<(typeof routes)["listRecords"]["response"]>;

/** RFC 9457 problem details. `code` is the literal that a client narrows on; nothing of the request is echoed. */
export const problem = z.looseObject({ type: z.string(), title: z.string(), status: z.int(), code: z.string() });
export type Problem = z.infer<typeof problem>;
