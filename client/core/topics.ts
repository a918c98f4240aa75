import type { Topics } from "./api.ts";

type Listener = (value: never) => void;

/** Who watches what. Parts of the core provide a topic and say when it changed; screens watch. */
export interface TopicHub {
  /** Says how the present value of a topic is read. `scope` is a party id for `desk`, `courier` and `stall`. */
  provide<T extends keyof Topics>(topic: T, read: (scope: string) => Topics[T] | Promise<Topics[T]>): void;
  /** The topic (or one scope of it) has a new value: its listeners are called once, after the present work. */
  changed(topic: keyof Topics, scope?: string): void;
  watch<T extends keyof Topics>(topic: T, listener: (value: Topics[T]) => void, scope?: string): Promise<() => void>;
  /** Whether anyone watches. */
  watched(topic: keyof Topics, scope?: string): boolean;
}

interface Watcher {
  readonly topic: keyof Topics;
  readonly scope: string;
  listener: Listener;
  dirty: boolean;
  running: boolean;
}

/** After a reading, a topic rests for this many times as long as the reading took. */
const pauseFactor = 4;
const pauseMsMin = 20;
const pauseMsMax = 500;

/** A fresh hub. Values are read when they are needed, once for many changes of one microtask. */
export function createTopicHub(): TopicHub {
  const readers = new Map<keyof Topics, (scope: string) => unknown>();
  const watchers = new Set<Watcher>();

  async function run(watcher: Watcher): Promise<void> {
    if (watcher.running) return;
    watcher.running = true;
    try {
      while (watcher.dirty && watchers.has(watcher)) {
        await Promise.resolve();
        watcher.dirty = false;
        const startedAt = performance.now();
        const value = (await readers.get(watcher.topic)?.(watcher.scope)) as never;
        if (watchers.has(watcher) && value !== undefined) watcher.listener(value);
        // A value that takes long to read (a desk of a thousand orders) is read less often: most of the time is left to
        // what changes it.
        const pauseMs = Math.min((performance.now() - startedAt) * pauseFactor, pauseMsMax);
        if (watcher.dirty && pauseMs >= pauseMsMin) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    } finally {
      watcher.running = false;
    }
  }

  function wake(watcher: Watcher): void {
    watcher.dirty = true;
    // A reader that fails (a desk of a party one has just left) keeps the last value; the next change reads again.
    run(watcher).catch(() => undefined);
  }

  return {
    provide: (topic, read) => {
      readers.set(topic, read);
      for (const watcher of watchers) if (watcher.topic === topic) wake(watcher);
    },
    changed: (topic, scope) => {
      for (const watcher of watchers) {
        if (watcher.topic === topic && (scope === undefined || watcher.scope === scope)) wake(watcher);
      }
    },
    watch: async (topic, listener, scope = "") => {
      return new Promise((resolve) => {
        const first: Listener = (value: never) => {
          watcher.listener = listener as Listener;
          (listener as Listener)(value);
          resolve(end);
        };
        const watcher: Watcher = { topic, scope, listener: first, dirty: true, running: false };
        const end = (): void => {
          watchers.delete(watcher);
        };
        watchers.add(watcher);
        // Without a value, or when reading it fails, the end is handed out all the same.
        run(watcher).then(
          () => resolve(end),
          () => resolve(end),
        );
      });
    },
    watched: (topic, scope) =>
      [...watchers].some((watcher) => watcher.topic === topic && (scope === undefined || watcher.scope === scope)),
  };
}
