import { type Model, type Move, withOne } from "./explore.ts";

// Who sees that the log forks
//
// The server is the attacker. It signs whatever it likes and shows each device another log: a log is a word of letters that
// begins with the owner's true key "k"; "a" is any entry, "x" is a key that the server made and names as the owner's. A checkpoint is
// the word itself, since no two words have one root; one is consistent with another when one begins the other.
//
// Two customers and the owner of a stall send each other sealed mail, which carries the checkpoint that its sender last saw. The
// server cannot read or change it, only hold it back; but what somebody who takes "x" for the owner's key writes to the owner,
// the server opens, and it arrives as the server likes: as good as not at all. Devices end and start again.
// Customers with a policy accept only what a witness has cosigned; the witness is honest and keeps one log.

/** Taking one away must break something. */
export interface WatchingProtections {
  /** A device keeps the last checkpoint it saw. */
  readonly checkpointKept: boolean;
  /** It accepts another only when that begins with its own. */
  readonly consistencyDemanded: boolean;
  /** It compares what the mail brings with its own log. */
  readonly mailCompared: boolean;
  /** What the mail brought and the server has not shown yet is kept, and asked for until it is. */
  readonly demandsKept: boolean;
  /** The owner looks for its own key in every entry. */
  readonly ownEntriesWatched: boolean;
  /** The witness cosigns only what continues what it cosigned before. */
  readonly witnessCompares: boolean;
}

export const watchingProtections: WatchingProtections = {
  checkpointKept: true,
  consistencyDemanded: true,
  mailCompared: true,
  demandsKept: true,
  ownEntriesWatched: true,
  witnessCompares: true,
};

export interface WatchingBounds {
  /** Longest log. */
  readonly lengthMax: number;
  readonly mails: number;
  readonly restarts: number;
  /** Whether customers ask for a cosignature. */
  readonly witnessed: boolean;
}

const people = ["Anna", "Beat", "the owner"] as const;
type Person = (typeof people)[number];

interface Watcher {
  /** The log that it holds; empty before the first. */
  readonly log: string;
  /** For the invariants alone: the longest that it ever held. */
  readonly was: string;
  /** Checkpoints that mail brought and that the server has not shown to belong to its log. */
  readonly demands: readonly string[];
  /** Two checkpoints that do not fit, both signed by the server: to be shown to anybody. */
  readonly evidence: boolean;
  /** The owner's device shows an entry about its key that it did not make. */
  readonly alarm: boolean;
  /** For the invariants alone: checkpoints that reached it by mail, through whomever. */
  readonly heard: readonly string[];
}

interface Mail {
  readonly to: Person;
  readonly log: string;
  readonly heard: readonly string[];
}

export interface WatchingState {
  readonly watchers: Readonly<Record<Person, Watcher>>;
  readonly mails: readonly Mail[];
  readonly sent: number;
  readonly cosigned: readonly string[];
  readonly restarts: number;
}

const nobody: Watcher = { log: "", was: "", demands: [], evidence: false, alarm: false, heard: [] };
const fits = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Every log up to a length. */
function logsUpTo(lengthMax: number): string[] {
  const logs = ["k"];
  for (const log of logs) if (log.length < lengthMax) logs.push(`${log}a`, `${log}x`);
  return logs;
}

/** What a device does with the log that the server shows. */
function shown(watcher: Watcher, person: Person, log: string, on: WatchingProtections): Watcher {
  if (watcher.evidence || log === watcher.log) return watcher;
  if (on.consistencyDemanded && !log.startsWith(watcher.log)) {
    // Shorter, it is old news that nobody takes; of any size that does not fit, it proves what the server did.
    return watcher.log.startsWith(log) ? watcher : { ...watcher, evidence: true };
  }
  const was = log.length > watcher.was.length ? log : watcher.was;
  const alarm = watcher.alarm || (person === "the owner" && on.ownEntriesWatched && log.includes("x"));
  return judged({ ...watcher, log, was, alarm }, watcher.demands);
}

/** Compares what mail brought with one's own log, now that this may have grown. */
function judged(watcher: Watcher, demands: readonly string[]): Watcher {
  const contradicts = demands.some((demand) => !demand.startsWith(watcher.log.slice(0, demand.length)));
  const open = demands.filter((demand) => demand.length > watcher.log.length);
  return { ...watcher, demands: open, evidence: watcher.evidence || contradicts };
}

function received(watcher: Watcher, mail: Mail, on: WatchingProtections): Watcher {
  const heard = [mail.log, ...mail.heard].reduce((all, one) => withOne(all, one), watcher.heard);
  if (!on.mailCompared) return { ...watcher, heard };
  const next = judged({ ...watcher, heard }, withOne(watcher.demands, mail.log));
  return on.demandsKept ? next : { ...next, demands: [] };
}

function withWatcher(state: WatchingState, person: Person, watcher: Watcher): WatchingState {
  return { ...state, watchers: { ...state.watchers, [person]: watcher } };
}

