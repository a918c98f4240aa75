/** Commits many items with one statement. */
export interface GroupCommit<Item, Outcome> {
  /** Resolves once the item is committed, with its outcome; rejects, as do all of its group, when the commit failed. */
  add(item: Item): Promise<Outcome>;
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Group commit: while one group is being written, the next gathers; a free writer waits for the end of the present turn
 * of the event loop, so that all requests that arrived together go together. One group at a time keeps the order of
 * arrival, and an item's promise never resolves before its transaction has.
 * @param commit writes all items in one transaction and returns their outcomes, in the same order
 */
export function groupCommit<Item, Outcome>(
  itemsMax: number,
  commit: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): GroupCommit<Item, Outcome> {
  let waiting: Waiting<Item, Outcome>[] = [];
  let writing = false;
  let scheduled = false;
  const idlers: (() => void)[] = [];

  const writeNext = async (): Promise<void> => {
    scheduled = false;
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, itemsMax);
      waiting = waiting.slice(itemsMax);
      try {
        const outcomes = await commit(group.map((entry) => entry.item));
        for (const [index, entry] of group.entries()) entry.resolve(outcomes[index]!);
      } catch (reason) {
        for (const entry of group) entry.reject(reason);
      }
    }
    writing = false;
    for (const resolve of idlers.splice(0)) resolve();
  };

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (writing || scheduled) return;
        scheduled = true;
        setImmediate(() => void writeNext());
      });
    },
    idle() {
      if (!writing && !scheduled) return Promise.resolve();
      return new Promise((resolve) => idlers.push(resolve));
    },
  };
}
