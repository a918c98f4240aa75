import { type Model, type Move, withOne } from "./explore.ts";

// Envelopes on their way
//
// A customer writes two messages to a producer (message 0, then 1, of one lane), whose staff has two devices and answers
// once (message 2) on the customer's board. The attacker is the network: what was sent once can arrive at any time, in
// any order, any number of times, or never, and so can each answer. Programs end at any moment; one device of the staff
// is lost with all that it holds. The server may crash, and otherwise does as its code does: one that lies about what it
// has stored can lose anything, and nobody but the recipient's silence tells. What is written inside is sealing.ts's.
//
// Code: client/core/outbox.ts, client/core/orders/place-order.ts, client/core/mailroom/inbox.ts and board.ts,
// client/core/desk/producer-thread.ts, client/core/spaces/open-synced-space.ts, server/relay/relay.ts and
// envelope-store.ts.

/** What the code does so that nothing is lost and nothing counts twice. Taking one away must break something. */
export interface DeliveryProtections {
  /** The message and its envelope are kept in one writing. */
  readonly writtenAtOnce: boolean;
  /** A sending leaves the outbox when it is confirmed, not when it was sent. */
  readonly keptUntilConfirmed: boolean;
  /** The relay answers after the commit. */
  readonly answeredAfterCommit: boolean;
  /** The digest that makes an arrival unique and its row are one transaction. */
  readonly acceptedWithRow: boolean;
  /** A message that is in the thread already changes nothing. */
  readonly copiesDropped: boolean;
  /** The server takes a record only over the revision that the device knew. */
  readonly revisionsCompared: boolean;
  /** An envelope is acknowledged once the server holds the record. */
  readonly recordBeforeAcknowledgement: boolean;
  /** The reader of a board keeps the reply before it moves its cursor. */
  readonly replyBeforeCursor: boolean;
  /** Only devices whose outbox is empty are lost. Not a protection that the code has: what it cannot give. */
  readonly nothingUnsentIsLost: boolean;
}

export const deliveryProtections: DeliveryProtections = {
  writtenAtOnce: true,
  keptUntilConfirmed: true,
  answeredAfterCommit: true,
  acceptedWithRow: true,
  copiesDropped: true,
  revisionsCompared: true,
  recordBeforeAcknowledgement: true,
  replyBeforeCursor: true,
  nothingUnsentIsLost: true,
};

/** How often each foul thing happens at most. */
export interface DeliveryBounds {
  readonly crashes: number;
  readonly losses: number;
  /** How often the relay forgets which digests it accepted: the days of retention pass. */
  readonly forgettings: number;
  /** Messages that the customer writes. */
  readonly messages: 1 | 2;
}

const reply = 2;
type Counts = readonly [number, number, number];

interface StaffDevice {
  /** How often each message is in its copy of the thread. */
  readonly has: Counts;
  readonly base: number;
  /** Its copy differs from what the server confirmed. */
  readonly dirty: boolean;
  /** Filed, to be acknowledged. Lost when the program ends. */
  readonly filed: readonly number[];
  /** The reply waits here. */
  readonly outbox: boolean;
}

export interface DeliveryState {
  /** The customer's device: what is kept, what waits, what the server confirmed; bits. */
  readonly written: number;
  readonly outbox: number;
  readonly confirmed: number;
  /** A writing that is half done, where it is not one. */
  readonly half: number | null;
  /** Everything that ever left a device; the network has it for good. */
  readonly sent: number;
  readonly answered: number;
  /** The relay: in memory, on disk. */
  readonly pending: number;
  readonly accepted: number;
  readonly committed: number;
  readonly rows: Counts;
  /** The record on the server. */
  readonly record: Counts;
  readonly revision: number;
  readonly staff: readonly [StaffDevice, StaffDevice];
  /** The customer's board: kept, and the cursor behind it. */
  readonly replied: boolean;
  readonly cursor: boolean;
  /** What it has read of the board and not dealt with yet: in memory. */
  readonly page: boolean;
  readonly left: DeliveryBounds;
}

