import type { Verification } from "./verify-client.ts";

const verdicts = {
  same: "The client that is served is the one in the log",
  differs: "The client that is served is NOT what it should be.",
  unknown: "No difference was found, but not everything could be told.",
} as const;

const otherSources = `The release is not said to be of the sources that were built here: check out its commit, then verify again.`;

/** What no verification can say, whatever it finds. */
const limits = `This says what was served to this program, now. It cannot say what is served to somebody else. Beside the
client the server serves what is in no release, and what no client takes for code: the catalogue and other
answers of the protocol, the pages below /p/, sitemap.xml, robots.txt, and where there is a demo, demo.json.`;

/** A verification in words, for a terminal. */
export function verificationReport(result: Verification): string {
  const { release, log, build, verdict } = result;
  const isOfOtherSources = build !== null && release !== null && build.commit !== release.commit;
  const commit = (value: string | null): string => value ?? "none (changed sources)";
  const lines = [
    `market    ${result.origin}`,
    `founded   by ${result.instanceKey ?? "unknown"}`,
    `release   ${release === null ? "unknown" : `${release.version}, revision ${release.revision}, commit ${commit(release.commit)}`}`,
    `in log    ${log === null ? "unknown" : `${log.origin}, ${log.index === null ? "not among" : `entry ${log.index} of`} ${log.size}`}`,
    `build     ${build === null ? "none" : `${build.files} files, commit ${commit(build.commit)}`}`,
    `fetched   ${result.filesSeen} files in ${result.requests} requests`,
    "",
    ...result.differences.map(({ where, what, path, expected, found, says }) =>
      [
        `DIFFERS  ${where.padEnd(9)} ${what.padEnd(9)} ${path ?? ""}`.trimEnd(),
        `         ${says}`,
        ...(expected === null ? [] : [`         expected ${expected}`]),
        ...(found === null ? [] : [`         found    ${found}`]),
      ].join("\n"),
    ),
    ...result.unknowns.map(({ where, path, says }) =>
      `UNKNOWN  ${where.padEnd(9)} ${path ?? ""} ${says}`.replace(/ {2,}(?=[A-Z])/, " "),
    ),
    "",
    ...(isOfOtherSources && verdict === "differs" ? [otherSources, ""] : []),
    limits,
    "",
    `${verdicts[verdict]}${verdict === "same" ? (build === null ? "." : ", and the one that the sources give.") : ""} ${result.differences.length} differences, ${result.unknowns.length} unknown.`,
  ];
  return lines.join("\n");
}
