import { type Model, type Move, withOne } from "./explore.ts";
import {
  type Cast,
  type Kept,
  read,
  type SealingProtections,
  sealingProtections,
  type SealingState,
  textOf,
  type Wires,
  world,
} from "./sealing-world.ts";

// What is written in envelopes
//
// Terms in the manner of Dolev and Yao: cryptography is perfect, and the attacker is the server and every wire. It keeps
// all it ever saw, opens what is sealed to keys that it holds, and delivers anything that it has or can make, in any order, as
// often as it likes. Making means sealing, to any key and for any reader, a signed message that it could read, or one that
// it signs with a key of its own. It knows every public key, reply keys included.
//
// Camille, a customer, has two orders: "t1" at the farm and "t2" at Mallory's stall; both are carried by the courier. Farm
// and courier are honest. Mallory's stall is the attacker's, and so is Drac, a customer and a stall as he pleases; in the
// second cast it is the courier who is the attacker's. In the third the farm carries by itself, with one key for both desks.
//
// Code: crypto/envelope.ts, crypto/pseudonym.ts, client/core/orders/place-order.ts, client/core/desk/producer-thread.ts,
// courier-thread.ts and courier-desk.ts, client/core/mailroom/board.ts, client/core/catalogue/statement-book.ts.

const nothingKept = { farm: [], courier: [], Camille: [] } as const;

function saying(name: string, { role, thread, signed }: Kept): string {
  const { by, message } = signed;
  return `${name} takes "${message.type}" in ${thread}, signed by ${by}, for the ${role}'s word.`;
}

/**
 * The model, with all protections unless told otherwise.
 * @param forgedMax how many messages of the attacker's own are taken in at most
 */
export function sealingModel(
  cast: Cast,
  forgedMax: number,
  without: Partial<SealingProtections> = {},
): Model<SealingState> {
  const on = { ...sealingProtections, ...without };
  const { wiresOf, desks, postable, opened: openedAt, stallOf, carrierOf, dishonest } = world(cast, on);
  const wires = new WeakMap<SealingState, Wires>();
  const wiresIn = (state: SealingState): Wires => {
    const known = wires.get(state) ?? wiresOf(state);
    wires.set(state, known);
    return known;
  };
  const everyKept = (state: SealingState): Kept[] =>
    Object.values(state.kept)
      .flat()
      .map(read<Kept>);
  const honest = (key: string): boolean => !dishonest.has(key);

  return {
    start: { placed: [], swapped: "", kept: nothingKept, forged: 0 },
    *moves(state) {
      for (const thread of ["t1", "t2"] as const) {
        if (state.placed.includes(thread)) continue;
        yield {
          says: `Camille orders at ${stallOf[thread] === "farm" ? "the farm" : "Mallory's"}: ${thread}.`,
          to: { ...state, placed: withOne(state.placed, thread) },
        };
      }
      if (state.placed.includes("t1") && !state.placed.includes("cancel")) {
        yield { says: "Camille asks to cancel t1.", to: { ...state, placed: withOne(state.placed, "cancel") } };
      }
      if (!on.inboxKeysSigned && state.swapped === "" && state.placed.length === 0) {
        for (const party of ["farm", "courier"]) {
          yield { says: `The server names Drac's key as that of the ${party}.`, to: { ...state, swapped: party } };
        }
      }
      const wired = wiresIn(state);
      for (const desk of desks) {
        for (const { envelope, own } of postable(desk, wired)) {
          if (own && state.forged >= forgedMax) continue;
          const signed = openedAt(envelope, desk.key, desk.desk);
          const kept = signed && desk.keep(state, signed);
          if (!kept) continue;
          const next = withOne(state.kept[desk.reader], textOf(kept));
          if (next === state.kept[desk.reader]) continue;
          const to = { ...state, kept: { ...state.kept, [desk.reader]: next }, forged: state.forged + Number(own) };
          yield { says: saying(desk.name, kept), to } satisfies Move<SealingState>;
        }
      }
    },
    invariants: {
      "only whom it was written for opens it": (state) => {
        const { opened, said, meant } = wiresIn(state);
        return [...opened].every((text) => meant.has(text) || !said.has(text));
      },
      "an honest word was said, to this reader and as this": (state) => {
        const { said } = wiresIn(state);
        return everyKept(state).every(
          ({ signed, as }) =>
            !honest(signed.by) ||
            (said.has(textOf(signed)) && signed.for.id === as.id && signed.for.audience === as.audience),
        );
      },
      "whose word it is taken for, said it": (state) =>
        everyKept(state).every(({ thread, role, as, signed }) => {
          if (as.audience === "consumer") {
            const own = thread as "t1" | "t2";
            return signed.by === (role === "stall" ? stallOf[own] : carrierOf[own]);
          }
          if (as.audience === "courier") return true;
          const placed = state.kept.farm
            .map(read<Kept>)
            .find((one) => one.thread === thread && one.signed.message.type === "place");
          return signed.by === (role === "customer" ? placed!.signed.by : placed!.signed.message.carrier);
        }),
      "a courier carries for whom the customer chose, and answers whom they named": (state) =>
        everyKept(state).every(({ as, signed: { by, message } }) => {
          if (as.audience !== "courier") return true;
          const inner = message.address!.signed;
          if (!inner.by.startsWith("Camille")) return true;
          const { thread, producer, reply } = inner.message;
          return message.thread === thread && by === producer && message.reply === reply;
        }),
      "no two parties see the same customer's key": (state) => {
        const seenByAttacker = new Set([...wiresIn(state).opened].map((text) => read(text).by));
        const customers = everyKept(state).filter(({ as, role }) => as.audience === "producer" && role === "customer");
        return customers.every(({ signed: { by } }) => !by.startsWith("Camille") || !seenByAttacker.has(by));
      },
    },
    reaches: {
      "the farm has Camille's order": ({ kept }) =>
        kept.farm.some((text) => read(text).signed.by.startsWith("Camille")),
      "Camille hears from the farm": ({ kept }) => kept.Camille.some((text) => read(text).signed.by === "farm"),
      "an order of the attacker's is taken": ({ kept }) => kept.farm.some((text) => read(text).signed.by === "Drac"),
      ...(cast !== "dishonest courier" && {
        "the courier carries, and Camille hears of it": ({ kept }) =>
          kept.Camille.some((text) => read(text).role === "courier"),
      }),
    },
  };
}
