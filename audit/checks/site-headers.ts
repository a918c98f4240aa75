import { randomBytes } from "node:crypto";
import { toBase64url } from "../../crypto/bytes.ts";
import { type Route, routes } from "../../crypto/protocol/routes.ts";
import { answerHeaders } from "../../server/data-map/surroundings.ts";
import { pagePolicy } from "../../server/pages/send-page.ts";
import { bareContentSecurityPolicy, contentSecurityPolicy, mediaPolicy } from "../../server/security-headers.ts";
import { defineCheck } from "../check.ts";
import type { Found, Severity } from "../finding.ts";
import { type Site, type SiteAnswer, valuesOf } from "../site.ts";

const declaredNames = new Set(Object.keys(answerHeaders).flatMap((names) => names.split(", ")));
const bareOnly = new Set(["relay", "catalogue"]);

/** What a visitor asks for on the way through the shop, beside the table of routes. */
const clientPaths = ["/", "/p-not-there", "/orders", "/sitemap.xml", "/demo.json"];

interface Probe {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly events: boolean;
  readonly takesBody: boolean;
}

const samples: Readonly<Record<string, () => string>> = {
  language: () => "fr",
  category: () => "food",
  item: () => "none",
  day: () => "2026-01-02",
  bucket: () => "0",
  part: () => "1",
  record: () => toBase64url(randomBytes(16)),
};

/** One request to every route: unsigned, signed out and empty, so that nothing is changed by it. */
function probesOf(): Probe[] {
  const ofRoutes = Object.entries(routes).map(([name, route]: [string, Route]) => ({
    name,
    method: route.method,
    path: route.path.replaceAll(/:(\w+)/g, (_, param: string) =>
      (samples[param] ?? (() => toBase64url(randomBytes(32))))(),
    ),
    events: route.response === "events",
    takesBody: route.method === "POST" || route.method === "PUT",
  }));
  const ofClient = clientPaths.map((path) => ({ name: path, method: "GET", path, events: false, takesBody: false }));
  return [...ofClient, ...ofRoutes];
}

function finding(severity: Severity, where: string, evidence: string, means: string, remedy: string): Found {
  return { severity, where, evidence, means, remedy };
}

/** Which policies an answer may have, by where it comes from. */
function policiesFor(path: string, answer: SiteAnswer): readonly string[] {
  // What leads elsewhere is shown by no browser.
  if (answer.status >= 300 && answer.status < 400) return [pagePolicy, contentSecurityPolicy];
  const html = (valuesOf(answer, "content-type")[0] ?? "").startsWith("text/html");
  if (html && (path === "/p" || path.startsWith("/p/"))) return [pagePolicy];
  if (html) return [contentSecurityPolicy];
  const room = path.split("/")[1] ?? "";
  if (path.startsWith("/p/") || room.startsWith("sitemap") || room === "robots.txt")
    return [pagePolicy, contentSecurityPolicy];
  if (room === "media") return [mediaPolicy, contentSecurityPolicy];
  return bareOnly.has(room) ? [bareContentSecurityPolicy, contentSecurityPolicy] : [contentSecurityPolicy];
}

/** Origins that a policy lets a page reach. */
function originsIn(policy: string): string[] {
  return policy.split(/[\s;]+/).filter((word) => /^(https?:|wss?:|\*|[\w-]+\.[\w.-]+)/.test(word));
}

function ofPolicy(where: string, path: string, answer: SiteAnswer): Found[] {
  const sent = valuesOf(answer, "content-security-policy");
  const allowed = policiesFor(path, answer);
  if (sent.length === 1 && allowed.includes(sent[0] ?? "")) return [];
  const origins = sent.flatMap(originsIn);
  const evidence =
    sent.length === 0
      ? "It comes without a content security policy."
      : origins.length > 0
        ? `Its policy lets pages reach other origins: ${[...new Set(origins)].join(" ").slice(0, 200)}.`
        : "Its policy is another than this version's.";
  return [
    finding(
      "critical",
      where,
      evidence,
      "A page may load or send more than the client needs: code of others, or what is typed to somewhere else.",
      "Let the proxy in front pass the server's own policy on, unchanged and alone.",
    ),
  ];
}

