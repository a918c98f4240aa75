import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";

const paths = ["/", "/p/fr"];
/** What a browser would fetch by itself: not a link that somebody may press. */
const loads =
  /<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|data)\s*=\s*["']?\s*(?:https?:)?\/\/[^"'\s>]+|<link\b(?=[^>]*\brel\s*=\s*["']?(?:stylesheet|icon|manifest|preload|modulepreload|preconnect|dns-prefetch|prefetch))[^>]*\bhref\s*=\s*["']?\s*(?:https?:)?\/\/[^"'\s>]+/gi;

/** Whether a page names something of another origin that a browser would load with it. */
export const sitePages = defineCheck({
  id: "site/pages",
  asks: "no page names anything of a third party that a browser would load",
  needs: ["site"],
  async run({ site }) {
    const found: Found[] = [];
    for (const path of paths) {
      const { body } = await site.ask(path, { headers: { accept: "text/html" } });
      const named = [...body.toString("utf8").matchAll(loads)].filter(([text]) => !text.includes(`${site.origin}/`));
      if (named.length === 0) continue;
      found.push({
        severity: "high",
        where: path,
        evidence: `${named.length} of its elements load from another origin.`,
        means: "Every visitor's address is shown to somebody else; with a script, everything that is typed.",
        remedy: "Find out what puts it into the page: the built client has nothing of the kind.",
      });
    }
    return found;
  },
});
