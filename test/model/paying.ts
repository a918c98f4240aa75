import { type Model, type Move, withOne } from "./explore.ts";

// What tokens pay for
//
// Heidi is honest, draws two tokens and sends two envelopes. Xaver is not: he may ask for as many batches as he likes, and
// pay for any of his envelopes with any token, at once, again, of another epoch or purpose, or never signed. The network
// delivers each request at any time and any number of times, and loses answers; it reads none (TLS). Server and Heidi's
// device crash between any two steps; what is written in one transaction is there whole or not at all. An epoch ends: its
// spent tokens are forgotten. That nobody can make a token without the issuer is RSABSSA's promise, and taken for granted.
//
// The rule (RFC 9578, and the protocol): a token's nonce is inserted, with the digest of what it pays for, in the same
// transaction as the envelope. The same pair again is a retry and answered as one; the same token for another is refused.

/** What makes each token pay once, and every retry free. */
export interface PayingProtections {
  /** Nonce and envelope are one transaction. */
  readonly paidInOneTransaction: boolean;
  /** The database keeps nonces unique: of two at once one waits for the other, and then sees it. */
  readonly nonceUnique: boolean;
  /** The nonce is kept with the digest of what it paid for: the same pair again is a retry. */
  readonly retryKnown: boolean;
  readonly epochChecked: boolean;
  readonly purposeChecked: boolean;
  readonly signatureChecked: boolean;
  /** What an epoch spent is forgotten only once its tokens are taken no more. */
  readonly forgottenAfterEpoch: boolean;
  /** An account draws once an epoch, and the same blinded values again are the same draw. */
  readonly drawnOnce: boolean;
  readonly redrawSigned: boolean;
  /** The device keeps what it blinded before it asks. */
  readonly blindedKept: boolean;
  /** The token is kept with the envelope: every retry sends the same pair. */
  readonly tokenKeptWithEnvelope: boolean;
}

export const payingProtections: PayingProtections = {
  paidInOneTransaction: true,
  nonceUnique: true,
  retryKnown: true,
  epochChecked: true,
  purposeChecked: true,
  signatureChecked: true,
  forgottenAfterEpoch: true,
  drawnOnce: true,
  redrawSigned: true,
  blindedKept: true,
  tokenKeptWithEnvelope: true,
};

export interface PayingBounds {
  readonly crashes: number;
  /** Answers that get lost. */
  readonly losses: number;
  /** Whether the epoch of Heidi's tokens may end while the model runs. */
  readonly epochEnds: boolean;
}

type Token = "h1" | "h2" | "x1" | "x2" | "x of another epoch" | "x for spaces" | "x unsigned";
type Envelope = "H1" | "H2" | "X1" | "X2";

interface Pair {
  readonly token: Token;
  readonly envelope: Envelope;
}

export interface PayingState {
  /** Batches that were signed: Heidi's, and Xaver's first and second. */
  readonly drawn: readonly ("h" | "x1" | "x2")[];
  /** Heidi's device: what it blinded and keeps, whether it asked, and how many tokens came of it. */
  readonly blinded: number;
  readonly asked: readonly number[];
  readonly wallet: readonly Token[];
  readonly received: boolean;
  /** Her envelopes that wait, each with the token it goes with where that is kept. */
  readonly waiting: readonly Envelope[];
  readonly with: Readonly<Partial<Record<Envelope, Token>>>;
  readonly confirmed: readonly Envelope[];
  readonly refused: readonly Envelope[];
  /** Everything that was ever sent, as `token|envelope`. */
  readonly sent: readonly string[];
  /** Transactions that have looked and not written, and those of two parts that have done the first. */
  readonly underway: readonly string[];
  /** On disk: `token|envelope` of what was paid, and which envelopes lie there, with all tokens that paid for each. */
  readonly spent: readonly string[];
  readonly stored: readonly Envelope[];
  /** For the invariants alone: every payment that ever went through, though it be forgotten. */
  readonly paid: readonly string[];
  readonly over: boolean;
  readonly forgotten: boolean;
  readonly left: { readonly crashes: number; readonly losses: number };
}

const nameOf = ({ token, envelope }: Pair): string => `${token}|${envelope}`;
const pairOf = (name: string): Pair => {
  const [token, envelope] = name.split("|") as [Token, Envelope];
  return { token, envelope };
};
const without = <T>(list: readonly T[], one: T): readonly T[] => list.filter((each) => each !== one);

