import type { Model, Move } from "./explore.ts";

// Who drew the token that pays
//
// Anna and Beat draw tokens with their accounts, and post envelopes without them. The server, which issues and redeems, writes
// down all it sees in its order: blinded values by account, and tokens by envelope. Two worlds run side by side over the
// same doings: in one Anna's token pays for the first envelope and Beat's for the second, in the other they change places. The
// server cannot tell who sent what when the two views are the same but for names that chance chose (blinded values, nonces
// and signatures are such: which number stands where says nothing, whether two are the same does).
//
// What makes views alike here is drawing by schedule, keys that are the same for everybody, and retries that repeat what was
// sent. The server may answer a draw with any key it likes, lose any answer, and count.

/** Taking one away must tell the worlds apart. */
export interface UnlinkingProtections {
  /** What is signed is blinded: the nonce is not in what is drawn. */
  readonly blinded: boolean;
  /** Everybody draws at the beginning of an epoch, whatever they need. */
  readonly drawnBySchedule: boolean;
  /** A key that is not in the log is refused: one made for a single person is in nobody's. */
  readonly keysLogged: boolean;
  /** Of two keys in the log for one epoch and purpose, neither is used. */
  readonly oneKeyAnEpoch: boolean;
  /** Drawing and posting go without what names the account. */
  readonly noCookieWithTokens: boolean;
}

export const unlinkingProtections: UnlinkingProtections = {
  blinded: true,
  drawnBySchedule: true,
  keysLogged: true,
  oneKeyAnEpoch: true,
  noCookieWithTokens: true,
};

type Account = "Anna" | "Beat";
type Letter = 1 | 2;

/** One person's batch as it is in both worlds: which key signed it, whether it came. */
interface Draw {
  /** Which of the server's keys answered; 0 before. */
  readonly key: number;
  readonly tries: number;
}

export interface UnlinkingState {
  readonly draws: Readonly<Record<Account, Draw>>;
  /** How often each envelope was posted. */
  readonly posts: Readonly<Record<Letter, number>>;
  /** What the server has seen so far, in each world. */
  readonly views: readonly [readonly string[], readonly string[]];
}

const worlds = [
  { 1: "Anna", 2: "Beat" },
  { 1: "Beat", 2: "Anna" },
] as const satisfies readonly Readonly<Record<Letter, Account>>[];

/** A view with each random name replaced by the place where it first came. */
function canonical(view: readonly string[]): string {
  const places = new Map<string, number>();
  return view
    .map((line) =>
      line.replaceAll(/<[^>]+>/g, (name) => {
        if (!places.has(name)) places.set(name, places.size);
        return `#${places.get(name)}`;
      }),
    )
    .join("; ");
}

/**
 * The model, with all protections unless told otherwise.
 * @param triesMax how often each draw and each post is made at most: retries
 */
export function unlinkingModel(triesMax: number, off: Partial<UnlinkingProtections> = {}): Model<UnlinkingState> {
  const on = { ...unlinkingProtections, ...off };
  const keys = on.keysLogged && on.oneKeyAnEpoch ? [1] : [1, 2];
  const mayPost = ({ draws }: UnlinkingState, account: Account): boolean => draws[account].key !== 0;

  function* drawMoves(state: UnlinkingState): Iterable<Move<UnlinkingState>> {
    const posted = state.posts[1] + state.posts[2] > 0;
    for (const account of ["Anna", "Beat"] as const) {
      const draw = state.draws[account];
      if (draw.tries >= triesMax || (on.drawnBySchedule && posted)) continue;
      for (const key of draw.key === 0 ? keys : [draw.key]) {
        const values = [0, 1].map((index) =>
          on.blinded ? `<blinded ${account} ${index}>` : `<nonce ${account} ${index}>`,
        );
        const line = `${account} draws ${values.join(" ")} of key ${key}`;
        const to = {
          ...state,
          draws: { ...state.draws, [account]: { key, tries: draw.tries + 1 } },
          views: [
            [...state.views[0], line],
            [...state.views[1], line],
          ],
        } satisfies UnlinkingState;
        yield { says: `${account} draws${draw.key === 0 ? "" : " again"}, and is answered with key ${key}.`, to };
      }
    }
  }

  function* postMoves(state: UnlinkingState): Iterable<Move<UnlinkingState>> {
    for (const letter of [1, 2] as const) {
      if (state.posts[letter] >= triesMax) continue;
      const senders = worlds.map((senderOf) => senderOf[letter]);
      const ready = senders.map((sender) => mayPost(state, sender));
      const scheduled = !on.drawnBySchedule || (mayPost(state, "Anna") && mayPost(state, "Beat"));
      if (!scheduled || !ready.includes(true)) continue;
      const lines = senders.map((sender, world) => {
        // Who has no token yet does not post: the server sees that nothing came.
        if (!ready[world]) return [];
        const cookie = on.noCookieWithTokens ? "" : ` and the cookie of ${sender}`;
        return [`envelope ${letter} comes with <nonce ${sender} 0> of key ${state.draws[sender].key}${cookie}`];
      });
      yield {
        says: `Envelope ${letter} is posted${state.posts[letter] > 0 ? " again" : ""}: by ${senders[0]} in one world, by ${senders[1]} in the other.`,
        to: {
          ...state,
          posts: { ...state.posts, [letter]: state.posts[letter] + 1 },
          views: [
            [...state.views[0], ...lines[0]!],
            [...state.views[1], ...lines[1]!],
          ],
        },
      };
    }
  }

  return {
    start: {
      draws: { Anna: { key: 0, tries: 0 }, Beat: { key: 0, tries: 0 } },
      posts: { 1: 0, 2: 0 },
      views: [[], []],
    },
    *moves(state) {
      yield* drawMoves(state);
      yield* postMoves(state);
    },
    invariants: {
      "the server's view does not tell who sent which envelope": ({ views }) =>
        canonical(views[0]) === canonical(views[1]),
    },
    reaches: {
      "both envelopes are paid": ({ posts }) => posts[1] > 0 && posts[2] > 0,
      "an envelope is sent again": ({ posts }) => posts[1] > 1,
      "a batch is drawn again": ({ draws }) => draws.Anna.tries > 1,
    },
  };
}
