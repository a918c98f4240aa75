import { proxy, type Remote, transferHandlers, wrap } from "comlink";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { CodedError } from "../crypto/coded-error.ts";
import type { Market, Topics } from "./core/api.ts";
import { registerErrorTransfer } from "./workers/error-transfer.ts";
import { marketWorker } from "./workers/market-port.ts";

registerErrorTransfer(transferHandlers);

type Method = (...values: readonly unknown[]) => Promise<unknown>;

let remote: Remote<Market> | undefined;

/** Starts the worker at the first question, so that the first screen is painted before the core is loaded. */
function worker(): Remote<Market> {
  remote ??= wrap<Market>(marketWorker());
  return remote;
}

const watch: Market["watch"] = async (topic, listener, scope) => {
  const ask = worker().watch as unknown as Method;
  const end = (await ask(topic, proxy(listener), scope)) as () => Promise<void>;
  return () => void end();
};

/** The core, in its worker. Every method answers a promise; a failure is a {@link CodedError} with its code. */
export const market: Market = new Proxy({} as Market, {
  get: (_target, method: string) =>
    method === "watch"
      ? watch
      : (...values: readonly unknown[]) => (worker() as unknown as Record<string, Method>)[method]!(...values),
});

/** One topic that any number of elements watch: the worker is asked once. */
interface Shared {
  value: unknown;
  readonly hosts: Set<() => void>;
  readonly end: Promise<() => void>;
}

const shared = new Map<string, Shared>();

function join(topic: keyof Topics, scope: string, changed: () => void): Shared {
  const key = `${topic} ${scope}`;
  const found = shared.get(key);
  if (found !== undefined) {
    found.hosts.add(changed);
    return found;
  }
  const hosts = new Set([changed]);
  const end = market.watch(
    topic,
    (value) => {
      made.value = value;
      for (const host of hosts) host();
    },
    scope === "" ? undefined : scope,
  );
  // A topic that cannot be watched (of a party one is no member of) keeps its screen in the waiting state.
  end.catch(() => shared.delete(key));
  const made: Shared = { value: undefined, hosts, end };
  shared.set(key, made);
  return made;
}

function leave(topic: keyof Topics, scope: string, joined: Shared, changed: () => void): void {
  joined.hosts.delete(changed);
  if (joined.hosts.size > 0) return;
  // Kept for a moment: the next page often watches the same.
  setTimeout(() => {
    const key = `${topic} ${scope}`;
    if (joined.hosts.size > 0 || shared.get(key) !== joined) return;
    shared.delete(key);
    void joined.end.then((end) => end()).catch(() => undefined);
  }, 2000);
}

/**
 * Watches a topic of the core for one element: `readonly basket = new Watch(this, "basket")`, then `this.basket.value`,
 * undefined until the first value came. `scope` is a party id, or a function that reads it from the host, for `desk`,
 * `courier` and `stall`; nothing is watched while it is empty.
 */
export class Watch<T extends keyof Topics> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #topic: T;
  readonly #scope: (() => string | undefined) | undefined;
  #connected = false;
  #watched = "";
  #joined: Shared | undefined;

  constructor(host: ReactiveControllerHost, topic: T, scope?: string | (() => string | undefined)) {
    this.#host = host;
    this.#topic = topic;
    this.#scope = typeof scope === "string" ? () => scope : scope;
    host.addController(this);
  }

  /** The newest value; undefined before the first. */
  get value(): Topics[T] | undefined {
    return this.#joined?.value as Topics[T] | undefined;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#begin();
  }

  hostUpdate(): void {
    // What was still to be drawn when its page was left is drawn all the same: nobody watches for it.
    if (this.#connected) this.#begin();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop();
  }

  readonly #changed = (): void => this.#host.requestUpdate();

  #begin(): void {
    const scope = this.#scope?.() ?? "";
    if (this.#scope !== undefined && scope === "") return;
    if (this.#joined !== undefined && this.#watched === scope) return;
    this.#stop();
    this.#watched = scope;
    this.#joined = join(this.#topic, scope, this.#changed);
  }

  #stop(): void {
    if (this.#joined === undefined) return;
    leave(this.#topic, this.#watched, this.#joined, this.#changed);
    this.#joined = undefined;
  }
}

/** The code of a failure of the core, `unknown` for anything else: what a screen chooses its words by. */
export function failureCode(thrown: unknown): string {
  return thrown instanceof CodedError ? thrown.code : "unknown";
}
