/** Something in an instance's folder that is wrong, in words for the person who writes it. */
export interface Finding {
  /** Where: "vat[2].name.de", "theme.css, --sp-accent". */
  readonly at: string;
  readonly problem: string;
  /** How it is mended. */
  readonly mend: string;
  /** While it is there, what comes after it is not looked at. */
  readonly isOfForm?: boolean;
}

const hidden = "\n  Not everything could be looked at yet: mend these and run it again, more may be found.";

/** The same mistake at more places than this is told once. */
const toldEachMax = 4;

/** One mistake in many places, as when a language is added to a list, is one thing to mend. */
function together(findings: readonly Finding[]): Finding[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.problem}\n${finding.mend}`;
    alike.set(key, [...(alike.get(key) ?? []), finding]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length <= toldEachMax) return group;
    return [{ ...first, at: `${first.at} and ${group.length - 1} other places` }];
  });
}

/** Findings as lines for a terminal, and whether more may be found once they are mended. */
export function findingsText(findings: readonly Finding[]): string {
  const lines = together(findings).map(({ at, problem, mend }) => `  ${at}\n    ${problem}\n    ${mend}`);
  const isWhole = !findings.some(({ isOfForm = false }) => isOfForm);
  return [...lines, ...(isWhole ? [] : [hidden])].join("\n");
}

/** A path of the file as one would write it in code: `categories[3].name.de`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`))
    .join("");
}
