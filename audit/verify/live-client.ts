import { routes } from "../../crypto/protocol/routes.ts";
import { type Difference, difference, type Unknown } from "./difference.ts";
import { digestOf } from "./digest.ts";
import { headerDifferences } from "./headers.ts";
import { bareType } from "./media-types.ts";
import { referencesIn } from "./references.ts";
import { type Answer, isAnswer, type Look, looks, type NoAnswer, type Visitor } from "./visitor.ts";

/** What the live client should be. `files` from path to digest. */
export interface ExpectedClient {
  readonly csp: string;
  readonly files: ReadonlyMap<string, string>;
}

/** What was seen of the live client. */
export interface SeenClient {
  /** Path to digest of what everybody was given; null where some got something else, or nothing. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly requests: number;
  readonly differences: readonly Difference[];
  readonly unknowns: readonly Unknown[];
}

const atOnce = 8;
/** Further files that are asked for because a file names them, and differences that are listed, at most. */
const namedFilesMax = 3_000;
const differencesMax = 10_000;
const html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** Addresses of the market's pages: each is answered with index.html, byte for byte. */
const pageAddresses = [
  "/",
  "/search?q=pain",
  "/stalls",
  "/basket",
  "/me",
  "/join",
  `/stall/${"A".repeat(43)}`,
  `/item/${"A".repeat(43)}/tomme-0.5kg`,
  `/desk/${"A".repeat(43)}/orders`,
] as const;

/** First parts of addresses at which the server speaks, rather than serve the client. */
const serverParts = new Set(Object.values(routes).map(({ path }) => path.split("/")[1] ?? ""));

/** Runs `work` over all, a few at once. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const lane = async (): Promise<void> => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** In an order by chance, so that none is known to come first. */
function shuffled<T>(all: readonly T[]): T[] {
  return all
    .map((one) => [Math.random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** What one visitor got for one file. */
type Seen =
  | { readonly look: Look["name"]; readonly digest: string }
  | { readonly look: Look["name"]; readonly failed: Failure };
type Failure = "status" | "page" | NoAnswer;

function failureOf(path: string, answer: Answer | NoAnswer): Failure | null {
  if (!isAnswer(answer)) return answer;
  if (answer.status !== 200) return "status";
  const isPage = bareType(answer.headers["content-type"]) === "text/html";
  return isPage && !path.endsWith(".html") ? "page" : null;
}

const failureWords: Readonly<Record<Failure, string>> = {
  status: "The file is not there.",
  page: "A page comes instead of the file.",
  endless: "The file has no end, or a very late one.",
  garbled: "The file cannot be decompressed as what it says it is.",
  unreachable: "The file could not be fetched.",
  slow: "The file did not come in time.",
};

/** Compares what visitors got for a file with what it should be. */
function judge(
  path: string,
  expected: string,
  seen: readonly Seen[],
): { differences: Difference[]; unknowns: Unknown[] } {
  const differences: Difference[] = [];
  const unknowns: Unknown[] = [];
  const wrong = new Map<string, Look["name"][]>();
  for (const one of seen) {
    const key = "digest" in one ? one.digest : one.failed;
    if (key !== expected) wrong.set(key, [...(wrong.get(key) ?? []), one.look]);
  }
  for (const [key, by] of wrong) {
    const some = by.length < seen.length ? ` Not to everybody: to those who ask for ${by.join(", ")}.` : "";
    if (key === "unreachable" || key === "slow") {
      unknowns.push({ where: "live", path, says: failureWords[key] + some });
    } else if (key in failureWords) {
      const what = key === "endless" || key === "garbled" ? "changed" : "missing";
      differences.push(difference("live", what, failureWords[key as Failure] + some, { path, expected }));
    } else {
      const says = `The file is not the one released.${some}`;
      differences.push(difference("live", "changed", says, { path, expected, found: key }));
    }
  }
  return { differences, unknowns };
}

/**
 * Fetches the live client, every file in every form and for every kind of visitor, then whatever its files name and the
 * release does not, then the market's addresses, and says where it is not what it should be.
 */
export async function visitClient(visitor: Visitor, expected: ExpectedClient): Promise<SeenClient> {
  const seen = new Map<string, Seen[]>();
  const differences = new Map<string, Difference>();
  const unknowns: Unknown[] = [];
  const named = new Set<string>();
  const foreign = new Set<string>();
  let requests = 0;

  const note = (found: readonly Difference[]): void => {
    for (const one of found) {
      if (differences.size < differencesMax) differences.set(JSON.stringify(one), one);
    }
  };
  const readNames = (path: string, answer: Answer): void => {
    const references = referencesIn(path, bareType(answer.headers["content-type"]), answer.body);
    for (const name of references.paths) if (named.size < namedFilesMax) named.add(name);
    for (const address of references.foreign) {
      if (foreign.has(address)) continue;
      foreign.add(address);
      note([difference("live", "foreign", "A page names something on another site.", { path, found: address })]);
    }
  };
  const visit = async (path: string, look: Look): Promise<void> => {
    requests += 1;
    const answer = await visitor.get(path, look, path.endsWith(".html") ? html : "*/*");
    const failed = failureOf(path, answer);
    const result: Seen =
      failed !== null ? { look: look.name, failed } : { look: look.name, digest: digestOf((answer as Answer).body) };
    seen.set(path, [...(seen.get(path) ?? []), result]);
    if (failed !== null || !isAnswer(answer)) return;
    note(headerDifferences(path, answer, expected.csp));
    const isKnown = "digest" in result && result.digest === expected.files.get(path);
    if (!isKnown || look === looks[0]) readNames(path, answer);
  };

  for (const look of looks) await eachOf(shuffled([...expected.files.keys()]), (path) => visit(path, look));
  for (const [path, digest] of expected.files) {
    const judged = judge(path, digest, seen.get(path) ?? []);
    note(judged.differences);
    unknowns.push(...judged.unknowns);
  }

  // What a further file names may be a further file.
  const asked = new Set<string>();
  for (let more = true; more;) {
    const next = [...named].filter(
      (path) => !asked.has(path) && !expected.files.has(path) && !serverParts.has(path.split("/")[1] ?? ""),
    );
    for (const path of next) asked.add(path);
    more = next.length > 0;
    await eachOf(next, async (path) => {
      requests += 1;
      const answer = await visitor.get(path);
      const isThere = isAnswer(answer) ? answer.status === 200 : answer === "endless" || answer === "garbled";
      if (!isThere) return;
      const found = isAnswer(answer) ? digestOf(answer.body) : null;
      if (found !== null && found === expected.files.get("/index.html")) return;
      note([
        difference("live", "extra", "A file of the client names this one, which is not released.", { path, found }),
      ]);
      if (isAnswer(answer)) readNames(path, answer);
    });
  }

  const page = expected.files.get("/index.html");
  await eachOf(page === undefined ? [] : pageAddresses, async (address) => {
    requests += 1;
    const answer = await visitor.get(address, looks[requests % looks.length], html);
    const failed = failureOf("/index.html", answer);
    if (failed === "unreachable" || failed === "slow") {
      unknowns.push({ where: "live", path: address, says: failureWords[failed] });
    } else if (failed !== null || !isAnswer(answer)) {
      note([difference("live", "missing", "The market is not at this address.", { path: address, expected: page! })]);
    } else {
      const found = digestOf(answer.body);
      if (found !== page) {
        note([
          difference("live", "changed", "Another page stands at this address.", {
            path: address,
            expected: page!,
            found,
          }),
        ]);
        readNames(address, answer);
      }
      note(headerDifferences("/index.html", answer, expected.csp).map((one) => ({ ...one, path: address })));
    }
  });

  const files = new Map([...seen].map(([path, all]) => [path, unanimous(all)] as const));
  return { files, requests, differences: [...differences.values()], unknowns };
}

function unanimous(all: readonly Seen[]): string | null {
  const digests = new Set(all.map((one) => ("digest" in one ? one.digest : null)));
  const [only = null] = digests;
  return digests.size === 1 ? only : null;
}
