// Who is in the model of sealing.ts, what they say to each other, and what the attacker can make of it.

/** What the code checks. Taking one away must break something, or the test says what else stands in its place. */
export interface SealingProtections {
  /** Who an envelope is for is part of its key schedule: whoever opens it, opens it as that. */
  readonly sealNamesReader: boolean;
  /** The signature covers the recipient's id. */
  readonly signatureNamesRecipient: boolean;
  /** The signature covers the audience. */
  readonly signatureNamesAudience: boolean;
  /** An inbox key is used only when the party that it is of has signed it. */
  readonly inboxKeysSigned: boolean;
  /** A stall takes a thread's later messages from the key that placed the order, or from its courier. */
  readonly speakersKnown: boolean;
  /** A customer takes a reply only from the correspondent whose tag it bears. */
  readonly repliesAuthentic: boolean;
  /** The address inside names the stall it was given to. */
  readonly addressNamesProducer: boolean;
  /** The address inside names its thread. */
  readonly addressNamesThread: boolean;
  /** The address inside names the reply key that the stall passes on beside it. */
  readonly addressNamesReplyKey: boolean;
  /** A customer has another key for every party. */
  readonly pseudonyms: boolean;
}

export const sealingProtections: SealingProtections = {
  sealNamesReader: true,
  signatureNamesRecipient: true,
  signatureNamesAudience: true,
  inboxKeysSigned: true,
  speakersKnown: true,
  repliesAuthentic: true,
  addressNamesProducer: true,
  addressNamesThread: true,
  addressNamesReplyKey: true,
  pseudonyms: true,
};

/** Who is the attacker's, and who carries the first order. */
export type Cast = "dishonest stall" | "dishonest courier" | "one key, two desks";

export type Thread = "t1" | "t2" | "tE";
export type Role = "customer" | "stall" | "courier";
export type Audience = "producer" | "courier" | "consumer";
export type Reader = "farm" | "courier" | "Camille";

export interface For {
  readonly id: string;
  readonly audience: Audience;
}

export interface Message {
  readonly type: "place" | "cancel" | "address" | "request" | "accept" | "on-way";
  readonly thread: Thread;
  readonly producer?: string;
  readonly carrier?: string;
  /** The key that replies are sealed to. */
  readonly reply?: string;
  readonly address?: Envelope;
}

export interface Signed {
  readonly by: string;
  readonly for: For;
  readonly message: Message;
}

export interface Envelope {
  readonly key: string;
  readonly for: For;
  readonly signed: Signed;
}

/** What a reader keeps: whose word they take it for, in which thread. `as` is the desk that took it. */
export interface Kept {
  readonly thread: Thread;
  readonly role: Role;
  readonly as: For;
  readonly signed: Signed;
}

export type Text<T> = string & { readonly of?: T };
export const textOf = <T>(term: T): Text<T> => JSON.stringify(term);
export const read = <T>(text: Text<T>): T => JSON.parse(text) as T;

export interface SealingState {
  /** The orders that Camille placed, and for whose inbox she was given the attacker's key. */
  readonly placed: readonly ("t1" | "t2" | "cancel")[];
  readonly swapped: string;
  readonly kept: Readonly<Record<Reader, readonly Text<Kept>[]>>;
  /** How many messages of the attacker's own were taken in. */
  readonly forged: number;
}

/** What was said by honest people, and what the attacker has of it. */
export interface Wires {
  readonly said: Set<Text<Signed>>;
  /** Honest words that were meant for the attacker. */
  readonly meant: Set<Text<Signed>>;
  readonly envelopes: Set<Text<Envelope>>;
  readonly opened: Set<Text<Signed>>;
}

/** One place where envelopes are opened: with which key, as whom, and what is kept of what came. */
export interface Desk {
  readonly reader: Reader;
  readonly name: string;
  readonly key: string;
  readonly desk: For;
  readonly keep: (state: SealingState, signed: Signed) => Kept | null;
}