function ofNames(where: string, answer: SiteAnswer): Found[] {
  const names = [...new Set(answer.headers.map(([name]) => name))].filter((name) => !declaredNames.has(name));
  if (names.length === 0) return [];
  const tells = names.some((name) => ["server", "x-powered-by", "via"].includes(name));
  return [
    finding(
      tells ? "low" : "medium",
      where,
      `It sends headers that the data map does not name: ${names.join(", ").slice(0, 200)}.`,
      tells
        ? "It says which programs run, and something in front changes what the server sends."
        : "A header that nobody declared may tell visitors apart, or make their browsers report to others.",
      "Take it out in the proxy in front, or declare it in server/data-map/surroundings.ts.",
    ),
  ];
}

const constants: readonly (readonly [name: string, value: RegExp])[] = [
  ["x-content-type-options", /^nosniff$/],
  ["referrer-policy", /^no-referrer$/],
  ["cross-origin-resource-policy", /^same-origin$/],
];

function ofConstants(where: string, answer: SiteAnswer): Found[] {
  const wrong = constants.filter(([name, value]) => !valuesOf(answer, name).some((sent) => value.test(sent)));
  if (wrong.length === 0) return [];
  return [
    finding(
      "high",
      where,
      `It lacks ${wrong.map(([name]) => name).join(", ")} as this version sends it.`,
      "Pages of other sites may use its answers, or learn from which page somebody came.",
      "Let the proxy in front pass the server's headers on.",
    ),
  ];
}

const isLocal = (origin: string) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname);

function ofTransport(site: Site, answer: SiteAnswer): Found[] {
  const where = site.origin;
  if (site.origin.startsWith("http:")) {
    if (isLocal(site.origin)) return [];
    const means = "Whoever is on the way reads and changes everything, the client's code included.";
    return [
      finding("critical", where, "It is reached without TLS.", means, "Set up TLS in front, and ORIGIN=https://…."),
    ];
  }
  const seconds = Number(/max-age=(\d+)/.exec(valuesOf(answer, "strict-transport-security")[0] ?? "")?.[1] ?? 0);
  if (seconds >= 31_536_000) return [];
  const means = "A first visit, or one after a while, can be led to a page without TLS.";
  return [
    finding("medium", where, "It has no Strict-Transport-Security of a year or more.", means, "Set ORIGIN=https://…."),
  ];
}

/** Merges what several routes share into one finding that names them. */
function merged(found: readonly Found[]): Found[] {
  const byEvidence = new Map<string, Found[]>();
  for (const one of found) byEvidence.set(one.evidence, [...(byEvidence.get(one.evidence) ?? []), one]);
  return [...byEvidence.values()].map((same) => ({ ...same[0]!, where: same.map(({ where }) => where).join(", ") }));
}

/** Headers of every route's answer, refusals included. */
export const siteHeaders = defineCheck({
  id: "site/headers",
  asks: "every route answers with this version's policy and with declared headers only",
  needs: ["site"],
  async run({ site }) {
    const found: Found[] = [];
    for (const probe of probesOf()) {
      const json = { "content-type": "application/json" };
      const answer = await site.ask(probe.path, {
        method: probe.method,
        headersOnly: probe.events,
        headers: { accept: "text/html,application/json", ...(probe.takesBody && json) },
        ...(probe.takesBody && { body: new Uint8Array() }),
      });
      if (probe.path === "/") found.push(...ofTransport(site, answer));
      found.push(...ofNames(probe.name, answer), ...ofConstants(probe.name, answer));
      // A policy is of answers with a body that a browser could show.
      if (answer.status !== 304) found.push(...ofPolicy(probe.name, probe.path, answer));
    }
    return merged(found);
  },
});
