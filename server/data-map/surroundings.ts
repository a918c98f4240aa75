import { declare, type Declared } from "./declaration.ts";

const notKept = "not kept";

/** What is read from a request's headers, and the cookie that one group of routes sets. */
export const headers: Readonly<Record<string, Declared>> = {
  "authorization (Key)": declare(
    "public-key",
    "proves a request about an inbox or a space is its owner's",
    "its nonce for 4 to 8 minutes, in memory",
  ),
  "authorization (PrivateToken)": declare(
    "blind-value",
    "pays for an envelope; its signature was made without seeing it",
    "the hash of its nonce, until its epoch is over",
  ),
  "cookie sp_session": declare(
    "blind-value",
    "32 random bytes of a device that is signed in; sent to /account only",
    "stored hashed, at most 30 days after tokens were last drawn",
  ),
  "cookie, referer": declare(
    "operational",
    "refused on relay and spaces; a cookie also on statements and catalogue",
    notKept,
  ),
  origin: declare("operational", "refuses account requests that other sites make", notKept),
  "client address": declare(
    "operational",
    "limits how often one address may write, or ask for public pages",
    "as a hash under a key of the process, a minute, in memory",
  ),
  "x-forwarded-for": declare("operational", "the client address behind trusted proxies", "as the client address"),
  "content-type, content-length, content-encoding": declare("operational", "limits on what is read", notKept),
  "accept-language": declare(
    "operational",
    "chooses the language of a public page where its address names none",
    notKept,
  ),
  "accept, accept-encoding, if-none-match": declare("operational", "which form of a public file to send", notKept),
};

/** Every header of an answer, whichever route it comes from; whatever else arrives was added by something in front. */
export const answerHeaders: Readonly<Record<string, Declared>> = {
  "content-security-policy, permissions-policy, referrer-policy": declare(
    "operational",
    "what a page may load, and what it may not tell others; one constant text for each kind of answer",
    notKept,
  ),
  "cross-origin-embedder-policy, cross-origin-opener-policy, cross-origin-resource-policy, origin-agent-cluster":
    declare("operational", "keeps pages of other sites apart from this one", notKept),
  "x-content-type-options, x-dns-prefetch-control, x-download-options, x-frame-options, x-permitted-cross-domain-policies, x-xss-protection":
    declare("operational", "the same for older browsers", notKept),
  "strict-transport-security": declare(
    "operational",
    "no visit without TLS, where there is TLS",
    "by the browser, 2 years",
  ),
  "set-cookie": declare("blind-value", "the session of a device that signs in; of /account only", "at most 30 days"),
  "content-type, content-length, content-encoding, content-disposition, transfer-encoding": declare(
    "operational",
    "form and length of the answer",
    notKept,
  ),
  "cache-control, etag, vary, retry-after": declare(
    "hash",
    "how long an answer may be kept; a tag is a hash of the answer, the same for everybody",
    "by the browser, as long as the answer",
  ),
  "www-authenticate": declare(
    "public-key",
    "which token is asked for, and the week's key for it, the same for all",
    notKept,
  ),
  "link, location": declare("public", "where a thing's public page is", notKept),
  "connection, keep-alive, date, allow, x-accel-buffering": declare(
    "operational",
    "the connection's own, by HTTP and for proxies",
    notKept,
  ),
};

/** What is kept in the data folder beside the database. */
export const files: Readonly<Record<string, Declared>> = {
  "day-keys/<day>.inbox.key": declare(
    "blind-value",
    "closes the envelopes of a day at rest",
    "until the day's last envelope is read, at most 14 days; then overwritten",
  ),
  "day-keys/<day>.board.key": declare("blind-value", "closes the posts of a day at rest", "14 days; then overwritten"),
  "token-keys/<purpose>-<epoch>.key": declare(
    "blind-value",
    "signs the tokens of one purpose and week, without seeing them",
    "until the week is over; then overwritten",
  ),
  "operator.key": declare(
    "blind-value",
    "the seed of the keys with which the server signs its token keys, releases, listings, checkpoints and cosignatures",
    "for ever",
  ),
  "day-keys/<day>.<use>.key.<process>.draft": declare(
    "blind-value",
    "a key of the day while it is made, so that of two servers one wins",
    "a moment; what a crash left is removed at the next start",
  ),
  "database/": declare("operational", "the embedded database: its tables are declared above", "as its tables"),
  "founder.json": declare(
    "blind-value",
    "the key that speaks for the whole market, with the seat of its first steward",
    "until its operator takes it away from the server, as the command that makes it says",
  ),
  "instance.json": declare("public-key", "the key that founded the instance", "for ever"),
  city: declare("public", "which city's data it is, so that no other's shop is put over it", "for ever"),
  "server.lock": declare("operational", "no two servers open one embedded database", "while the server runs"),
  "demo-links.json": declare("public", "invitation links of a demo", "as long as the demo"),
  "demo-agent.json": declare(
    "operational",
    "keys of a demo's invented stalls, with which the next start renews them; no person's",
    "as long as the demo",
  ),
  "demo-unfinished": declare("operational", "marks a demo whose making was interrupted", "until it is made"),
};
