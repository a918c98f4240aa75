/** Screens draw what they are told, and want the same processors as what brings the next of it: that rests for so long. */
const restMs = 100;

/** What brings the market here rests for a moment each time that it has said something. */
export interface Rest {
  /** From now on, for a tenth of a second. */
  begin(): void;
  /** Resolves once nobody has to rest any more: at once where nobody does. */
  over(): Promise<void>;
}

/** Nothing rests at first. */
export function createRest(): Rest {
  let resting = Promise.resolve();
  return {
    begin: () => {
      resting = new Promise((resolve) => setTimeout(resolve, restMs));
    },
    over: () => resting,
  };
}
