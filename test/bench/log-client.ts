import { builtPage } from "./built-page.ts";
import { median, percentile, rounded, say } from "./figures.ts";
import { deltaEntries, logEntries, measureReading, type ReadingFigures } from "./log-reading.ts";

function summary(figures: ReadingFigures) {
  const worst = (milliseconds: readonly number[]): number => rounded(percentile(milliseconds, 0.99), 1);
  return {
    firstVisitP50Milliseconds: rounded(median(figures.firstMilliseconds), 1),
    firstVisitWorstMilliseconds: worst(figures.firstMilliseconds),
    deltaP50Milliseconds: rounded(median(figures.deltaMilliseconds), 2),
    deltaWorstMilliseconds: worst(figures.deltaMilliseconds),
    nothingNewP50Milliseconds: rounded(median(figures.sameMilliseconds), 2),
    nextStartP50Milliseconds: rounded(median(figures.loadMilliseconds), 1),
    entryBytes: figures.entryBytes,
  };
}

/** `npm run bench -- log-client`: what a device spends on a log of 10,000 entries, without the network. */
export async function benchLogClient() {
  say("Reading a log in Node …");
  const node = await measureReading();
  say("Reading a log in a worker of Chromium …");
  const chromium = await builtPage<ReadingFigures>("log-reading-page.ts", "logReadingFigures");
  return {
    entriesCount: logEntries,
    deltaEntriesCount: deltaEntries,
    node: summary(node),
    chromium: summary(chromium),
    limits: { firstVisitMillisecondsMax: 1_500, deltaMillisecondsMax: 50 },
  };
}
