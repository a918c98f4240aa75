import type { Check, Part, Scope } from "./check.ts";
import { type Finding, fails, type Found, severities } from "./finding.ts";

/** What one check came to. */
export interface CheckResult {
  readonly check: string;
  readonly asks: string;
  readonly outcome: "clean" | "findings" | "skipped";
  /** Parts that were not named, for a skipped one. */
  readonly missing: readonly Part[];
  readonly milliseconds: number;
}

/** The whole audit. `passed`: no finding fails, and at least one check ran. */
export interface AuditResult {
  readonly v: 1;
  readonly passed: boolean;
  readonly today: string;
  readonly checks: readonly CheckResult[];
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/** A check that could not be made is a finding: silence must never look like a clean result. */
function unchecked(thrown: unknown): Found {
  const code = thrown instanceof Error && "code" in thrown ? ` (${String(thrown.code)})` : "";
  const words = thrown instanceof Error ? thrown.message : "unknown";
  return {
    severity: "high",
    where: "this check",
    evidence: `It ended early${code}: ${words.slice(0, 300)}`,
    means: "Nothing is known about what it asks.",
    remedy: "See that the audit may read everything (a superuser or pg_read_all_data), then run it again.",
  };
}

async function runOne(check: Check, scope: Scope): Promise<readonly Found[]> {
  try {
    const inDatabase = check.needs.includes("database") && scope.database !== null;
    return inDatabase ? await scope.database.attempt(() => check.run(scope)) : await check.run(scope);
  } catch (thrown) {
    return [unchecked(thrown)];
  }
}

/** Runs checks one after the other. Those that need a part that is not there are reported as skipped. */
export async function runAudit(checks: readonly Check[], scope: Scope): Promise<AuditResult> {
  const results: CheckResult[] = [];
  const findings: Finding[] = [];
  for (const check of checks) {
    const missing = check.needs.filter((part) => scope[part] === null);
    const started = performance.now();
    if (missing.length === 0) scope.say(`${check.id} …`);
    const found = missing.length > 0 ? [] : await runOne(check, scope);
    findings.push(...found.map((one) => ({ check: check.id, ...one })));
    results.push({
      check: check.id,
      asks: check.asks,
      outcome: missing.length > 0 ? "skipped" : found.length > 0 ? "findings" : "clean",
      missing,
      milliseconds: Math.round(performance.now() - started),
    });
  }
  const rank = (finding: Finding) => severities.indexOf(finding.severity);
  return {
    v: 1,
    passed: !findings.some(fails) && results.some(({ outcome }) => outcome !== "skipped"),
    today: scope.today,
    checks: results,
    findings: findings.sort((a, b) => rank(a) - rank(b)),
  };
}
