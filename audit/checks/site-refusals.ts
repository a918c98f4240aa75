import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";

const key = "A".repeat(43);
const octets = { "content-type": "application/octet-stream" };

/** Addresses that refuse a cookie; those of the first list refuse a referrer as well. */
const anonymous = [
  { method: "POST", path: `/relay/inboxes/${key}/envelopes`, headers: octets },
  { method: "POST", path: "/relay/boards/0", headers: octets },
  { method: "GET", path: `/relay/inboxes/${key}/envelopes`, headers: {} },
  { method: "GET", path: "/relay/boards/2026-01-02/0", headers: {} },
  { method: "GET", path: `/spaces/${key}/records`, headers: {} },
  { method: "PUT", path: `/spaces/${key}`, headers: { "content-type": "application/json" } },
] as const;
const cookieless = [
  { method: "POST", path: "/statements", headers: octets },
  { method: "GET", path: "/catalogue", headers: {} },
  { method: "GET", path: "/pictures", headers: {} },
] as const;

const strays = {
  cookie: ["request/cookie", { cookie: "audit=1" }],
  referrer: ["request/referrer", { referer: "https://market.invalid/page" }],
} as const;

function codeOf(body: Buffer): string {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return typeof parsed === "object" && parsed !== null && "code" in parsed ? String(parsed.code) : "";
  } catch {
    return "";
  }
}

/** Requests that carry more than they should, to addresses that must not take them. */
export const siteRefusals = defineCheck({
  id: "site/refusals",
  asks: "relay, spaces and statements refuse a request that carries a cookie or a referrer",
  needs: ["site"],
  async run({ site }) {
    const found: Found[] = [];
    const asked = [
      ...anonymous.flatMap((probe) => [
        { probe, stray: "cookie" as const },
        { probe, stray: "referrer" as const },
      ]),
      ...cookieless.map((probe) => ({ probe, stray: "cookie" as const })),
    ];
    for (const { probe, stray } of asked) {
      const [code, headers] = strays[stray];
      const brings = probe.method !== "GET" && { body: Buffer.alloc(0) };
      const answer = await site.ask(probe.path, {
        method: probe.method,
        headers: { ...probe.headers, ...headers },
        ...brings,
      });
      if (answer.status === 400 && codeOf(answer.body) === code) continue;
      found.push({
        severity: "high",
        where: `${probe.method} ${probe.path.replace(key, ":key")}`,
        evidence: `A request with a ${stray} is answered with status ${answer.status}, not refused as ${code}.`,
        means:
          "A client with a mistake, or a browser beside it, could tell the server who asks and from which page, unnoticed.",
        remedy: "Do not let the proxy in front take these headers off silently, nor answer in the server's place.",
      });
    }
    return found;
  },
});
