import { aloneLeadership } from "../../../../client/core/leadership.ts";
import type { Leadership } from "../../../../client/core/platform.ts";

/** Two tabs of one browser, in one process: the first leads, each hears what the other tells. */
export function twoTabs(): readonly [Leadership, Leadership] {
  const turns = aloneLeadership();
  const tab = (leading: boolean) => {
    const listeners: Parameters<Leadership["onTold"]>[0][] = [];
    const leadership: Leadership = {
      leading,
      onLead: (listener) => {
        if (leading) listener();
      },
      exclusive: turns.exclusive,
      tell: (message) => {
        for (const listener of heard[leading ? 1 : 0]!) queueMicrotask(() => listener(message));
      },
      onTold: (listener) => void listeners.push(listener),
    };
    return { leadership, listeners };
  };
  const [first, second] = [tab(true), tab(false)];
  const heard = [first.listeners, second.listeners];
  return [first.leadership, second.leadership];
}