function* heidiMoves(state: PayingState, on: PayingProtections): Iterable<Move<PayingState>> {
  if (state.blinded === 0) {
    // A device that forgot what it blinded blinds anew: other values, of which the server knows nothing.
    const blinded = Math.max(0, ...state.asked) + 1;
    if (blinded <= 2) yield { says: "Heidi's device blinds a batch.", to: { ...state, blinded } };
  } else if (!state.received) {
    const known = !state.drawn.includes("h");
    const same = state.asked[0] === undefined || state.asked[0] === state.blinded;
    const asked = known ? [state.blinded] : state.asked;
    const drawn = withOne(state.drawn, "h");
    const signed = known || (same && on.redrawSigned) || (!same && !on.drawnOnce);
    if (signed) {
      const full = { ...state, asked, drawn, wallet: ["h1", "h2"] as const, received: true };
      yield { says: "Heidi draws her batch.", to: full };
      if (state.left.losses > 0) {
        const left = { ...state.left, losses: state.left.losses - 1 };
        yield { says: "Heidi draws her batch; the answer is lost.", to: { ...state, asked, drawn, left }, foul: true };
      }
    }
  }
  for (const envelope of ["H1", "H2"] as const) {
    const known = state.waiting.includes(envelope) || state.confirmed.includes(envelope);
    if (known || state.refused.includes(envelope) || (envelope === "H2" && !state.confirmed.includes("H1"))) continue;
    yield { says: `Heidi writes ${envelope}.`, to: { ...state, waiting: withOne(state.waiting, envelope) } };
  }
  for (const envelope of state.waiting) {
    const attached = state.with[envelope];
    if (attached === undefined) {
      const [token] = state.wallet;
      if (token === undefined) continue;
      const sent = withOne(state.sent, nameOf({ token, envelope }));
      const to = { ...state, wallet: without(state.wallet, token), sent };
      const kept = { ...to, with: { ...state.with, [envelope]: token } };
      yield { says: `Heidi's device sends ${envelope} with ${token}.`, to: on.tokenKeptWithEnvelope ? kept : to };
    }
  }
}

/** What the server answers to a pair; null while it has written nothing about it. */
function answerTo(state: PayingState, { token, envelope }: Pair, on: PayingProtections): "taken" | "refused" | null {
  const name = nameOf({ token, envelope });
  if (state.stored.includes(envelope) && state.spent.includes(name)) return on.retryKnown ? "taken" : "refused";
  if (state.spent.includes(name) && on.retryKnown && !on.paidInOneTransaction) return "taken";
  if (state.spent.some((one) => pairOf(one).token === token)) return "refused";
  return null;
}

function isGood(state: PayingState, token: Token, on: PayingProtections): boolean {
  if (on.signatureChecked && token === "x unsigned") return false;
  if (on.purposeChecked && token === "x for spaces") return false;
  if (on.epochChecked && token === "x of another epoch") return false;
  return !(on.epochChecked && state.over);
}

function* serverMoves(state: PayingState, on: PayingProtections): Iterable<Move<PayingState>> {
  for (const name of state.sent) {
    const pair = pairOf(name);
    const answer = answerTo(state, pair, on);
    const mayLook = answer === null && isGood(state, pair.token, on) && !state.underway.includes(name);
    if (mayLook && !state.stored.includes(pair.envelope)) {
      const to = { ...state, underway: withOne(state.underway, name) };
      yield { says: `The server looks at ${pair.envelope} with ${pair.token}: not spent.`, to };
    }
    if (!state.waiting.includes(pair.envelope) || state.with[pair.envelope] !== pair.token) continue;
    const rest = { ...state, waiting: without(state.waiting, pair.envelope) };
    if (answer === "taken") {
      const to = { ...rest, confirmed: withOne(state.confirmed, pair.envelope) };
      yield { says: `Heidi is told that ${pair.envelope} is there.`, to };
    } else if (answer === "refused" || (answer === null && !isGood(state, pair.token, on))) {
      // Her device shows it as refused, and the envelope waits for another token.
      const attached = { ...state.with };
      delete attached[pair.envelope];
      const to = { ...rest, with: attached, refused: withOne(state.refused, pair.envelope) };
      yield { says: `Heidi is told that ${pair.token} does not pay for ${pair.envelope}.`, to };
    }
  }
}

function* transactionMoves(state: PayingState, on: PayingProtections): Iterable<Move<PayingState>> {
  for (const name of state.underway) {
    const { token, envelope } = pairOf(name);
    const underway = without(state.underway, name);
    const taken = on.nonceUnique && state.spent.some((one) => pairOf(one).token === token && one !== name);
    if (taken || state.stored.includes(envelope)) {
      yield { says: `The transaction of ${envelope} with ${token} gives way.`, to: { ...state, underway } };
      continue;
    }
    const spent = withOne(state.spent, name);
    const paid = withOne(state.paid, name);
    const stored = withOne(state.stored, envelope);
    if (on.paidInOneTransaction) {
      const to = { ...state, underway, spent, paid, stored };
      yield { says: `The server commits ${envelope}, paid with ${token}.`, to };
    } else if (state.spent.includes(name)) {
      const to = { ...state, underway, stored, paid };
      yield { says: `The server commits ${envelope}.`, to };
    } else {
      yield { says: `The server commits that ${token} is spent.`, to: { ...state, spent } };
    }
  }
}

