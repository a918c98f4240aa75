/** A place among the streams that are open at once. */
export interface Turn {
  /** Aborted when the place is to be given up, and when whoever asked for it has ended. */
  readonly signal: AbortSignal;
  /** Whether it was given up for another stream. */
  readonly isOver: boolean;
  release(): void;
}

export interface StreamTurns {
  /** Waits for a place; null when `ended` was aborted before there was one. */
  take(ended: AbortSignal): Promise<Turn | null>;
}

interface Held {
  readonly since: number;
  readonly giveUp: AbortController;
}

/**
 * Shares a few connections among any number of streams. A browser has six connections to an HTTP/1.1 server, and whoever
 * sits at two desks would need more than that for streams alone: no request would get through any more. While streams
 * wait, the one that has had its place longest gives it up, after `turnMs` at the earliest; whoever gets a place asks
 * what it has missed, as after any interruption.
 * @param placesMax how many streams are open at once
 */
export function createStreamTurns(placesMax: () => number, turnMs: number): StreamTurns {
  const held = new Set<Held>();
  const waiting: (() => void)[] = [];

  /** Asks as many streams as wait to give up their places, those that have had them longest first. */
  function giveTurns(): void {
    const asked = [...held].filter(({ giveUp }) => giveUp.signal.aborted).length;
    const ripe = [...held].filter(({ since, giveUp }) => !giveUp.signal.aborted && Date.now() - since >= turnMs);
    for (const { giveUp } of ripe.slice(0, Math.max(0, waiting.length - asked))) giveUp.abort();
  }

  function grant(ended: AbortSignal): Turn {
    const giveUp = new AbortController();
    const own: Held = { since: Date.now(), giveUp };
    const end = (): void => giveUp.abort();
    ended.addEventListener("abort", end);
    const timer = setTimeout(giveTurns, turnMs);
    held.add(own);
    return {
      signal: giveUp.signal,
      get isOver() {
        return giveUp.signal.aborted && !ended.aborted;
      },
      release: () => {
        clearTimeout(timer);
        ended.removeEventListener("abort", end);
        held.delete(own);
        if (held.size < placesMax()) waiting.shift()?.();
      },
    };
  }

  return {
    take: (ended) =>
      new Promise((resolve) => {
        if (ended.aborted) return resolve(null);
        if (held.size < placesMax()) return resolve(grant(ended));
        const leave = (): void => {
          waiting.splice(waiting.indexOf(begin), 1);
          resolve(null);
        };
        const begin = (): void => {
          ended.removeEventListener("abort", leave);
          resolve(grant(ended));
        };
        ended.addEventListener("abort", leave);
        waiting.push(begin);
        giveTurns();
      }),
  };
}
