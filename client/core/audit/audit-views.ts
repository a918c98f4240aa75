/** What the audit page shows of an order, of the server and of this device: plain data, as it crosses the worker. */

/** An envelope of an order, with its bytes as they left this device, or will. */
export interface SentEnvelope {
  /** Sorts as they were written. */
  readonly id: string;
  /** The inbox that it was put into: a party's id. */
  readonly partyId: string;
  readonly what: "order" | "message" | "step";
  /** The day (YYYY-MM-DD) on which the server took it; null while it waits on this device. */
  readonly sentOn: string | null;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly digest: string;
  /** The name under which the server remembers it: SHA-256 of the inbox's id and the bytes, hexadecimal. */
  readonly arrival: string;
  /** SHA-256 of the nonce of the token that paid for it, hexadecimal: what the server keeps of it. Null without one. */
  readonly tokenHash: string | null;
  /** Whether the key that closes it is the one that the stall shows now, signed with its own. */
  readonly key: "current" | "earlier" | "unknown";
}

/** What this device has of the envelopes of one order. */
export interface OrderTraces {
  readonly thread: string;
  /** The pseudonym that signs towards this stall, 64 hexadecimal digits. */
  readonly pseudonym: string;
  /** The oldest first; empty when they were sent from another device, or have been forgotten. */
  readonly sent: readonly SentEnvelope[];
}

/** A reply on a public board, as the server has just handed it out. */
export interface BoardPost {
  readonly day: string;
  readonly cursor: number;
  /** Tag, then envelope. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly digest: string;
  readonly fromPartyId: string;
  /** What the order's own key read in it; null when it opened nothing. */
  readonly opened: { readonly type: string; readonly writtenOn: string; readonly text: string | null } | null;
}

/** The boards on which replies to an order can be, read whole a moment ago. */
export interface BoardTraces {
  readonly bucket: number;
  readonly days: number;
  /** Posts on them, everybody's. */
  readonly posts: number;
  /** The bytes of all of them. */
  readonly bytes: number;
  readonly own: readonly BoardPost[];
}

export type DataClassName =
  | "public"
  | "ciphertext"
  | "public-key"
  | "blind-value"
  | "hash"
  | "day"
  | "counter"
  | "operational";

export interface DeclaredField {
  readonly name: string;
  readonly class: DataClassName;
  readonly why: string;
  readonly kept: string;
}

export interface StoredTable {
  /** `schema.table`. */
  readonly name: string;
  readonly plane: "public" | "sealed" | "private" | null;
  /** Rows when they were last counted; null when the server does not say. */
  readonly rows: number | null;
  readonly fields: readonly DeclaredField[];
}

/** Everything that the server says it stores, logs, receives and sends, with how much of it there is. */
export interface StoredOverview {
  /** ISO instant of the count, on the hour; null when the server does not count. */
  readonly countedAt: string | null;
  readonly tables: readonly StoredTable[];
  readonly files: readonly DeclaredField[];
  readonly logFields: readonly DeclaredField[];
  readonly headers: readonly DeclaredField[];
  readonly answerHeaders: readonly DeclaredField[];
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly fields: readonly DeclaredField[];
  }[];
}

/** What a check of the market's log, its witnesses, its stalls and its program found, a moment ago. */
export interface MarketCheck {
  readonly log: {
    readonly size: number;
    /** First 16 hexadecimal digits of the root. */
    readonly root: string;
    /** Witnesses that the market asks, and of those the ones whose signature on a checkpoint holds. */
    readonly witnessesAsked: number;
    readonly witnessesSigned: number;
    /** ISO instant of the newest of those signatures; null without one. */
    readonly witnessedAt: string | null;
  };
  /** Of the stall that was asked about: whether its page is what the log has; null when none was. */
  readonly stall: { readonly inLog: boolean } | null;
  /** Null when the server says of no release that it serves it. */
  readonly release: {
    readonly version: string;
    readonly commit: string | null;
    readonly files: number;
    /** Signed by the key that the market names, and the newest one in its log. */
    readonly inLog: boolean;
  } | null;
}

/** One address of the server, as it answered a moment ago. */
export interface ServerAnswer {
  readonly path: string;
  readonly status: number;
  /** Names in small letters. A browser shows no `set-cookie`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What a table of this browser's store holds, looked into entry by entry. */
export interface DeviceTable {
  readonly name: string;
  readonly entries: number;
  readonly bytes: number;
  /** Entries in which something can be read without a key. */
  readonly open: number;
}

export interface DeviceHoldings {
  /** Databases of this origin, by name; null where the browser does not say. */
  readonly databases: readonly string[] | null;
  readonly tables: readonly DeviceTable[];
}
