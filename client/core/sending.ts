import type { RouteName } from "../../crypto/protocol/routes.ts";
import type { OutboxView } from "./api.ts";

/** Something to be sent: written down first, then sent with the same bytes until the server has confirmed it. */
export interface Sending {
  readonly what: OutboxView["waiting"][number]["what"];
  readonly route: RouteName;
  readonly params?: Readonly<Record<string, string>>;
  /** Exact bytes, of a route whose request is bytes. */
  readonly body: Uint8Array;
  /** Signs each attempt with this party's key (routes with `auth: "key"`). */
  readonly signAsParty?: string;
  /** Sendings of one lane leave in the order in which they came: a thread, a party's statements. */
  readonly lane?: string;
  /** A waiting sending with the same mark is replaced by this one: an older revision of the same statement. */
  readonly dedupe?: string;
  /** Leaves after a random part of this long, 0 by default. */
  readonly delayMsMax?: number;
  /** The party whose tokens pay for it (routes with `auth: "token"`); the account's by default. */
  readonly paidBy?: string;
  /** Id of the message it carries, for screens that show what is still waiting. */
  readonly messageId?: string;
  /** The key that signed what is sealed inside. */
  readonly sealedBy?: string;
  /** The party's key that signed the statement it carries: it leaves only once that key speaks for its party. */
  readonly saidBy?: string;
  /** Parties, by id, for whom something is sealed inside: it leaves only while the market's log vouches for them. */
  readonly sealedTo?: readonly string[];
}

/** A sending that waits. */
export interface WaitingSending extends Sending {
  readonly id: string;
  readonly since: string;
  readonly attempts: number;
  /** The token that pays for it: the same one at every try, as the bytes are. */
  readonly token?: string | undefined;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly failure: string | null;
  /** Refused for a reason that another attempt will not change: kept, shown, and not tried again by itself. */
  readonly refused: boolean;
}
