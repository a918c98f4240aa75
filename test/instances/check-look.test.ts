import { describe, expect, test } from "vitest";
import { findingsText } from "../../instances/check/finding.ts";
import { readKnown } from "../../instances/check/known.ts";
import { contrast, readTheme } from "../../instances/check/theme-file.ts";
import { contrastPairs, themeFindings } from "../../instances/check/theme-findings.ts";
import { textOf, trackedFiles } from "../tidy/tracked-files.ts";

const known = readKnown();

describe("a look is checked", () => {
  const css = textOf("instances/freiburg/theme.css");
  const faces = textOf("instances/freiburg/typefaces.css");
  const found = (theme: string, typefaces = faces): string => findingsText(themeFindings(theme, typefaces, known));

  test("contrast is that of the standard", () => {
    expect(contrast("#000000", "#ffffff")).toBe(21);
    expect(contrast("#ffffff", "#ffffff")).toBe(1);
    // The greys that are known to be just enough, and just not, for text on white.
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#0000ff", "#ffffff")).toBeCloseTo(8.59, 2);
  });

  test.each(["geneva", "freiburg"])("%s keeps the floor of every pair, by day and in the evening", (name) => {
    const { colours } = readTheme(textOf(`instances/${name}/theme.css`));
    for (const { front, back, least, time: only } of contrastPairs) {
      const [above, below] = [colours.get(`--sp-${front}`), colours.get(`--sp-${back}`)];
      for (const time of only === undefined ? (["day", "evening"] as const) : [only]) {
        expect(
          contrast(above?.[time] ?? "", below?.[time] ?? ""),
          `${front} on ${back}, ${time}`,
        ).toBeGreaterThanOrEqual(least);
      }
    }
  });

  test("a text too pale is named, by day or in the evening, with what to do", () => {
    const pale = css.replace(/--sp-text-muted: [^;]+;/, "--sp-text-muted: light-dark(#aab4c0, #abb5b8);");
    expect(found(pale)).toContain("--sp-text-muted on --sp-surface, by day");
    expect(found(pale)).toContain("#aab4c0 darker");
    expect(found(pale)).not.toContain("in the evening");
  });

  test("so is a step of a ramp that is written with itself, at the time at which it is", () => {
    const pale = css.replace(/--sp-ink-95: [^;]+;/, "--sp-ink-95: #303a34;");
    expect(found(pale)).toContain("--sp-ink-95 on --sp-ink-10, by day");
    expect(found(css.replace(/--sp-sun-80: [^;]+;/, "--sp-sun-80: #2a2410;"))).toContain(
      "sun-80 on --sp-surface-inverse",
    );
    expect(found(pale)).toContain("Make #303a34 lighter");
    expect(found(pale)).not.toContain("in the evening");
  });

  test("every tone that a stylesheet writes with is held against its ground", () => {
    const held = new Set(contrastPairs.map(({ front }) => `--sp-${front}`));
    // The key ink draws prints and pins; these two stand on the tone of texts, which stands on them.
    const others = new Set(["--sp-press-key", "--sp-surface", "--sp-surface-raised"]);
    const sheets = trackedFiles.filter((file) => /^client\/.*\.css$/.test(file));
    const written = sheets.flatMap((file) =>
      [...textOf(file).matchAll(/(?<![-\w])color:([^;}]+)/g)].flatMap(
        ([, value = ""]) => value.match(/--sp-[\w-]+/g) ?? [],
      ),
    );
    expect(written.length).toBeGreaterThan(100);
    expect([...new Set(written)].filter((token) => !held.has(token) && !others.has(token))).toEqual([]);
  });

  test("tokens that are missing, unreadable, or not a theme's", () => {
    expect(found(css.replace(/--sp-accent: [^;]+;/, ""))).toContain("theme.css, --sp-accent\n    This is missing");
    expect(found(css.replace(/--sp-accent: [^;]+;/, "--sp-accent: rebeccapurple;"))).toContain(
      "not a colour that can be checked",
    );
    expect(found(`${css}\n:root { --sp-ribbon-1: #000000; }`)).toContain("A theme has no such token");
  });

  test("typefaces that are not declared, not installed, or somewhere else", () => {
    expect(found(css.replace('"Figtree", ', '"Comic", '))).toContain('"Comic" has no @font-face');
    expect(found(css, faces.replace("figtree-latin-wght", "figtree-latin-fat"))).toContain("is not there");
    expect(found(css, faces.replace("@fontsource-variable/figtree", "https://fonts.example/figtree"))).toContain(
      "would be seen there",
    );
  });
});