function* serverMoves(
  state: WatchingState,
  logs: readonly string[],
  bounds: WatchingBounds,
  on: WatchingProtections,
): Iterable<Move<WatchingState>> {
  for (const person of people) {
    const watcher = state.watchers[person];
    const needsCosignature = bounds.witnessed && person !== "the owner";
    for (const log of logs) {
      if (needsCosignature && !state.cosigned.includes(log)) continue;
      const next = shown(watcher, person, log, on);
      if (next === watcher) continue;
      yield { says: `The server shows ${person} the log "${log}".`, to: withWatcher(state, person, next) };
    }
  }
  if (!bounds.witnessed) return;
  for (const log of logs) {
    const known = state.cosigned.includes(log);
    if (known || (on.witnessCompares && !state.cosigned.every((one) => log.startsWith(one)))) continue;
    yield { says: `The witness cosigns "${log}".`, to: { ...state, cosigned: withOne(state.cosigned, log) } };
  }
}

function* mailMoves(
  state: WatchingState,
  bounds: WatchingBounds,
  on: WatchingProtections,
): Iterable<Move<WatchingState>> {
  for (const from of people) {
    const { log, evidence, heard } = state.watchers[from];
    // Who holds evidence, or waits for a proof, sends nothing more: see the invariants.
    if (log === "" || evidence || state.watchers[from].demands.length > 0 || state.sent >= bounds.mails) continue;
    for (const to of people) {
      if (to === from || (to === "the owner" && log.includes("x"))) continue;
      const mail = { to, log, heard };
      if (state.mails.some((one) => JSON.stringify(one) === JSON.stringify(mail))) continue;
      const mails = [...state.mails, mail].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      yield {
        says: `${from} writes to ${to}, with the checkpoint "${log}".`,
        to: { ...state, mails, sent: state.sent + 1 },
      };
    }
  }
  for (const mail of state.mails) {
    // A copy that comes again later is the network's to send; mail to somebody who has no log yet waits.
    if (state.watchers[mail.to].log === "") continue;
    const next = received(state.watchers[mail.to], mail, on);
    if (JSON.stringify(next) === JSON.stringify(state.watchers[mail.to])) continue;
    yield { says: `${mail.to} reads that mail: "${mail.log}".`, to: withWatcher(state, mail.to, next) };
  }
}

function* restarts(state: WatchingState, on: WatchingProtections): Iterable<Move<WatchingState>> {
  if (state.restarts === 0) return;
  for (const person of people) {
    const watcher = state.watchers[person];
    if (watcher.log === "") continue;
    const next = on.checkpointKept ? watcher : { ...watcher, log: "", demands: [] };
    if (next === watcher) continue;
    yield {
      says: `${person}'s device starts again.`,
      to: { ...withWatcher(state, person, next), restarts: state.restarts - 1 },
    };
  }
}

/** The model, with all protections unless told otherwise. */
export function watchingModel(bounds: WatchingBounds, off: Partial<WatchingProtections> = {}): Model<WatchingState> {
  const on = { ...watchingProtections, ...off };
  const logs = logsUpTo(bounds.lengthMax);
  const all = (state: WatchingState): Watcher[] => people.map((person) => state.watchers[person]);
  return {
    start: {
      watchers: { Anna: nobody, Beat: nobody, "the owner": nobody },
      mails: [],
      sent: 0,
      cosigned: [],
      restarts: bounds.restarts,
    },
    *moves(state) {
      yield* serverMoves(state, logs, bounds, on);
      yield* mailMoves(state, bounds, on);
      yield* restarts(state, on);
    },
    invariants: {
      "nobody goes back": (state) => all(state).every(({ log, was }) => log === "" || log.startsWith(was)),
      "who heard of another log, through whomever, has evidence or is owed a proof": (state) =>
        all(state).every(
          ({ log, heard, evidence, demands }) => evidence || demands.length > 0 || heard.every((one) => fits(one, log)),
        ),
      "a false key that is used is seen, once its user and its owner are on one log": (state) => {
        const { log, alarm } = state.watchers["the owner"];
        return !log.includes("x") || alarm;
      },
      "evidence is true": (state) => {
        const everything = [...all(state).flatMap(({ log, was, heard }) => [log, was, ...heard])];
        const forked = logs.some((log) => everything.some((one) => !fits(one, log)));
        return forked || all(state).every(({ evidence }) => !evidence);
      },
      ...(bounds.witnessed && {
        "two with a witness are on one log": ({ watchers: { Anna, Beat } }) => fits(Anna.log, Beat.log),
      }),
    },
    reaches: {
      "a fork, seen": (state) => all(state).some(({ evidence }) => evidence),
      "a proof that is owed": (state) => all(state).some(({ demands }) => demands.length > 0),
      "the owner sees a false key": (state) => state.watchers["the owner"].alarm,
      "somebody hears of another through a third": (state) => state.mails.some(({ heard }) => heard.length > 0),
    },
  };
}
