import type { Model, Move } from "./explore.ts";

// How the log grows
//
// One server, or two over one database, take statements in, write their entries, cut tiles, and sign checkpoints. Each step is
// durable when it is done; a crash between any two loses what was in memory. The statement and its entry are one transaction, a
// checkpoint is signed over tiles that are stored, and the size only rises. A root is the list of entries that it is over.

/** Taking one away must break something. */
export interface AppendingProtections {
  /** A statement and its entry are one transaction. */
  readonly entryWithStatement: boolean;
  /** A checkpoint is signed after its tiles are stored. */
  readonly tilesBeforeCheckpoint: boolean;
  /** Tiles are cut from entries that are committed. */
  readonly entriesBeforeTiles: boolean;
  /** After a start the log goes on from the last checkpoint that was stored, not from an empty one. */
  readonly goesOnFromStored: boolean;
  /** One server at a time gives out indexes. */
  readonly oneAtATime: boolean;
}

export const appendingProtections: AppendingProtections = {
  entryWithStatement: true,
  tilesBeforeCheckpoint: true,
  entriesBeforeTiles: true,
  goesOnFromStored: true,
  oneAtATime: true,
};

export interface AppendingBounds {
  readonly statements: number;
  readonly servers: 1 | 2;
  readonly crashes: number;
}

interface Server {
  /** What it takes for the log's entries when it cuts tiles; what it knows of before a commit is in memory. */
  readonly draft: string;
  /** Size of the last checkpoint that it signed in this run. */
  readonly signed: number;
}

export interface AppendingState {
  /** Each statement is a letter: those answered as taken, those in the public plane, and the entries in their order. */
  readonly answered: string;
  readonly statements: string;
  readonly entries: string;
  /** Entries under durable tiles. */
  readonly tiles: string;
  /** Every checkpoint ever signed, as its root: what was signed once is in the world for good. */
  readonly signed: readonly string[];
  readonly stored: number;
  readonly servers: readonly Server[];
  readonly crashes: number;
}

const letters = "abcd";
const fresh: Server = { draft: "", signed: 0 };

function withServer(state: AppendingState, index: number, change: Partial<Server>): AppendingState {
  return { ...state, servers: state.servers.map((one, at) => (at === index ? { ...one, ...change } : one)) };
}

function* serverMoves(
  state: AppendingState,
  index: number,
  bounds: AppendingBounds,
  on: AppendingProtections,
): Iterable<Move<AppendingState>> {
  const server = state.servers[index]!;
  const who = bounds.servers === 1 ? "The server" : `Server ${index + 1}`;
  // What it is about to append: a place in the list, taken before it is written.
  const letter = letters
    .slice(0, bounds.statements)
    .split("")
    .find((one) => !taken(state, one));
  const locked = on.oneAtATime && state.servers.some(({ draft }) => draft !== "");
  if (server.draft === "" && letter !== undefined && !locked) {
    const to = withServer(state, index, { draft: state.entries + letter });
    yield { says: `${who} takes in statement ${letter}.`, to };
  }
  if (server.draft !== "") {
    const own = server.draft.at(-1)!;
    const known = state.statements.includes(own);
    const statements = known ? state.statements : state.statements + own;
    // Whoever gives out the same place twice writes over what was there.
    const rest = state.entries.slice(server.draft.length);
    const entries = server.draft + rest;
    if (on.entryWithStatement) {
      const to = { ...withServer(state, index, { draft: "" }), statements, entries, answered: state.answered + own };
      yield { says: `${who} commits statement ${own} with its entry, and answers.`, to };
    } else if (known) {
      yield {
        says: `${who} commits the entry of ${own}.`,
        to: { ...withServer(state, index, { draft: "" }), entries },
      };
    } else {
      const to = { ...state, statements, answered: state.answered + own };
      yield { says: `${who} commits statement ${own} alone, and answers.`, to };
    }
  }
  const source = on.entriesBeforeTiles || server.draft === "" ? state.entries : server.draft;
  if (source.length > state.tiles.length) {
    const to = { ...state, tiles: source };
    yield { says: `${who} stores tiles for ${source.length}.`, to };
  }
  const root = on.tilesBeforeCheckpoint ? state.tiles : state.entries;
  const from = on.goesOnFromStored ? state.stored : server.signed;
  if (root.length > from) {
    // One that forgot how far it was signs the first size that it comes to.
    const over = on.goesOnFromStored ? root : root.slice(0, from + 1);
    const signed = state.signed.includes(over) ? state.signed : [...state.signed, over].sort();
    const to = { ...withServer(state, index, { signed: over.length }), signed, stored: over.length };
    yield { says: `${who} signs a checkpoint of size ${over.length}.`, to };
  }
}

function taken(state: AppendingState, letter: string): boolean {
  return state.statements.includes(letter) || state.servers.some(({ draft }) => draft.endsWith(letter));
}

/** The model, with all protections unless told otherwise. */
export function appendingModel(
  bounds: AppendingBounds,
  off: Partial<AppendingProtections> = {},
): Model<AppendingState> {
  const on = { ...appendingProtections, ...off };
  return {
    start: {
      answered: "",
      statements: "",
      entries: "",
      tiles: "",
      signed: [],
      stored: 0,
      servers: Array.from({ length: bounds.servers }, () => fresh),
      crashes: bounds.crashes,
    },
    *moves(state) {
      for (let index = 0; index < bounds.servers; index += 1) {
        yield* serverMoves(state, index, bounds, on);
        if (state.crashes === 0) continue;
        const who = bounds.servers === 1 ? "The server" : `Server ${index + 1}`;
        const to = { ...withServer(state, index, fresh), crashes: state.crashes - 1 };
        yield { says: `${who} crashes, and starts again.`, to, foul: true };
      }
    },
    invariants: {
      "no checkpoint is signed whose entries and tiles are not stored": ({ signed, entries, tiles }) =>
        signed.every((root) => entries.startsWith(root) && tiles.startsWith(root)),
      "the server never signs two logs": ({ signed }) =>
        signed.every((one) => signed.every((other) => one.startsWith(other) || other.startsWith(one))),
      "the size that is signed never falls": ({ signed, stored }) => signed.every((root) => root.length <= stored),
    },
    reaches: {
      "all is signed": ({ signed }) => signed.some((root) => root.length === bounds.statements),
      "a crash after tiles and before their checkpoint": ({ tiles, stored, crashes }) =>
        tiles.length > stored && crashes < bounds.crashes,
      "a checkpoint over two entries at once": ({ signed }) => signed.includes("ab") && !signed.includes("a"),
    },
    // Every statement that was answered comes into the log, whatever crashed.
    end: ({ statements, answered, entries, signed }) =>
      statements.length === bounds.statements &&
      answered.split("").every((letter) => entries.includes(letter)) &&
      signed.includes(entries),
  };
}
