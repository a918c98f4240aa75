import type { Finding } from "./finding.ts";
import type { Known } from "./known.ts";
import { contrast, readTheme, type Theme, type Tone } from "./theme-file.ts";

const grounds = ["surface", "surface-raised", "surface-sunken", "surface-overlay"] as const;
const written = [
  "text",
  "text-muted",
  "text-link",
  "accent-text",
  "success-text",
  "warning-text",
  "danger-text",
  "info-text",
];
const shapes = ["line-strong", "focus", "accent", "success", "danger", "info"];

interface Pair {
  readonly front: string;
  readonly back: string;
  /** Least contrast: 4.5 for text, 3 for lines and shapes (WCAG 2.2, 1.4.3 and 1.4.11). */
  readonly least: number;
  /** When they do; both where it is not said. */
  readonly time?: "day" | "evening";
}

/** Every pair of roles that stand on each other somewhere on the screens. */
export const contrastPairs: readonly Pair[] = [
  ...grounds.flatMap((back) => [
    ...written.map((front) => ({ front, back, least: 4.5 })),
    ...shapes.map((front) => ({ front, back, least: 3 })),
  ]),
  ...["accent", "accent-hover", "accent-active"].map((back) => ({ front: "on-accent", back, least: 4.5 })),
  ...["success", "success-hover"].map((back) => ({ front: "on-success", back, least: 4.5 })),
  { front: "on-warning", back: "warning", least: 4.5 },
  ...["danger", "danger-hover"].map((back) => ({ front: "on-danger", back, least: 4.5 })),
  { front: "on-info", back: "info", least: 4.5 },
  { front: "text-inverse", back: "surface-inverse", least: 4.5 },
  // Steps of a ramp that are written with themselves: where nothing comes through, and the deposit on a price tag.
  { front: "ink-95", back: "ink-10", least: 4.5, time: "day" },
  { front: "sun-80", back: "surface-inverse", least: 4.5, time: "day" },
  { front: "sun-30", back: "surface-inverse", least: 4.5, time: "evening" },
  ...["accent", "success", "warning", "danger", "info"].flatMap((role) => [
    { front: `${role}-text`, back: `${role}-quiet`, least: 4.5 },
    { front: "text", back: `${role}-quiet`, least: 4.5 },
  ]),
  ...["straw", "oat", "clay", "rose", "plum", "lake", "mint", "moss"].map((paper) => ({
    front: "text",
    back: `paper-${paper}`,
    least: 4.5,
  })),
  ...[1, 2, 3, 4, 5, 6].map((index) => ({ front: `series-${index}`, back: "surface-raised", least: 3 })),
];

/** Whether it is light that is read on a colour. */
const isDark = (colour: string): boolean => contrast(colour, "#ffffff") > contrast(colour, "#000000");

function contrastFindings(colours: ReadonlyMap<string, Tone>): Finding[] {
  return contrastPairs.flatMap(({ front, back, least, time: only }) => {
    const [above, below] = [colours.get(`--sp-${front}`), colours.get(`--sp-${back}`)];
    if (above === undefined || below === undefined) return [];
    return (["day", "evening"] as const).flatMap((time) => {
      const found = contrast(above[time], below[time]);
      if (found >= least || (only ?? time) !== time) return [];
      return {
        at: `theme.css, --sp-${front} on --sp-${back}, ${time === "day" ? "by day" : "in the evening"}`,
        problem: `Contrast is ${found.toFixed(1)}; people with weak eyes need ${least}.`,
        mend: isDark(below[time])
          ? `Make ${above[time]} lighter, or ${below[time]} darker.`
          : `Make ${above[time]} darker, or ${below[time]} lighter.`,
      };
    });
  });
}

function tokenFindings({ tokens, colours }: Theme, known: Known): Finding[] {
  const findings: Finding[] = [];
  for (const name of known.themeTokens) {
    const value = tokens.get(name);
    if (value === undefined) {
      findings.push({
        at: `theme.css, ${name}`,
        problem: "This is missing.",
        mend: "Copy its line from instances/geneva/theme.css and change the colour.",
        isOfForm: true,
      });
    } else if (!/-(font|radius)-/.test(name) && !colours.has(name)) {
      findings.push({
        at: `theme.css, ${name}`,
        problem: `"${value}" is not a colour that can be checked.`,
        mend: "Write #rrggbb, or light-dark(#rrggbb, #rrggbb): by day, in the evening.",
        isOfForm: true,
      });
    }
  }
  for (const name of tokens.keys()) {
    if (!known.themeTokens.includes(name)) {
      findings.push({
        at: `theme.css, ${name}`,
        problem: "A theme has no such token.",
        mend: "Take it out: what is not in instances/geneva/theme.css is the same everywhere.",
      });
    }
  }
  return findings;
}

function typefaceFindings(theme: Theme, typefaces: string, known: Known): Finding[] {
  const findings: Finding[] = [];
  const declared = new Set([...typefaces.matchAll(/font-family:\s*"([^"]+)"/g)].map(([, name]) => name));
  for (const token of ["--sp-font-name", "--sp-font-text"]) {
    const [, family] = /^"([^"]+)"/.exec(theme.tokens.get(token) ?? "") ?? [];
    if (family !== undefined && !declared.has(family)) {
      findings.push({
        at: `theme.css, ${token}`,
        problem: `"${family}" has no @font-face in typefaces.css.`,
        mend: "Declare it there, or begin the list with a family that every device has, without quotation marks.",
      });
    }
  }
  for (const [, address = ""] of typefaces.matchAll(/url\("([^"]+)"\)/g)) {
    if (address.includes(":") || address.startsWith("/")) {
      findings.push({
        at: "typefaces.css",
        problem: `${address} is somewhere else: whoever looks at the shop would be seen there.`,
        mend: "Install the family from npm and name its file as @fontsource-variable/…",
      });
    } else if (!known.hasPackageFile(address)) {
      findings.push({
        at: "typefaces.css",
        problem: `The file ${address} is not there.`,
        mend: "Install the package that has it, with its exact version, or correct the name.",
      });
    }
  }
  return findings;
}

/** What is wrong with a city's look: its tokens, their contrast, its typefaces. */
export function themeFindings(css: string, typefaces: string, known: Known): Finding[] {
  const theme = readTheme(css);
  return [
    ...tokenFindings(theme, known),
    ...contrastFindings(theme.colours),
    ...typefaceFindings(theme, typefaces, known),
  ];
}
