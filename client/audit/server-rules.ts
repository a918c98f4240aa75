import type { ServerAnswer } from "../core/audit/audit-views.ts";

/** Addresses whose answers are looked at. "/?" is the front page, past the service worker, which keeps "/". */
export const lookedAt: readonly string[] = [
  "/?",
  "/catalogue",
  "/release",
  "/log/checkpoint",
  "/stored",
  "/.well-known/smartketplace-data-map.json",
  "/health",
];

/** What is demanded of the answers of a server; the page says each in words. */
export type ServerRule = "reached" | "policy" | "only-here" | "no-inline" | "no-referrer" | "declared";

function headerOf(answer: ServerAnswer | undefined, name: string): string | null {
  return answer?.headers.find(([own]) => own === name)?.[1] ?? null;
}

/** The sources that a policy allows for a directive: its own, else those of `default-src`; null when it says neither. */
export function sourcesOf(policy: string, directive: string): readonly string[] | null {
  const directives = new Map<string, readonly string[]>();
  for (const part of policy.split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // The first of two of one name counts, as in a browser.
    if (name !== undefined && name !== "" && !directives.has(name.toLowerCase())) {
      directives.set(name.toLowerCase(), sources);
    }
  }
  return directives.get(directive) ?? directives.get("default-src") ?? null;
}

/** Whether a source lets in nothing but this server, and what the page makes itself. */
function isOwn(source: string): boolean {
  return /^'(self|none)'$|^(data|blob):$|^'sha(256|384|512)-[\w+/=-]+'$|^'wasm-unsafe-eval'$|^'strict-dynamic'$/i.test(
    source,
  );
}

const fetching = ["connect-src", "script-src", "img-src", "font-src", "worker-src", "frame-src", "media-src"];

/**
 * Which rules the answers keep. A rule about an answer that is missing is broken.
 * @param declared names of the headers that the data map says are answered, several to an entry
 */
export function judgeAnswers(
  answers: readonly ServerAnswer[],
  declared: readonly string[],
): Readonly<Record<ServerRule, boolean>> {
  const known = new Set(declared.flatMap((names) => names.toLowerCase().split(/,\s*/)));
  const front = answers.find(({ path }) => path === lookedAt[0]);
  const policy = headerOf(front, "content-security-policy") ?? "";
  const scripts = sourcesOf(policy, "script-src");
  const onlyHere = fetching.every((directive) => sourcesOf(policy, directive)?.every(isOwn) === true);
  const referrer = headerOf(front, "referrer-policy");
  return {
    reached: lookedAt.every((path) => answers.some((answer) => answer.path === path && answer.status < 500)),
    policy: policy !== "",
    "only-here": onlyHere,
    "no-inline": scripts !== null && !scripts.some((source) => /^'unsafe-(inline|eval)'$/i.test(source)),
    "no-referrer": referrer === "no-referrer" || referrer === "same-origin",
    declared: answers.length > 0 && answers.every(({ headers }) => headers.every(([name]) => known.has(name))),
  };
}