const bit = (message: number): number => 1 << message;
const has = (bits: number, message: number): boolean => (bits & bit(message)) !== 0;

function withCount(counts: Counts, message: number, count: number): Counts {
  return counts.map((old, index) => (index === message ? count : old)) as unknown as Counts;
}

const newDevice: StaffDevice = { has: [0, 0, 0], base: 0, dirty: false, filed: [], outbox: false };
const names = ["the order", "the second message", "the reply"] as const;
const copiesMax = 2;

function withDevice(state: DeliveryState, index: 0 | 1, change: Partial<StaffDevice>): DeliveryState {
  const staff = state.staff.map((device, at) => (at === index ? { ...device, ...change } : device));
  return { ...state, staff: staff as unknown as DeliveryState["staff"] };
}

function* customerMoves(state: DeliveryState, on: DeliveryProtections): Iterable<Move<DeliveryState>> {
  const next = state.written === 0 ? 0 : state.written === 1 && state.left.messages === 2 ? 1 : null;
  if (state.half !== null) {
    const done = { ...state, half: null, outbox: state.outbox | bit(state.half) };
    yield { says: `Camille's device puts the envelope of ${names[state.half]} into the outbox.`, to: done };
  } else if (next !== null) {
    const written = { ...state, written: state.written | bit(next) };
    const to = on.writtenAtOnce ? { ...written, outbox: state.outbox | bit(next) } : { ...written, half: next };
    yield { says: `Camille writes ${names[next]}.`, to };
  }
  const head = has(state.outbox, 0) ? 0 : has(state.outbox, 1) ? 1 : null;
  if (head !== null && !has(state.sent, head)) {
    const sent = { ...state, sent: state.sent | bit(head) };
    const to = on.keptUntilConfirmed ? sent : { ...sent, outbox: state.outbox & ~bit(head) };
    yield { says: `Camille's device sends ${names[head]}.`, to };
  }
  for (const message of [0, 1]) {
    if (!has(state.answered, message) || !has(state.outbox, message)) continue;
    const to = {
      ...state,
      outbox: state.outbox & ~bit(message),
      confirmed: state.confirmed | bit(message),
    };
    yield { says: `Camille's device is told that the server has ${names[message]}.`, to };
  }
  if (state.rows[reply] > 0 && !state.cursor && !state.page) {
    yield { says: "Camille's device reads the board.", to: { ...state, page: true } };
  }
  if (!state.page) return;
  const keep = { says: "Camille's device keeps the reply.", to: { ...state, replied: true, page: !state.cursor } };
  const move = {
    says: "Camille's device moves its cursor behind the reply.",
    to: { ...state, cursor: true, page: !state.replied },
  };
  if (on.replyBeforeCursor) yield state.replied ? move : keep;
  else yield state.cursor ? keep : move;
}

function* relayMoves(state: DeliveryState, on: DeliveryProtections): Iterable<Move<DeliveryState>> {
  for (const message of [0, 1, reply]) {
    if (!has(state.sent, message)) continue;
    const answered = state.answered | bit(message);
    if (has(state.accepted, message)) {
      if (answered !== state.answered) {
        yield { says: `The relay answers that it has ${names[message]} already.`, to: { ...state, answered } };
      }
    } else if (!has(state.pending, message)) {
      const taken = { ...state, pending: state.pending | bit(message) };
      const to = on.answeredAfterCommit ? taken : { ...taken, answered };
      yield { says: `The relay takes in ${names[message]}.`, to };
    }
    if (!has(state.pending, message)) continue;
    const after = {
      ...state,
      pending: state.pending & ~bit(message),
      accepted: state.accepted | bit(message),
      committed: state.committed | bit(message),
      rows: withCount(state.rows, message, Math.min(copiesMax, state.rows[message]! + 1)),
    };
    if (on.acceptedWithRow) {
      yield { says: `The relay commits ${names[message]} and answers.`, to: { ...after, answered } };
    } else if (has(state.accepted, message)) {
      yield { says: `The relay writes the row of ${names[message]}.`, to: { ...after, answered } };
    }
  }
}

