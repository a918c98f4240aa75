import type { RouteName } from "../../crypto/protocol/routes.ts";
import { declare, type Declared } from "./declaration.ts";

const notKept = "not kept";
const whileSignedUp = "until its owner removes it or deletes the account";
const untilRead = "until its reader acknowledges it, at most 14 days";

const passkeyOptions = declare(
  "operational",
  "a challenge and this server's settings for passkeys; no name",
  "the challenge 5 minutes, in memory",
);
const passkeyAnswer = declare(
  "public-key",
  "the passkey's answer; its credential id and public key are kept, model and counter are not",
  whileSignedUp,
);
const lookup = declare("blind-value", "finds the wrapper of a written-down code", "hashed, until its owner removes it");
const epoch = declare("counter", "which change of the keys it is", whileSignedUp);
const wrapperId = declare("blind-value", "names a way in", whileSignedUp);
const keyringOf = declare("ciphertext", "the owner's keys, sealed to a way in", whileSignedUp);
const space = declare("public-key", "the address of the space", "until its owner deletes it");
const record = declare(
  "blind-value",
  "names the record and says nothing of its subject",
  "until its owner deletes the space",
);
const change = declare("counter", "devices ask for what changed since", "until its owner deletes the space");
const revision = declare("counter", "two devices do not overwrite each other", "until its owner deletes the space");
const party = declare("public-key", "whose inbox it is", "public");
const cursor = declare("counter", "where a reader goes on", untilRead);
const bucket = declare("counter", "which board, shared by many readers", "14 days");
const notice = declare("operational", "that something came; not what", notKept);
const media = "while a statement names it, and 90 days after";
const digest = declare("hash", "names public content", "as long as the content");

const blindedTokens = declare(
  "blind-value",
  "tokens to sign, blinded: nothing of them can be found again where they are spent",
  "as a hash, so that a draw can be repeated, until its week is over",
);
const blindSignatures = declare("blind-value", "signatures on the blinded tokens", notKept);

const pageLanguage = declare("operational", "which language the page is in", notKept);
const pageOfList = declare("counter", "which part of a long list", notKept);
const page = declare("public", "what the catalogue says, as a page", "public");

const wrapper = {
  kemPublicKey: declare("public-key", "a new keyring is sealed to it", whileSignedUp),
  wrappedSecret: declare("ciphertext", "opens only with the passkey or the code", whileSignedUp),
  sealedKeyring: keyringOf,
} as const;

function wrapperIn(part: string): Record<string, Declared> {
  return Object.fromEntries(Object.entries(wrapper).map(([name, declared]) => [`${part}.wrapper.${name}`, declared]));
}

const keyringAnswer = { "response.epoch": epoch, "response.wrapperId": wrapperId, ...wrapperIn("response") };
const resealed = { "request.epoch": epoch, "request.keyrings.*": keyringOf };

