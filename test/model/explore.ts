/** One step of a model. `says` is a sentence of the story that a counterexample tells. */
export interface Move<State> {
  readonly says: string;
  readonly to: State;
  /** A loss, a crash, or somebody's ill will: the good end must be reachable without it. */
  readonly foul?: true;
}

/** A protocol as states and moves. States are plain data; whoever makes one keeps its sets sorted. */
export interface Model<State> {
  readonly start: State;
  moves(state: State): Iterable<Move<State>>;
  /** What must hold in every state, by name. */
  readonly invariants: Readonly<Record<string, (state: State) => boolean>>;
  /** What some state must show: a model in which nothing happens keeps every invariant. */
  readonly reaches: Readonly<Record<string, (state: State) => boolean>>;
  /** Where moves that are not foul must be able to lead from every state: nothing but delay was done to anybody. */
  readonly end?: (state: State) => boolean;
  /** The same for states that differ in nothing that matters. The state as JSON by default. */
  nameOf?(state: State): string;
}

/** What is wrong with a model: the invariant's name, and the shortest story that breaks it. */
export interface Counterexample {
  readonly invariant: string;
  readonly story: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly moves: number;
  /** Moves of the longest of all shortest stories. */
  readonly depth: number;
  readonly broken: Counterexample | null;
  /** What no state showed; empty when the exploration was cut short by a counterexample. */
  readonly unreached: readonly string[];
}

/** Name of the counterexample whose last state has no way to the good end. */
export const stuck = "the good end can still be reached";

interface Visited {
  readonly depth: number;
  readonly parent: number;
  readonly says: string;
}

function storyOf(visited: readonly Visited[], index: number): string[] {
  const story: string[] = [];
  for (let at = index; visited[at]!.parent >= 0; at = visited[at]!.parent) story.unshift(visited[at]!.says);
  return story;
}

/** The first state (by number) from which no fair move leads to one of `ends`; -1 when there is none. */
function firstStuck(count: number, fair: readonly (readonly [number, number])[], ends: readonly number[]): number {
  const into: number[][] = Array.from({ length: count }, () => []);
  for (const [from, to] of fair) into[to]!.push(from);
  const saved = new Uint8Array(count);
  const queue = [...ends];
  for (const end of ends) saved[end] = 1;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const from of into[next]!) {
      if (saved[from] === 1) continue;
      saved[from] = 1;
      queue.push(from);
    }
  }
  return saved.indexOf(0);
}

/**
 * Visits every state that can be reached, breadth first, and stops at the first that breaks an invariant: its story is
 * the shortest there is. Throws when there are more than `statesMax`, so that no bound is passed in silence.
 */
export function explore<State>(model: Model<State>, statesMax: number): Exploration {
  const nameOf = model.nameOf ?? ((state: State) => JSON.stringify(state));
  const known = new Map<string, number>([[nameOf(model.start), 0]]);
  const states: State[] = [model.start];
  const visited: Visited[] = [{ depth: 0, parent: -1, says: "" }];
  const fair: [number, number][] = [];
  const ends: number[] = [];
  const unreached = new Set(Object.keys(model.reaches));
  const invariants = Object.entries(model.invariants);
  let moves = 0;
  const result = (broken: Counterexample | null): Exploration => ({
    states: states.length,
    moves,
    depth: visited.at(-1)!.depth,
    broken,
    unreached: broken === null ? [...unreached] : [],
  });

  for (let index = 0; index < states.length; index += 1) {
    const state = states[index]!;
    for (const [invariant, holds] of invariants) {
      if (!holds(state)) return result({ invariant, story: storyOf(visited, index) });
    }
    for (const name of unreached) if (model.reaches[name]!(state)) unreached.delete(name);
    if (model.end?.(state) === true) ends.push(index);
    for (const { says, to, foul } of model.moves(state)) {
      moves += 1;
      const name = nameOf(to);
      let target = known.get(name);
      if (target === undefined) {
        target = states.length;
        if (target >= statesMax) throw new Error(`More than ${statesMax} states.`);
        known.set(name, target);
        states.push(to);
        visited.push({ depth: visited[index]!.depth + 1, parent: index, says });
      }
      if (foul !== true && model.end !== undefined) fair.push([index, target]);
    }
  }
  const lost = model.end === undefined ? -1 : firstStuck(states.length, fair, ends);
  return result(lost < 0 ? null : { invariant: stuck, story: storyOf(visited, lost) });
}

/** A counterexample to be read by a person. */
export function told(broken: Counterexample | null): string {
  if (broken === null) return "nothing is broken";
  return [`Broken: ${broken.invariant}`, ...broken.story.map((says, index) => `${index + 1}. ${says}`)].join("\n");
}

/** A sorted set with one more element; the same set when it is there already. */
export function withOne<T extends string | number>(set: readonly T[], one: T): readonly T[] {
  return set.includes(one) ? set : [...set, one].sort((a, b) => (a < b ? -1 : 1));
}