/** The digest alone, in a transaction of its own: the row follows, unless the relay crashes. */
function* digestFirst(state: DeliveryState): Iterable<Move<DeliveryState>> {
  for (const message of [0, 1]) {
    if (!has(state.pending, message) || has(state.accepted, message)) continue;
    const to = { ...state, accepted: state.accepted | bit(message) };
    yield { says: `The relay commits the digest of ${names[message]}.`, to };
  }
}

function* staffMoves(state: DeliveryState, index: 0 | 1, on: DeliveryProtections): Iterable<Move<DeliveryState>> {
  const device = state.staff[index];
  const who = `Device ${index + 1} of the stall`;
  for (const message of [0, 1]) {
    const rows = state.rows[message]!;
    if (rows === 0 || device.filed.includes(message)) continue;
    const filed = withOne(device.filed, message);
    const held = device.has[message]!;
    const copies = on.copiesDropped ? 1 : Math.min(copiesMax, held + rows);
    const change = copies === held ? { filed } : { filed, has: withCount(device.has, message, copies), dirty: true };
    yield { says: `${who} reads ${names[message]} and files it.`, to: withDevice(state, index, change) };
  }
  if (device.dirty && (device.base === state.revision || !on.revisionsCompared)) {
    const revision = state.revision + 1;
    const pushed = withDevice(state, index, { dirty: false, base: revision });
    yield { says: `${who} hands its record to the server.`, to: { ...pushed, revision, record: device.has } };
  }
  if (device.base !== state.revision && on.revisionsCompared) {
    const merged = device.has.map((count, at) => Math.max(count, state.record[at]!)) as unknown as Counts;
    const dirty = merged.some((count, at) => count !== state.record[at]);
    const pulled = withDevice(state, index, { has: merged, base: state.revision, dirty });
    yield { says: `${who} fetches the server's record and merges it with its own.`, to: pulled };
  }
  if (device.filed.length > 0 && (!device.dirty || !on.recordBeforeAcknowledgement)) {
    const rows = state.rows.map((count, at) => (device.filed.includes(at) ? 0 : count)) as unknown as Counts;
    yield {
      says: `${who} acknowledges ${device.filed.map((at) => names[at]).join(" and ")}.`,
      to: { ...withDevice(state, index, { filed: [] }), rows },
    };
  }
  if (index === 0 && device.has[0] > 0 && device.has[reply] === 0) {
    const said = { has: withCount(device.has, reply, 1), dirty: true, outbox: true };
    yield { says: `${who} accepts the order: the reply waits in its outbox.`, to: withDevice(state, index, said) };
  }
  if (device.outbox && !has(state.sent, reply)) {
    yield { says: `${who} sends the reply.`, to: { ...state, sent: state.sent | bit(reply) } };
  }
  if (device.outbox && has(state.answered, reply)) {
    const to = { ...withDevice(state, index, { outbox: false }), confirmed: state.confirmed | bit(reply) };
    yield { says: `${who} is told that the server has the reply.`, to };
  }
}

function* foulMoves(state: DeliveryState, on: DeliveryProtections): Iterable<Move<DeliveryState>> {
  const { left } = state;
  if (left.crashes > 0) {
    const after = { ...left, crashes: left.crashes - 1 };
    yield { says: "The relay crashes.", to: { ...state, pending: 0, left: after }, foul: true };
    yield { says: "Camille's device crashes.", to: { ...state, half: null, page: false, left: after }, foul: true };
    const ended = withDevice(withDevice(state, 0, { filed: [] }), 1, { filed: [] });
    yield { says: "The stall's programs end.", to: { ...ended, left: after }, foul: true };
  }
  if (left.losses > 0) {
    const after = { ...left, losses: left.losses - 1 };
    for (const index of [0, 1] as const) {
      if (on.nothingUnsentIsLost && state.staff[index].outbox) continue;
      const to = { ...withDevice(state, index, newDevice), left: after };
      yield {
        says: `Device ${index + 1} of the stall falls into the lake; a new one takes its place.`,
        to,
        foul: true,
      };
    }
  }
  // The stall looks into its inbox at least once in the days of retention.
  const waiting = state.rows[0] > 0 || state.rows[1] > 0 || state.pending !== 0;
  if (left.forgettings > 0 && state.accepted !== 0 && !waiting) {
    const after = { ...left, forgettings: left.forgettings - 1 };
    yield {
      says: "Days pass: the relay forgets what it accepted.",
      to: { ...state, accepted: 0, left: after },
      foul: true,
    };
  }
}