/** Every field that a route receives or sends, by its place. A field of a schema that is not here fails the tests. */
export const routeFields: Readonly<Record<RouteName, Readonly<Record<string, Declared>>>> = {
  registrationOptions: { "response.*": passkeyOptions },
  register: { "request.response.*": passkeyAnswer, ...wrapperIn("request"), "response.wrapperId": wrapperId },
  registerWithCode: { "request.lookup": lookup, ...wrapperIn("request"), "response.wrapperId": wrapperId },
  loginOptions: { "response.*": passkeyOptions },
  login: { "request.response.*": passkeyAnswer, ...keyringAnswer },
  loginWithCode: { "request.lookup": lookup, ...keyringAnswer },
  account: {
    "response.epoch": epoch,
    "response.wrappers[].id": wrapperId,
    "response.wrappers[].kind": declare("operational", "passkey or written-down code", whileSignedUp),
    "response.wrappers[].kemPublicKey": wrapper.kemPublicKey,
    "response.wrappers[].createdOn": declare("day", "shown to its owner", whileSignedUp),
    "response.wrappers[].usedOn": declare("day", "shown to its owner", whileSignedUp),
  },
  passkeyOptions: { "response.*": passkeyOptions },
  addPasskey: {
    "request.response.*": passkeyAnswer,
    ...wrapperIn("request"),
    ...resealed,
    "response.wrapperId": wrapperId,
  },
  setRecoveryCode: { "request.lookup": lookup, ...wrapperIn("request"), ...resealed, "response.wrapperId": wrapperId },
  rotateKeyring: { ...resealed, "response.epoch": epoch },
  logout: {},
  deleteAccount: {},
  drawTokens: {
    "path.purpose": declare(
      "operational",
      "what the tokens will pay for",
      "that a batch was drawn, until its week is over",
    ),
    request: blindedTokens,
    response: blindSignatures,
  },

  openSpace: {
    "path.space": space,
    "request.token": declare(
      "blind-value",
      "pays for the space; its signature was made without seeing it",
      "the hash of its nonce, until its epoch is over",
    ),
    "response.head": change,
  },
  deleteSpace: { "path.space": space },
  listRecords: {
    "path.space": space,
    "query.after": change,
    "response.head": change,
    "response.more": declare("operational", "whether to ask again", notKept),
    "response.records[].id": record,
    "response.records[].revision": revision,
    "response.records[].change": change,
    "response.records[].sealed": declare("ciphertext", "the record, padded", "until its owner deletes it"),
  },
  putRecord: {
    "path.space": space,
    "path.record": record,
    "query.base": revision,
    request: declare("ciphertext", "the record, padded to one of eleven sizes", "until its owner deletes it"),
    "response.revision": revision,
    "response.change": change,
  },
  deleteRecord: {
    "path.space": space,
    "path.record": record,
    "query.base": revision,
    "response.revision": revision,
    "response.change": change,
  },
  spaceEvents: { "path.space": space, response: notice },

  postEnvelope: { "path.party": party, request: declare("ciphertext", "sealed for the party", untilRead) },
  listEnvelopes: {
    "path.party": party,
    "query.after": cursor,
    response: declare("ciphertext", "envelopes with their cursors", untilRead),
  },
  acknowledge: { "path.party": party, "request.cursors[]": cursor },
  inboxEvents: { "path.party": party, response: notice },
  drawPartyTokens: {
    "path.party": party,
    "path.batch": declare("counter", "which of the week's batches", "until its week is over"),
    request: blindedTokens,
    response: blindSignatures,
  },
  postReply: {
    "path.bucket": bucket,
    request: declare("ciphertext", "a tag that only its reader knows, and an envelope sealed for them", "14 days"),
  },
  listReplies: {
    "path.day": declare("day", "which day's board", notKept),
    "path.bucket": bucket,
    "query.after": cursor,
    response: declare("ciphertext", "the board as anyone may read it, with cursors", "14 days"),
  },
  boardEvents: { "path.bucket": bucket, response: notice },

  postStatement: {
    request: declare("public", "a signed document for everyone", "until a newer revision replaces it"),
    "response.digest": digest,
  },
  release: { response: declare("public", "the signed statement of the client that is served", "public") },
  serviceWorker: { response: declare("public", "a file of the client", "public") },
  operator: {
    "response.operator": declare("public-key", "signs what the server says about itself", "public"),
    "response.log.origin": declare("public", "the name of the transparency log", "public"),
    "response.log.key": declare("public-key", "signs the checkpoints of the transparency log", "public"),
  },
  catalogue: {
    "response.instance": declare("public-key", "the key of the instance", "public"),
    "response.packs[].digest": digest,
    "response.packs[].bytes": declare("counter", "shows how far a download is", "public"),
    "response.packs[].statements": declare("counter", "shows how far a download is", "public"),
    "response.replyBuckets": declare("counter", "how many boards a day has", "public"),
  },
  pack: { "path.digest": digest, response: declare("public", "statements, the same for every reader", "public") },
  listing: {
    "path.digest": digest,
    response: declare("public", "which statements the catalogue showed on a day, by their hashes", "14 days"),
  },
  catalogueEvents: { response: notice },
  logCheckpoint: { response: declare("public", "the head of the transparency log, signed", "until the next one") },
  logWitnessed: { response: declare("public", "the newest head that a witness signed", "until a newer one") },
  witness: {
    "response.log": declare("public-key", "signs the checkpoints of the transparency log", "public"),
    "response.key": declare("public-key", "the key with which it signs what it saw of other logs", "public"),
    "response.watched[].origin": declare("public", "another instance's log that it watches", "while it does"),
    "response.watched[].release": declare("public", "whether that instance serves what its log has", "the newest"),
    "response.watched[].checkedOn": declare("day", "when that was found", "the newest"),
  },
  addCheckpoint: {
    request: declare("public", "the head of another instance's log, and that it goes on from the last", "the newest"),
    response: declare("public", "a signature that it was seen, or how far the log was", "public"),
  },
  logTile: {
    "path.tile": declare("counter", "which part of the log; readers of the whole ask for all of them", notKept),
    response: declare("public", "entries of the log, or hashes of its tree", "for ever"),
  },
  putMedia: {
    "path.digest": digest,
    request: declare("public", "a picture for everyone, in two sizes", media),
  },
  media: { "path.digest": digest, response: declare("public", "the picture", media) },
  wholeMedia: { "path.digest": digest, response: declare("public", "the picture in two sizes", media) },
  pictures: {
    "response.thumbnails[].digest": digest,
    "response.thumbnails[].bytes": declare("counter", "how much of a reader's budget it takes", "public"),
    "response.thumbnails[].pictures": declare("counter", "shows what a budget buys", "public"),
    "response.sharper.packs": declare("counter", "says what a sharper picture costs", "public"),
    "response.sharper.bytes": declare("counter", "says what a sharper picture costs", "public"),
    "response.sharper.items": declare("counter", "says among how many an item is asked for", "public"),
  },
  thumbnailPack: {
    "path.digest": digest,
    response: declare("public", "small pictures, the same for every reader", "public"),
  },
  sharperPictures: {
    "response.packs[].digest": digest,
    "response.packs[].from": declare("hash", "which items' pictures a pack has", "public"),
    "response.packs[].bytes": declare("counter", "says what a sharper picture costs", "public"),
    "response.packs[].items": declare("counter", "says among how many an item is asked for", "public"),
  },
  sharpPack: {
    "path.digest": declare("hash", "names a pack of at least 32 items, one of which its reader looks at", notKept),
    response: declare("public", "the pictures of all these items", "public"),
  },

  pages: {},
  frontPage: { "path.language": pageLanguage, response: page },
  stallsPage: { "path.language": pageLanguage, "query.page": pageOfList, response: page },
  categoryPage: {
    "path.language": pageLanguage,
    "path.category": declare("public", "which branch of the city's tree", notKept),
    "query.page": pageOfList,
    response: page,
  },
  stallPage: {
    "path.language": pageLanguage,
    "path.party": declare("public-key", "whose stall it is about", notKept),
    "query.page": pageOfList,
    response: page,
  },
  itemPage: {
    "path.language": pageLanguage,
    "path.party": declare("public-key", "whose item it is about", notKept),
    "path.item": declare("public", "which item it is about", notKept),
    response: page,
  },
  sitemap: { response: declare("public", "where the lists of all pages are", "public") },
  sitemapPart: {
    "path.language": pageLanguage,
    "path.part": pageOfList,
    response: declare("public", "addresses of pages and the day each was last changed", "public"),
  },
  robots: { response: declare("public", "what programs may read here", "public") },

  health: { "response.status": declare("operational", "that the server runs", notKept) },
  ready: { "response.status": declare("operational", "that the database answers", notKept) },
  demoLinks: {
    "response.links[].kind": declare("public", "which kind of desk a demo seat is at", "as long as the demo"),
    "response.links[].name": declare("public", "the invented party of the demo", "as long as the demo"),
    "response.links[].link": declare("public", "an invitation to a demo desk", "as long as the demo"),
  },
  stored: {
    "response.countedAt": declare("operational", "the hour of the count, so that no number tells a moment", "an hour"),
    "response.tables[].table": declare("public", "which table", "public"),
    "response.tables[].rows": declare("counter", "how many rows it has, of everybody together", "an hour, in memory"),
  },
  dataMap: { response: declare("public", "this document", "public") },
};
