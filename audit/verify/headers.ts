import { type Difference, difference } from "./difference.ts";
import { bareType, expectedType } from "./media-types.ts";
import type { Answer } from "./visitor.ts";

/** Headers by which an answer could bring in, lead to, or tell, what the release does not name. */
const strange = [
  "refresh",
  "set-cookie",
  "service-worker-allowed",
  "speculation-rules",
  "sourcemap",
  "content-security-policy-report-only",
  "report-to",
  "reporting-endpoints",
  "nel",
  "access-control-allow-origin",
] as const;

/** What a page may be linked with: its public page, for search engines. Any other link could load something. */
const canonical = /^<[^<>,;]*>; rel="canonical"$/;

/** What is wrong with the headers that a file of the client came with. `csp` is the policy that must stand in them. */
export function headerDifferences(path: string, { headers }: Answer, csp: string): readonly Difference[] {
  const found: Difference[] = [];
  const policy = headers["content-security-policy"] ?? null;
  if (policy !== csp) {
    found.push(
      difference("live", "policy", "The content policy is not the one released.", {
        path,
        expected: csp,
        found: policy,
      }),
    );
  }
  const type = expectedType(path);
  const sent = bareType(headers["content-type"]);
  if (type !== null && sent !== type) {
    found.push(difference("live", "type", "The file comes as another type.", { path, expected: type, found: sent }));
  }
  if (headers["x-content-type-options"] !== "nosniff") {
    const says = "Browsers are left to guess the type (X-Content-Type-Options).";
    found.push(
      difference("live", "header", says, {
        path,
        expected: "nosniff",
        found: headers["x-content-type-options"] ?? null,
      }),
    );
  }
  for (const name of strange) {
    const value = headers[name];
    if (value === undefined) continue;
    found.push(
      difference("live", "header", `The header ${name} does not belong to the client.`, { path, found: value }),
    );
  }
  const { link } = headers;
  if (link !== undefined && !canonical.test(link)) {
    found.push(difference("live", "header", "A link header names something to load.", { path, found: link }));
  }
  return found;
}
