import type { Readable, Writable } from "node:stream";
import { createInterface } from "node:readline/promises";

/** What came of an answer: a value, or a sentence that says what it should have been. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** Asks on a terminal, or reads answers that were prepared, a line each. */
export interface Asker {
  /** Asks until `read` takes the answer. An empty one means `suggestion`, where there is one. */
  ask<T>(question: string, read: (answer: string) => Read<T>, suggestion?: string): Promise<T>;
  /** Asks for lines until an empty one. */
  lines(question: string): Promise<string[]>;
  say(text: string): void;
  close(): void;
}

/** The answers ended before the questions did. */
export class AnswersEnded extends Error {}

/** An asker on two streams. Answers that come before their question wait for it. */
export function createAsker(input: Readable, output: Writable): Asker {
  const reading = createInterface({ input });
  const answers = reading[Symbol.asyncIterator]();
  const say = (text: string): void => void output.write(text);
  async function next(): Promise<string> {
    const { done, value } = await answers.next();
    if (done === true) throw new AnswersEnded("The answers ended before the questions did. Nothing was written.");
    return (value as string).trim();
  }
  return {
    say,
    async ask(question, read, suggestion) {
      for (;;) {
        say(suggestion === undefined ? `${question}\n> ` : `${question} [${suggestion}]\n> `);
        const answer = await next();
        const found = read(answer === "" ? (suggestion ?? "") : answer);
        if ("value" in found) return found.value;
        say(`  ${found.problem}\n`);
      }
    },
    async lines(question) {
      say(`${question}\n`);
      const lines: string[] = [];
      for (;;) {
        say("> ");
        const line = await next();
        if (line === "") return lines;
        lines.push(line);
      }
    },
    close: () => reading.close(),
  };
}
