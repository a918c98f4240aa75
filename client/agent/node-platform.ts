import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { createHttpTransport } from "../core/http-transport.ts";
import { aloneLeadership } from "../core/leadership.ts";
import { createMemoryStore } from "../core/memory-store.ts";
import type { Platform } from "../core/platform.ts";
import { wordListOf } from "../core/words/words.ts";

/**
 * What the core needs, in Node: a store in memory, an account's cookie kept here. One platform is one device of one
 * person; it forgets everything when the process ends.
 * @param origin where the instance is reached, without a final slash
 */
export function createNodePlatform(origin: string, instance: InstanceFile): Platform {
  return {
    store: createMemoryStore(),
    transport: createHttpTransport(origin, { cookieJar: true }),
    leadership: aloneLeadership(),
    now: () => Date.now(),
    random: () => Math.random(),
    rpId: new URL(origin).hostname,
    origin,
    instance,
    wordList: wordListOf(instance.words),
  };
}
