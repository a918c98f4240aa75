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
  /** Id of the message it carries, for screens that show what is still waiting. */
  readonly messageId?: string;
}

export interface Outbox {
  /** Resolves with its id once it is safely written down. */
  enqueue(sending: Sending): Promise<string>;
  readonly view: OutboxView;
  /** Sends what may leave, now, whatever pause it was in. Resolves after one attempt at each lane. */
  retryNow(): Promise<void>;
  discard(id: string): Promise<void>;
  /** Called when the view changed, with nothing; and with a sending's id when it was confirmed. */
  subscribe(listener: (confirmed?: string) => void): () => void;
}
