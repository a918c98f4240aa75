/** What brings the market here rests for a moment when it has said something: screens draw it, on the same processors. */
export interface Rest {
  /** From now on, for so many milliseconds. */
  begin(milliseconds: number): void;
  /** Resolves once nobody has to rest any more: at once where nobody does. */
  over(): Promise<void>;
}

/** Nothing rests at first. */
export function createRest(): Rest {
  let resting = Promise.resolve();
  return {
    begin: (milliseconds) => {
      resting = new Promise((resolve) => setTimeout(resolve, milliseconds));
    },
    over: () => resting,
  };
}
