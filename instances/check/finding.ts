/** Something in an instance's folder that is wrong, in words for the person who writes it. */
export interface Finding {
  /** Where: "vat[2].name.de", "theme.css, --sp-accent". */
  readonly at: string;
  readonly problem: string;
  /** How it is mended. */
  readonly mend: string;
}

/** Findings as lines for a terminal. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(({ at, problem, mend }) => `  ${at}\n    ${problem}\n    ${mend}`).join("\n");
}

/** A path of the file as one would write it in code: `categories[3].name.de`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join("");
}
