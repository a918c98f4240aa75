import type { ReleaseRefusalReason } from "../../crypto/protocol/release-evidence.ts";
import type { EvidenceVerdict } from "./evidence-file.ts";

/** What a device says that it saw of a newer version of the program. */
export const releaseWords: Readonly<Record<ReleaseRefusalReason | "unasked", string>> = {
  "release/unsaid": "The server offered a version of the program and said of none that it serves it.",
  "release/unsigned": "The version that was offered was not signed by the server's own key.",
  "release/log": "The log did not go on from what the device had seen, so no version could be checked.",
  "release/unlogged":
    "The version that was offered is signed by the server, and was not the newest in the log. Whoever reads the log up to this head can check that.",
  "release/files": "Files that were installed are not those of the release that the server signed.",
  unasked: "Another version took over although nobody had said yes. Nothing of it was left to be looked at.",
};

const judgements = {
  told: "TOLD. What is signed in it is genuine; that it was shown to somebody is the word of whoever made the file.",
  worthless: "WORTHLESS. It shows nothing.",
} as const;

const howToKnow = `The key is the file's own word. Compare it with the one that the market names (GET /operator, or somebody who
has it from before), and give it with --log-key.`;

/** A verdict in words, for a terminal. */
export function evidenceReport(verdict: EvidenceVerdict): string {
  const { kind, judgement, on, log, keyIsKnown, against, says } = verdict;
  return [
    `evidence  ${kind === "unknown" ? "none" : `of a ${kind}`}`,
    ...(on === null ? [] : [`seen      ${on}, as the file says`]),
    ...(log === null ? [] : [`log       ${log.origin}, key ${log.key}`]),
    "",
    ...says,
    "",
    judgement === "proven" ? `PROVEN against ${against ?? ""}. Nobody else can have made it.` : judgements[judgement],
    ...(log === null || keyIsKnown || judgement === "worthless" ? [] : ["", howToKnow]),
  ].join("\n");
}