/** The people of one cast, what each does with what comes, and what the attacker has and can post. */
export function world(cast: Cast, on: SealingProtections) {
  const carrierOf = { t1: cast === "one key, two desks" ? "farm" : "courier", t2: "courier" } as const;
  const dishonest = new Set(cast === "dishonest courier" ? ["courier", "Drac"] : ["Mallory", "Drac"]);
  const secondStall = cast === "dishonest courier" ? "farm" : "Mallory";
  const stallOf = { t1: "farm", t2: secondStall } as const;
  const isOpenTo = (key: string): boolean => dishonest.has(key) || key === "reply to Drac";
  const camilleFor = (party: string): string => (on.pseudonyms ? `Camille at ${party}` : "Camille");

  function wiresOf(state: SealingState): Wires {
    const wires: Wires = { said: new Set(), meant: new Set(), envelopes: new Set(), opened: new Set() };
    const see = (envelope: Envelope): void => {
      wires.envelopes.add(textOf(envelope));
      if (!isOpenTo(envelope.key)) return;
      wires.opened.add(textOf(envelope.signed));
      if (envelope.signed.message.address) see(envelope.signed.message.address);
    };
    const say = (key: string, whom: For, by: string, message: Message, meant: boolean): Envelope => {
      const signed = { by, for: whom, message };
      wires.said.add(textOf(signed));
      if (meant) wires.meant.add(textOf(signed));
      return { key, for: whom, signed };
    };
    const keyOf = (party: string): string => (state.swapped === party ? "Drac" : party);

    for (const thread of ["t1", "t2"] as const) {
      if (!state.placed.includes(thread)) continue;
      const [producer, carrier] = [stallOf[thread], carrierOf[thread]];
      const reply = `reply ${thread}`;
      const inner: Message = { type: "address", thread, producer, reply };
      const toCarrier = { id: carrier, audience: "courier" } as const;
      const address = say(keyOf(carrier), toCarrier, camilleFor(carrier), inner, dishonest.has(carrier));
      const toStall = { id: producer, audience: "producer" } as const;
      const order: Message = { type: "place", thread, carrier, reply, address };
      see(say(keyOf(producer), toStall, camilleFor(producer), order, dishonest.has(producer)));
    }
    if (state.placed.includes("cancel")) {
      const toFarm = { id: "farm", audience: "producer" } as const;
      see(say(keyOf("farm"), toFarm, camilleFor("farm"), { type: "cancel", thread: "t1" }, false));
    }
    for (const kept of state.kept.farm.map(read<Kept>)) {
      const { message, by } = kept.signed;
      if (message.type !== "place" || kept.as.audience !== "producer") continue;
      const customer = { id: kept.thread, audience: "consumer" } as const;
      see(say(message.reply!, customer, "farm", { type: "accept", thread: kept.thread }, dishonest.has(by)));
      if (!message.carrier || !message.address) continue;
      const { reply, address, carrier } = message;
      const request: Message = { type: "request", thread: kept.thread, reply: reply!, address };
      const toCarrier = { id: carrier, audience: "courier" } as const;
      see(say(carrier, toCarrier, "farm", request, dishonest.has(carrier)));
    }
    for (const reader of ["courier", "farm"] as const) {
      for (const kept of state.kept[reader].map(read<Kept>)) {
        const { message, by } = kept.signed;
        if (message.type !== "request" || kept.as.audience !== "courier") continue;
        const customer = { id: kept.thread, audience: "consumer" } as const;
        const word: Message = { type: "on-way", thread: kept.thread };
        const ordersBy = message.address!.signed.by;
        see(say(by, { id: by, audience: "producer" }, reader, word, dishonest.has(by)));
        see(say(message.reply!, customer, reader, word, dishonest.has(ordersBy)));
      }
    }
    return wires;
  }

  /** Opens an envelope at a desk; null when it does not open, or its signature is for somebody else. */
  function opened(envelope: Envelope, key: string, desk: For): Signed | null {
    const { signed } = envelope;
    const sealedForThem = envelope.for.id === desk.id && envelope.for.audience === desk.audience;
    if (envelope.key !== key || (on.sealNamesReader && !sealedForThem)) return null;
    if (on.signatureNamesRecipient && signed.for.id !== desk.id) return null;
    return on.signatureNamesAudience && signed.for.audience !== desk.audience ? null : signed;
  }

  function keptByStall(state: SealingState, desk: For, signed: Signed): Kept | null {
    const { message, by } = signed;
    const inThread = state.kept.farm.map(read<Kept>).filter((one) => one.thread === message.thread);
    const placed = inThread.find(
      ({ as, signed: { message: first } }) => as.audience === "producer" && first.type === "place",
    );
    const kept = (role: Role): Kept => ({ thread: message.thread, role, as: desk, signed });
    if (placed === undefined) return message.type === "place" ? kept("customer") : null;
    if (message.type === "place") return null;
    if (!on.speakersKnown) return kept(message.type === "cancel" ? "customer" : "courier");
    if (by === placed.signed.by) return kept("customer");
    return by === placed.signed.message.carrier ? kept("courier") : null;
  }

  function keptByCourier(state: SealingState, reader: Reader, desk: For, signed: Signed): Kept | null {
    const { message, by } = signed;
    if (message.type !== "request" || !message.address) return null;
    const begun = state.kept[reader].map(read<Kept>);
    if (begun.some(({ thread, as }) => thread === message.thread && as.audience === "courier")) return null;
    const inner = opened(message.address, desk.id, desk);
    if (inner === null || inner.message.type !== "address") return null;
    if (on.addressNamesThread && inner.message.thread !== message.thread) return null;
    if (on.addressNamesProducer && inner.message.producer !== by) return null;
    if (on.addressNamesReplyKey && inner.message.reply !== message.reply) return null;
    return { thread: message.thread, role: "stall", as: desk, signed };
  }

  function keptByCamille(thread: "t1" | "t2", desk: For, signed: Signed): Kept | null {
    const roles: readonly (readonly [Role, string])[] = [
      ["stall", stallOf[thread]],
      ["courier", carrierOf[thread]],
    ];
    if (signed.message.type !== "accept" && signed.message.type !== "on-way") return null;
    if (signed.message.thread !== thread) return null;
    const role = signed.message.type === "accept" ? "stall" : "courier";
    const speaker = roles.find(([, party]) => party === signed.by);
    if (speaker === undefined) return on.repliesAuthentic ? null : { thread, role, as: desk, signed };
    return { thread, role: speaker[0], as: desk, signed };
  }

  const desks: Desk[] = [];
  const stallDesk = { id: "farm", audience: "producer" } as const;
  desks.push({
    reader: "farm",
    name: "The farm",
    key: "farm",
    desk: stallDesk,
    keep: (state, signed) => keptByStall(state, stallDesk, signed),
  });
  const carriers =
    cast === "dishonest courier" ? [] : cast === "one key, two desks" ? ["farm", "courier"] : ["courier"];
  for (const id of carriers as Reader[]) {
    const desk = { id, audience: "courier" } as const;
    const keep: Desk["keep"] = (state, signed) => keptByCourier(state, id, desk, signed);
    desks.push({ reader: id, name: id === "farm" ? "The farm's own courier" : "The courier", key: id, desk, keep });
  }
  for (const thread of ["t1", "t2"] as const) {
    const desk = { id: thread, audience: "consumer" } as const;
    const keep: Desk["keep"] = (state, signed) =>
      state.placed.includes(thread) ? keptByCamille(thread, desk, signed) : null;
    desks.push({ reader: "Camille", name: `Camille, in ${thread},`, key: `reply ${thread}`, desk, keep });
  }

  /** Messages that the attacker may sign itself for a desk, of what it knows. */
  function* ownMessages(desk: Desk, wires: Wires): Iterable<Message> {
    const threads: readonly Thread[] = [
      "tE",
      ...(["t1", "t2"] as const).filter((thread) =>
        [...wires.opened].some((text) => read(text).message.thread === thread),
      ),
    ];
    const addresses = [...wires.envelopes]
      .map(read<Envelope>)
      .filter(({ signed }) => signed.message.type === "address");
    for (const thread of threads) {
      if (desk.reader === "Camille") {
        yield { type: "accept", thread };
        yield { type: "on-way", thread };
      } else if (desk.desk.audience === "courier") {
        const forOne = { id: desk.desk.id, audience: "courier" } as const;
        const made: Message = { type: "address", thread, producer: "Drac", reply: "reply to Drac" };
        const own: Envelope = { key: desk.key, for: forOne, signed: { by: "Drac", for: forOne, message: made } };
        for (const address of [...addresses, own]) {
          for (const reply of ["reply to Drac", "reply t1", "reply t2"])
            yield { type: "request", thread, reply, address };
        }
      } else {
        yield { type: "cancel", thread };
        yield { type: "on-way", thread };
        const carrier = "courier";
        yield { type: "place", thread, reply: "reply to Drac" };
        for (const address of addresses) yield { type: "place", thread, carrier, reply: "reply to Drac", address };
      }
    }
  }

  function* postable(desk: Desk, wires: Wires): Iterable<{ readonly envelope: Envelope; readonly own: boolean }> {
    for (const envelope of wires.envelopes) yield { envelope: read(envelope), own: false };
    for (const text of wires.opened) {
      yield { envelope: { key: desk.key, for: desk.desk, signed: read(text) }, own: false };
    }
    for (const by of dishonest) {
      for (const message of ownMessages(desk, wires)) {
        yield { envelope: { key: desk.key, for: desk.desk, signed: { by, for: desk.desk, message } }, own: true };
      }
    }
  }

  return { wiresOf, desks, postable, opened, stallOf, carrierOf, dishonest };
}
