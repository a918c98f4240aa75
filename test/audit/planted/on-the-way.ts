import { randomBytes } from "node:crypto";
import { openCheckpoint, logNoteKey, signCheckpoint } from "../../../crypto/checkpoint.ts";
import { cosign } from "../../../crypto/cosignature.ts";
import { exactly } from "../../../crypto/bytes.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../crypto/signature.ts";
import { formatNote, parseNote } from "../../../crypto/signed-note.ts";
import type { Alteration, PassingAnswer } from "../../support/altering-proxy.ts";

/** Keys of the audited site: whoever plants may be the operator, or one with whom its witness plots. */
export interface SiteKeys {
  readonly log: SigningKeyPair;
  readonly witness: SigningKeyPair;
  /** The witness's. */
  readonly name: string;
}

/** Something that a proxy in front, or a changed server, does to what visitors get. */
export interface PlantedOnTheWay {
  readonly name: string;
  readonly check: string;
  readonly alteration: Alteration | ((keys: SiteKeys) => Alteration);
}

const adding = (name: string, value: string | (() => string), only?: (path: string) => boolean): Alteration => ({
  answer: (path, answer) => {
    if (only === undefined || only(path)) answer.headers[name] = typeof value === "string" ? value : value();
  },
});
const without = (...names: string[]): Alteration => ({
  answer: (_path, answer) => {
    for (const name of names) delete answer.headers[name];
  },
});
const policy = (change: (before: string) => string): Alteration => ({
  answer: (_path, { headers }) => {
    const before = headers["content-security-policy"];
    if (typeof before === "string") headers["content-security-policy"] = change(before);
  },
});
const cookie = (change: (before: string) => string): Alteration => ({
  answer: (_path, { headers }) => {
    const before = headers["set-cookie"];
    if (Array.isArray(before)) headers["set-cookie"] = before.map(change);
  },
});
const body = (path: string, change: (text: string) => string): Alteration => ({
  answer: (asked: string, answer: PassingAnswer) => {
    if (asked === path) answer.body = Buffer.from(change(answer.body.toString("utf8")));
  },
});

type Before = { readonly origin: string; readonly size: number; readonly root: Uint8Array };
/** What is served as cosigned, made anew; the newest checkpoint loses its cosignatures. */
const witnessed =
  (make: (before: Before, keys: SiteKeys) => string | null) =>
  (keys: SiteKeys): Alteration => ({
    answer: (path, answer) => {
      if (path !== "/log/witnessed" && path !== "/log/checkpoint") return;
      const note = answer.body.toString("utf8");
      const { text, signatures } = parseNote(note);
      const origin = text.slice(0, text.indexOf("\n"));
      const own = signatures.filter(({ name }) => name === origin);
      const opened = openCheckpoint(note, origin, logNoteKey(origin, keys.log.publicKey));
      const made = path === "/log/checkpoint" ? formatNote({ text, signatures: own }) : make(opened, keys);
      if (made === null) answer.status = 404;
      else answer.body = Buffer.from(made);
    },
  });
const nowSeconds = () => Math.floor(Date.now() / 1000);
/** A checkpoint of the log with a cosignature. */
function cosigned(note: string, { name, witness }: SiteKeys, seconds = nowSeconds()): string {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, cosign(text, name, witness, seconds)] });
}