function* xaverMoves(state: PayingState, on: PayingProtections): Iterable<Move<PayingState>> {
  for (const batch of ["x1", "x2"] as const) {
    const another = state.drawn.includes(batch === "x1" ? "x2" : "x1");
    if (state.drawn.includes(batch) || (another && on.drawnOnce)) continue;
    yield { says: `Xaver draws batch ${batch}.`, to: { ...state, drawn: withOne(state.drawn, batch) } };
  }
  const own = (["x1", "x2"] as const).filter((token) => state.drawn.includes(token));
  for (const token of [...own, "x of another epoch", "x for spaces", "x unsigned"] as const) {
    for (const envelope of ["X1", "X2"] as const) {
      const sent = withOne(state.sent, nameOf({ token, envelope }));
      const bad = token.startsWith("x ");
      // Which of two envelopes comes with which bad token makes no difference.
      if (sent === state.sent || (bad && envelope === "X2")) continue;
      yield { says: `Xaver sends ${envelope} with ${token}.`, to: { ...state, sent } };
    }
  }
}

function* foulMoves(state: PayingState, on: PayingProtections, bounds: PayingBounds): Iterable<Move<PayingState>> {
  if (state.left.crashes > 0) {
    const left = { ...state.left, crashes: state.left.crashes - 1 };
    yield { says: "The server crashes.", to: { ...state, underway: [], left }, foul: true };
    const blinded = on.blindedKept || state.received ? state.blinded : 0;
    yield { says: "Heidi's device crashes.", to: { ...state, blinded, left }, foul: true };
  }
  if (bounds.epochEnds && !state.over) {
    if (on.forgottenAfterEpoch || state.forgotten) {
      yield { says: "The epoch's tokens are taken no more.", to: { ...state, over: true }, foul: true };
    } else {
      const to = { ...state, forgotten: true, spent: [] };
      yield { says: "What the epoch spent is forgotten, while its tokens are still taken.", to, foul: true };
    }
  }
  if (state.over && !state.forgotten) {
    const to = { ...state, forgotten: true, spent: [], underway: [] };
    yield { says: "What the epoch spent is forgotten.", to, foul: true };
  }
}

function start(bounds: PayingBounds): PayingState {
  const { crashes, losses } = bounds;
  return {
    drawn: [],
    blinded: 0,
    asked: [],
    wallet: [],
    received: false,
    waiting: [],
    with: {},
    confirmed: [],
    refused: [],
    sent: [],
    underway: [],
    spent: [],
    stored: [],
    paid: [],
    over: false,
    forgotten: false,
    left: { crashes, losses },
  };
}

/** The model, with all protections unless told otherwise. */
export function payingModel(bounds: PayingBounds, off: Partial<PayingProtections> = {}): Model<PayingState> {
  const on = { ...payingProtections, ...off };
  const isXaver = (envelope: Envelope): boolean => envelope.startsWith("X");
  return {
    start: start(bounds),
    *moves(state) {
      yield* heidiMoves(state, on);
      yield* serverMoves(state, on);
      yield* transactionMoves(state, on);
      yield* xaverMoves(state, on);
      yield* foulMoves(state, on, bounds);
    },
    invariants: {
      "no more envelopes than tokens that an account may draw": ({ stored }) => stored.filter(isXaver).length <= 1,
      "a token pays for one envelope": ({ paid }) =>
        new Set(paid.map((name) => pairOf(name).token)).size === paid.length,
      "only signed tokens of this purpose and epoch pay": ({ paid }) => paid.every((name) => !name.startsWith("x ")),
      "what was confirmed is there": ({ confirmed, stored }) =>
        confirmed.every((envelope) => stored.includes(envelope)),
      "a retry costs no second token, and loses none": ({ received, wallet, sent }) => {
        const own = sent.filter((name) => name.startsWith("h"));
        const envelopes = new Set(own.map((name) => pairOf(name).envelope));
        return own.length === envelopes.size && wallet.length + own.length === (received ? 2 : 0);
      },
      "an honest retry is never refused": ({ refused, over }) => over || refused.length === 0,
    },
    reaches: {
      "Heidi's two envelopes are there, paid with her two tokens": ({ confirmed, paid }) =>
        confirmed.length === 2 && paid.filter((name) => name.startsWith("h")).length === 2,
      "two transactions with one token at once": ({ underway }) =>
        new Set(underway.map((name) => pairOf(name).token)).size < underway.length,
      "a token comes again after it has paid": ({ spent, sent }) =>
        sent.some((name) => !spent.includes(name) && spent.some((one) => pairOf(one).token === pairOf(name).token)),
      ...(bounds.epochEnds && { "a spent token after its epoch": ({ forgotten, over }) => forgotten && over }),
    },
    ...(!bounds.epochEnds && {
      end: ({ confirmed, stored }) => confirmed.length === 2 && stored.includes("H1") && stored.includes("H2"),
    }),
  };
}
