import { createHash } from "node:crypto";
import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { type SiteAnswer, valuesOf } from "../site.ts";

const paths = ["/", "/catalogue", "/pictures", "/pictures/sharper", "/p/fr", "/sitemap.xml", "/robots.txt"];
const visitors = [
  { "user-agent": "Mozilla/5.0 (X11)" },
  { "user-agent": "Mozilla/5.0 (Macintosh)", "accept-language": "de" },
];

/** An entity tag without its quotes and the mark of a weak one. */
function tagOf(answer: SiteAnswer): string | null {
  const sent = valuesOf(answer, "etag")[0];
  return sent === undefined ? null : sent.replace(/^W\//, "").replaceAll('"', "");
}

/** Tags that browsers send back at their next visit: they must say which answer it is, never who asked for it. */
export const siteTags = defineCheck({
  id: "site/tags",
  asks: "entity tags are hashes of what is answered, the same for everybody, so that no visitor is known by one",
  needs: ["site"],
  async run({ site }) {
    const found: Found[] = [];
    for (const path of paths) {
      const headers = { accept: "text/html,application/json", "accept-encoding": "identity" };
      const answers = [];
      for (const visitor of visitors) answers.push(await site.ask(path, { headers: { ...headers, ...visitor } }));
      const [first, second] = answers;
      if (first === undefined || second === undefined) continue;
      const hashes = answers.map(({ body }) => createHash("sha256").update(body).digest("base64url").slice(0, 22));
      const byContent = answers.every((answer, index) => (tagOf(answer) ?? hashes[index]) === hashes[index]);
      const dated = answers.some((answer) => valuesOf(answer, "last-modified").length > 0);
      if (byContent && !dated) continue;
      const differ = tagOf(first) !== tagOf(second) && first.body.equals(second.body);
      found.push({
        severity: differ ? "critical" : "high",
        where: path,
        evidence: dated
          ? "It sends Last-Modified, which browsers repeat like a tag."
          : differ
            ? "Two visitors got the same answer under different tags."
            : "Its tag is no hash of what it sent.",
        means: "A tag that only one visitor has is as good as a cookie: the browser sends it back at every visit.",
        remedy: "Take out what sets it; the server's own tags are SHA-256 of the answer, 22 characters of base64url.",
      });
    }
    return found;
  },
});
