import type { Part } from "./check.ts";
import { fails } from "./finding.ts";
import type { AuditResult } from "./run-audit.ts";

const optionOf: Readonly<Record<Part, string>> = {
  database: "--database-url",
  site: "--url",
  dataDir: "--data-dir",
};

const marks = { clean: "ok  ", findings: "!   ", skipped: "-   " } as const;

function wrapped(label: string, text: string): string {
  const width = 100;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part, index) => `${index === 0 ? `  ${label}`.padEnd(14) : " ".repeat(14)}${part}`).join("\n");
}

/** The audit in words: every check with its outcome, then each finding, then one line that sums up. */
export function auditReport(result: AuditResult): string {
  const checks = result.checks.map(({ check, asks, outcome, missing }) => {
    const why = outcome === "skipped" ? ` (needs ${missing.map((part) => optionOf[part]).join(", ")})` : "";
    return `${marks[outcome]}${check.padEnd(28)} ${asks}${why}`;
  });
  const findings = result.findings.map((finding) =>
    [
      `${finding.severity.toUpperCase()}  ${finding.check}  ${finding.where}`,
      wrapped("evidence", finding.evidence),
      wrapped("means", finding.means),
      wrapped("to do", finding.remedy),
    ].join("\n"),
  );
  const failing = result.findings.filter(fails).length;
  const notices = result.findings.length - failing;
  const skipped = result.checks.filter(({ outcome }) => outcome === "skipped").length;
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const sum = [
    plural(result.checks.length - skipped, "check"),
    plural(failing, "finding"),
    plural(notices, "notice"),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(", ");
  const verdict = result.passed ? "Passed" : "FAILED";
  return [checks.join("\n"), ...findings, `${verdict}: ${sum}.`].join("\n\n");
}