/** Everything that can be planted between the server and its visitors. */
export const plantedOnTheWay: readonly PlantedOnTheWay[] = [
  { name: "a header that names a program", check: "site/headers", alteration: adding("x-powered-by", "Express") },
  { name: "a header that names a server", check: "site/headers", alteration: adding("server", "nginx/1.27") },
  {
    name: "a header that has browsers report",
    check: "site/headers",
    alteration: adding("report-to", '{"group":"x","max_age":1,"endpoints":[{"url":"https://elsewhere.invalid"}]}'),
  },
  {
    name: "a mark of the request",
    check: "site/headers",
    alteration: adding("x-request-id", () => randomBytes(8).toString("hex")),
  },
  { name: "no policy", check: "site/headers", alteration: without("content-security-policy") },
  {
    name: "a policy with a third party",
    check: "site/headers",
    alteration: policy((before) => before.replace("script-src 'self'", "script-src 'self' https://cdn.example.org")),
  },
  {
    name: "a policy that lets code in",
    check: "site/headers",
    alteration: policy((before) => before.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
  },
  {
    name: "a policy without Trusted Types",
    check: "site/headers",
    alteration: policy((before) => before.replace("; require-trusted-types-for 'script'", "")),
  },
  {
    name: "answers that browsers may guess about",
    check: "site/headers",
    alteration: without("x-content-type-options"),
  },
  { name: "a referrer that is passed on", check: "site/headers", alteration: adding("referrer-policy", "unsafe-url") },
  { name: "a cookie for everybody", check: "site/cookies", alteration: adding("set-cookie", "visitor=1; Path=/") },
  {
    name: "a session that scripts may read",
    check: "site/cookies",
    alteration: cookie((before) => before.replace(/;\s*httponly/i, "")),
  },
  {
    name: "a session that goes everywhere",
    check: "site/cookies",
    alteration: cookie((before) => before.replace(/path=\/account/i, "Path=/")),
  },
  {
    name: "a session that other sites send",
    check: "site/cookies",
    alteration: cookie((before) => before.replace(/samesite=strict/i, "SameSite=None")),
  },
  {
    name: "cookies that are taken off silently",
    check: "site/refusals",
    alteration: { request: (headers) => void delete headers.cookie },
  },
  {
    name: "referrers that are taken off silently",
    check: "site/refusals",
    alteration: { request: (headers) => void delete headers.referer },
  },
  {
    name: "a tag for each visitor",
    check: "site/tags",
    alteration: adding(
      "etag",
      () => `"${randomBytes(16).toString("base64url")}"`,
      (path) => path === "/catalogue",
    ),
  },
  {
    name: "a date that browsers repeat",
    check: "site/tags",
    alteration: adding("last-modified", "Fri, 02 Jan 2026 10:00:00 GMT", (path) => path === "/"),
  },
  {
    name: "another data map",
    check: "site/data-map",
    alteration: body("/.well-known/smartketplace-data-map.json", (text) => text.replace('"14 days"', '"for ever"')),
  },
  {
    name: "a checkpoint of another size",
    check: "log/served",
    alteration: body("/log/checkpoint", (text) => text.replace(/^\d+$/m, "1")),
  },
  {
    name: "another key of the log",
    check: "log/served",
    alteration: body("/operator", (text) => text.replace(/"key":"[\w-]{43}"/, `"key":"${"A".repeat(43)}"`)),
  },
  {
    name: "tiles of another tree",
    check: "log/served",
    alteration: {
      answer: (path, answer) => {
        if (path.startsWith("/log/tile/0/")) answer.body = randomBytes(answer.body.length);
      },
    },
  },
  {
    name: "no cosigned checkpoint",
    check: "log/witnessed",
    alteration: witnessed(() => null),
  },
  {
    name: "a cosignature of three days ago",
    check: "log/witnessed",
    alteration: witnessed(({ origin, size, root }, keys) =>
      cosigned(signCheckpoint({ origin, size, root: exactly(root, 32) }, keys.log), keys, nowSeconds() - 72 * 3600),
    ),
  },
  {
    name: "a cosignature by somebody else under the witness's name",
    check: "log/witnessed",
    alteration: witnessed(({ origin, size, root }, { log, name }) =>
      cosigned(signCheckpoint({ origin, size, root: exactly(root, 32) }, log), {
        log,
        name,
        witness: signingKeyPair(),
      }),
    ),
  },
  {
    name: "a cosigned checkpoint that the log has not signed",
    check: "log/witnessed",
    alteration: witnessed(({ origin, size, root }, keys) =>
      cosigned(signCheckpoint({ origin, size, root: exactly(root, 32) }, signingKeyPair()), keys),
    ),
  },
  {
    name: "a cosignature of another tree",
    check: "log/witnessed",
    alteration: witnessed(({ origin, size }, keys) =>
      cosigned(signCheckpoint({ origin, size, root: exactly(randomBytes(32), 32) }, keys.log), keys),
    ),
  },
  {
    name: "a log that is shorter than what its witness has seen",
    check: "log/witnessed",
    alteration: witnessed(({ origin, size, root }, keys) =>
      cosigned(signCheckpoint({ origin, size: size + 1000, root: exactly(root, 32) }, keys.log), keys),
    ),
  },
  {
    name: "one changed byte of the client",
    check: "client/verified",
    alteration: body("/a.css", (text) => text.replace("0", "1")),
  },
  {
    name: "a script in the page that no release has",
    check: "client/verified",
    alteration: body("/", (text) => text.replace("</head>", '<script src="/more.js"></script></head>')),
  },
  {
    name: "a client whose release is kept back",
    check: "client/verified",
    alteration: {
      answer: (path, answer) => {
        if (path === "/release") answer.status = 404;
      },
    },
  },
  {
    name: "a release that its operator did not sign",
    check: "client/verified",
    alteration: {
      answer: (path, answer) => {
        if (path === "/release") answer.body[0]! ^= 1;
      },
    },
  },
  {
    name: "a script of a third party",
    check: "site/pages",
    alteration: body("/", (text) =>
      text.replace("</head>", '<script src="https://cdn.example.org/count.js"></script></head>'),
    ),
  },
];
