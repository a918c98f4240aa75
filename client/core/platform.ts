import type { z } from "zod";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { RouteName, routes } from "../../crypto/protocol/routes.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { ServerAnswer } from "./audit/audit-views.ts";

/** Tables of the local store, each a map from a string to a value that survives structured clone. */
export const localTables = [
  /** The device's key, the closed keyring, what a rotation is in the middle of. */
  "device",
  /** Records of spaces, sealed; key: `space id/record id`. */
  "records",
  /** One entry a space: its cursor and highest change. */
  "spaces",
  /** Sendings that have not been confirmed. */
  "outbox",
  /** Cursors of boards, guesses at codes, envelopes that were sent, and other small state of one device. */
  "device-state",
  /** Public: packs of the catalogue by digest, and the catalogue's index. */
  "packs",
  "catalogue",
  /** Public: the market's log as it was read, and what was refused of it. See log/log-store.ts. */
  "log",
  /** Public: pictures by name, and what was chosen about them. See catalogue/picture-store.ts. */
  "pictures",
] as const;
export type LocalTable = (typeof localTables)[number];

/** One change of a write that happens whole or not at all. */
export type LocalChange =
  | { readonly table: LocalTable; readonly key: string; readonly value: unknown }
  | { readonly table: LocalTable; readonly key: string; readonly remove: true };

/** A small asynchronous key-value store with named tables: IndexedDB in the browser, memory in the agent. */
export interface LocalStore {
  get(table: LocalTable, key: string): Promise<unknown>;
  /** Entries whose key starts with `prefix`, in the order of their keys. */
  entries(table: LocalTable, prefix?: string): Promise<readonly (readonly [string, unknown])[]>;
  /** All changes or none. Throws `store/full` when the disk is, `store/unavailable` when the store cannot be used. */
  write(changes: readonly LocalChange[]): Promise<void>;
  /** Empties the given tables, all by default. */
  clear(tables?: readonly LocalTable[]): Promise<void>;
  /** Names of all databases of this origin, others than this store's included; null where that cannot be known. */
  databases?(): Promise<readonly string[] | null>;
}

type Routes = typeof routes;
type BodyOf<R extends RouteName> = Routes[R]["request"] extends "bytes"
  ? Uint8Array
  : Routes[R]["request"] extends z.ZodType
    ? z.input<Routes[R]["request"]>
    : undefined;

/** What a route answers: its parsed JSON, bytes, or nothing. */
export type ResponseOf<R extends RouteName> = Routes[R]["response"] extends "bytes"
  ? Uint8Array
  : Routes[R]["response"] extends z.ZodType
    ? z.output<Routes[R]["response"]>
    : undefined;

export interface RequestOptions<R extends RouteName = RouteName> {
  /** Values of the path's `:names`. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: BodyOf<R> | undefined;
  /** Signs the request with the key that its address names. */
  readonly sign?: SigningKeyPair | undefined;
  /** Pays for the request with a token, 472 characters (routes with `auth: "token"`). */
  readonly token?: string | undefined;
  readonly timeoutMs?: number;
  /** Longest answer that is read to its end; of a longer one nothing is kept. 64 MiB by default. */
  readonly bytesMax?: number;
}

export type EventRoute = { [R in RouteName]: Routes[R]["response"] extends "events" ? R : never }[RouteName];

/** One server-sent event. */
export interface LiveEvent {
  readonly event: string;
  readonly data: string;
}

/** The way to the server. One file implements it (http-transport.ts); tests may cut the wire in between. */
export interface Transport {
  /**
   * Throws a CodedError with the problem's own code; `network/offline` when the server cannot be reached,
   * `network/timeout`, `network/malformed` when the answer is not what the route promises.
   */
  request<R extends RouteName>(route: R, options?: RequestOptions<R>): Promise<ResponseOf<R>>;
  /**
   * Listens until the returned function is called; connects again by itself, with growing pauses. `onState(true)` at
   * each connection: what came in between has to be asked for.
   */
  events(
    route: EventRoute,
    options: Pick<RequestOptions, "params" | "sign">,
    onEvent: (event: LiveEvent) => void,
    onState?: (connected: boolean) => void,
  ): () => void;
  /**
   * Status and headers of an address of the server's, asked as a stranger would: without cookies, and from no cache. For
   * the audit page, which reads how the server answers and not what. Throws `network/offline`, `network/timeout`.
   */
  look?(path: string): Promise<ServerAnswer>;
}

/** Among the tabs of one browser one leads: it alone sends and fetches mail. In Node there is only one. */
export interface Leadership {
  readonly leading: boolean;
  /** Called once, when this one leads; at once if it already does. */
  onLead(listener: () => void): void;
  /** Runs `work` while no other tab runs work of the same name. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Tells the other tabs. */
  tell(message: { readonly about: string; readonly keys?: readonly string[] }): void;
  onTold(listener: (message: { readonly about: string; readonly keys?: readonly string[] }) => void): void;
}

/** All that the core needs from where it runs. */
export interface Platform {
  readonly store: LocalStore;
  readonly transport: Transport;
  readonly leadership: Leadership;
  /** Milliseconds since 1970. */
  now(): number;
  /** Between 0 and 1: for delays only, never for keys. */
  random(): number;
  /** Relying party id of passkeys: the host name. */
  readonly rpId: string;
  readonly origin: string;
  readonly instance: InstanceFile;
  /** 256 words that name orders, codes and keys. */
  readonly wordList: readonly string[];
}

/** A platform on which somebody pays for what costs a token. */
export interface PayingPlatform extends Platform {
  /** Opens a space on the server. Throws what drawing tokens and the network throw. */
  openSpace(pair: SigningKeyPair): Promise<void>;
}
