/** How bad it is. Each but the last makes the audit fail: a notice says what cannot be prevented, or is the operator's choice. */
export const severities = ["critical", "high", "medium", "low", "notice"] as const;
export type Severity = (typeof severities)[number];

/** Something that is not as promised, with what shows it. No value of anybody's is repeated in it: places and counts only. */
export interface Finding {
  /** Id of the check that found it. */
  readonly check: string;
  readonly severity: Severity;
  /** A table, a column, a file, an address or a setting. */
  readonly where: string;
  readonly evidence: string;
  /** What whoever holds this can do with it. */
  readonly means: string;
  /** What the operator does now. */
  readonly remedy: string;
}

/** A finding as a check makes it: the check's id is added by who runs it. */
export type Found = Omit<Finding, "check">;

/** Whether a finding makes the audit fail. */
export function fails(finding: Pick<Finding, "severity">): boolean {
  return finding.severity !== "notice";
}
