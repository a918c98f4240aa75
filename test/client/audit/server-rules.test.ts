import { describe, expect, test } from "vitest";
import { foreignRequests } from "../../../client/audit/browser-findings.ts";
import { classCounts } from "../../../client/audit/class-counts.ts";
import { judgeAnswers, lookedAt, sourcesOf } from "../../../client/audit/server-rules.ts";
import type { ServerAnswer } from "../../../client/core/audit/audit-views.ts";
import { dataMap } from "../../../server/data-map/data-map.ts";
import { contentSecurityPolicy } from "../../../server/security-headers.ts";

const declared = Object.keys(dataMap().answerHeaders);

function answers(policy: string, more: readonly (readonly [string, string])[] = []): ServerAnswer[] {
  return lookedAt.map((path, index) => ({
    path,
    status: 200,
    headers: [
      ["content-type", "text/html"],
      ...(index === 0
        ? ([["content-security-policy", policy], ["referrer-policy", "no-referrer"], ...more] as const)
        : []),
    ],
  }));
}

const broken = (policy: string, more?: readonly (readonly [string, string])[]): string[] =>
  Object.entries(judgeAnswers(answers(policy, more), declared)).flatMap(([rule, kept]) => (kept ? [] : [rule]));

describe("what is demanded of a server's answers", () => {
  test("the policy that the server sends keeps every rule", () => {
    expect(broken(contentSecurityPolicy)).toEqual([]);
  });
  test("a policy that lets in another address is found, whichever directive it stands in", () => {
    for (const directive of ["connect-src", "script-src", "img-src", "font-src", "worker-src"]) {
      for (const source of ["https:", "*", "https://tracker.example", "http://127.0.0.1:9", "'self' cdn.example"]) {
        expect(broken(`${directive} ${source}; ${contentSecurityPolicy}`)).toContain("only-here");
      }
    }
  });
  test("none at all, or one that says nothing of scripts, is no policy", () => {
    expect(broken("")).toEqual(["policy", "only-here", "no-inline"]);
    expect(broken("img-src 'self'")).toEqual(["only-here", "no-inline"]);
  });
  test("scripts written into a page are found", () => {
    for (const source of ["'unsafe-inline'", "'unsafe-eval'", "'UNSAFE-INLINE'"]) {
      expect(broken(`script-src 'self' ${source}; ${contentSecurityPolicy}`)).toContain("no-inline");
    }
  });
  test("a header that no data map declares is found", () => {
    expect(broken(contentSecurityPolicy, [["x-visitor-id", "7"]])).toEqual(["declared"]);
  });
  test("an answer that is missing, or a server that fails, breaks the rule; no answers keep none", () => {
    const all = answers(contentSecurityPolicy);
    expect(judgeAnswers(all.slice(1), declared).reached).toBe(false);
    expect(
      judgeAnswers(
        all.map((one) => ({ ...one, status: 503 })),
        declared,
      ).reached,
    ).toBe(false);
    expect(Object.values(judgeAnswers([], declared)).some(Boolean)).toBe(false);
  });
  test("of two directives of one name the first counts, as in a browser", () => {
    expect(sourcesOf("img-src 'none'; IMG-SRC *", "img-src")).toEqual(["'none'"]);
    expect(sourcesOf("default-src 'self'", "img-src")).toEqual(["'self'"]);
    expect(sourcesOf(";;  ;", "img-src")).toBeNull();
  });
});

test("requests to somebody else are found, and what never leaves the browser is none", () => {
  const own = "http://localhost:8080";
  const all = [
    `${own}/a.js`,
    "/b.js",
    "data:,x",
    `blob:${own}/1`,
    "https://tracker.example/p",
    `${own}.example/x`,
    "http://",
  ];
  expect(foreignRequests(all, own)).toEqual(["https://tracker.example/p", `${own}.example/x`, "http://"]);
});

test("totals by kind are rows times fields; without counts they are unknown", () => {
  const field = (name: string, kind: "hash" | "day") => ({ name, class: kind, why: "", kept: "" });
  const tables = [
    {
      name: "a.b",
      plane: "sealed" as const,
      rows: 3,
      fields: [field("x", "hash"), field("y", "hash"), field("z", "day")],
    },
    { name: "a.c", plane: null, rows: null, fields: [field("x", "day")] },
  ];
  expect(classCounts({ tables, countedAt: "2026-01-01T00:00:00.000Z" })).toEqual([
    { name: "hash", fields: 2, values: 6 },
    { name: "day", fields: 2, values: 3 },
  ]);
  expect(classCounts({ tables, countedAt: null }).map(({ values }) => values)).toEqual([null, null]);
});
