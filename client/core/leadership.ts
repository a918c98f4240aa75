import type { Leadership } from "./platform.ts";

/** Runs works of one name one after the other, within this process. */
function createTurns(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    last.set(name, turn);
    const forget = (): void => {
      if (last.get(name) === turn) last.delete(name);
    };
    turn.then(forget, forget);
    return turn;
  };
}

/** The leadership of a process that is alone, as the agent is. */
export function aloneLeadership(): Leadership {
  return {
    leading: true,
    onLead: (listener) => listener(),
    exclusive: createTurns(),
    tell: () => undefined,
    onTold: () => undefined,
  };
}

/**
 * Leadership among the tabs of one origin: the Web Locks API gives the lock `smartketplace/leader` to one, and to the
 * next when that one is closed, crashes or is frozen away. Tabs tell each other over a BroadcastChannel.
 */
export function tabLeadership(): Leadership {
  const channel = new BroadcastChannel("smartketplace");
  const listeners: (() => void)[] = [];
  const state = { leading: false };
  void navigator.locks.request("smartketplace/leader", () => {
    state.leading = true;
    for (const listener of listeners.splice(0)) listener();
    // Held until this context ends.
    return new Promise<never>(() => undefined);
  });
  return {
    get leading() {
      return state.leading;
    },
    onLead: (listener) => {
      if (state.leading) listener();
      else listeners.push(listener);
    },
    exclusive: <T>(name: string, work: () => Promise<T>) =>
      navigator.locks.request(`smartketplace/${name}`, work) as Promise<T>,
    tell: (message) => channel.postMessage(message),
    onTold: (listener) => {
      channel.addEventListener("message", (event: MessageEvent) =>
        listener(event.data as Parameters<typeof listener>[0]),
      );
    },
  };
}
