import { expose, proxy, transferHandlers } from "comlink";
import type { Market } from "../core/api.ts";
import { createHttpTransport } from "../core/http-transport.ts";
import { openIndexedDbStore } from "../core/indexed-db-store.ts";
import { tabLeadership } from "../core/leadership.ts";
import { createMarket } from "../core/market.ts";
import { wordListOf } from "../core/words/words.ts";
import { instance } from "../instance.ts";
import { answeredAhead } from "./ahead.ts";
import { registerErrorTransfer } from "./error-transfer.ts";

const catalogueAhead = answeredAhead(globalThis);

/** The core of one tab: every question waits until the local store is open. */
async function start(): Promise<Market> {
  return createMarket({
    store: await openIndexedDbStore(),
    transport: createHttpTransport(location.origin, { catalogueAhead }),
    leadership: tabLeadership(),
    now: () => Date.now(),
    random: () => Math.random(),
    rpId: location.hostname,
    origin: location.origin,
    instance,
    wordList: wordListOf(instance.words),
  });
}

const market = start();
// Said by the first question that is asked; here only so that it is no unhandled rejection.
market.catch(() => undefined);

type Method = (...values: readonly unknown[]) => Promise<unknown>;

/** Answers each call when the core is ready. A watch's end crosses the border as a proxy. */
async function call(method: string, values: readonly unknown[]): Promise<unknown> {
  const core = (await market) as unknown as Record<string, Method>;
  const answer = await core[method]!(...values);
  return typeof answer === "function" ? proxy(answer) : answer;
}

registerErrorTransfer(transferHandlers);
expose(
  new Proxy(
    {},
    {
      get:
        (_target, method: string) =>
        (...values: readonly unknown[]) =>
          call(method, values),
    },
  ),
);