/** The model, with all protections unless told otherwise. */
export function deliveryModel(
  bounds: DeliveryBounds,
  without: Partial<DeliveryProtections> = {},
): Model<DeliveryState> {
  const on = { ...deliveryProtections, ...without };
  return {
    start: {
      written: 0,
      outbox: 0,
      confirmed: 0,
      half: null,
      sent: 0,
      answered: 0,
      pending: 0,
      accepted: 0,
      committed: 0,
      rows: [0, 0, 0],
      record: [0, 0, 0],
      revision: 0,
      staff: [newDevice, newDevice],
      replied: false,
      cursor: false,
      page: false,
      left: bounds,
    },
    *moves(state) {
      yield* customerMoves(state, on);
      yield* relayMoves(state, on);
      if (!on.acceptedWithRow) yield* digestFirst(state);
      yield* staffMoves(state, 0, on);
      yield* staffMoves(state, 1, on);
      yield* foulMoves(state, on);
    },
    invariants: {
      "no message without its envelope": ({ written, outbox, confirmed, half }) =>
        half !== null || (written & ~(outbox | confirmed)) === 0,
      "nothing confirmed is lost": ({ confirmed, rows, record }) =>
        [0, 1].every((message) => !has(confirmed, message) || rows[message]! > 0 || record[message]! > 0),
      "nothing committed is lost": ({ committed, rows, record }) =>
        [0, 1].every((message) => !has(committed, message) || rows[message]! > 0 || record[message]! > 0),
      "nothing counts twice": ({ record, staff }) =>
        [record, ...staff.map((device) => device.has)].every((counts) => counts.every((count) => count <= 1)),
      "no cursor passes a reply that is not kept": ({ cursor, replied, page }) => !cursor || replied || page,
    },
    reaches: {
      "everything is recorded": ({ record, left }) =>
        record[0] > 0 && record[reply] > 0 && (record[1] > 0 || left.messages === 1),
      "both devices have filed the same envelope": ({ staff }) =>
        staff[0].filed.includes(0) && staff[1].filed.includes(0),
      "a copy lies in the inbox of what is recorded": ({ rows, record }) => rows[0] > 0 && record[0] > 0,
      "a device that was behind": ({ staff, revision }) => staff[1].dirty && staff[1].base < revision,
    },
    end: ({ confirmed, outbox, record, replied, staff }) =>
      confirmed === (bounds.messages === 2 ? 7 : 5) &&
      outbox === 0 &&
      record.every((count, message) => count > 0 || (message === 1 && bounds.messages === 1)) &&
      replied &&
      !staff[0].outbox,
    // How many revisions there were matters to nobody; how far behind each device is does.
    nameOf: (state) => {
      const { left, staff } = state;
      // How many revisions there were matters to nobody; which devices are behind does.
      const device = ({ has: held, base, dirty, filed, outbox }: StaffDevice): string =>
        `${held.join("")}${Number(base === state.revision)}${Number(dirty)}${Number(outbox)}${filed.join("")}`;
      const bits = [
        state.written,
        state.outbox,
        state.confirmed,
        state.half,
        state.sent,
        state.answered,
        state.pending,
      ];
      const more = [state.accepted, state.committed, Number(state.replied), Number(state.cursor), Number(state.page)];
      const rest = [state.rows.join(""), state.record.join(""), left.crashes, left.losses, left.forgettings];
      return [...bits, ...more, ...rest, device(staff[0]), device(staff[1])].join();
    },
  };
}
