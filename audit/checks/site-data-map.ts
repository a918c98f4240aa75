import { isDeepStrictEqual } from "node:util";
import { dataMap } from "../../server/data-map/data-map.ts";
import { defineCheck } from "../check.ts";

const path = "/.well-known/smartketplace-data-map.json";

/** The data map that visitors are shown against the one that this audit holds the database against. */
export const siteDataMap = defineCheck({
  id: "site/data-map",
  asks: "the data map that the site shows is this version's",
  needs: ["site"],
  async run({ site }) {
    const answer = await site.ask(path);
    let served: unknown = null;
    try {
      served = JSON.parse(answer.body.toString("utf8"));
    } catch {
      // Not JSON: another one.
    }
    const own: unknown = JSON.parse(JSON.stringify(dataMap()));
    if (answer.status === 200 && isDeepStrictEqual(served, own)) return [];
    return [
      {
        severity: "high",
        where: path,
        evidence:
          answer.status === 200 ? "It differs from this version's." : `It answers with status ${answer.status}.`,
        means: "Visitors are told something else about what is stored than what this audit looked for.",
        remedy: "Audit with the version that the server runs; if it is this one, find out who changed what is served.",
      },
    ];
  },
});
