import type { TrustRefusalReason } from "./log-evidence.ts";

/** What a piece of evidence means, for whoever is sent the file. Screens have words of their own. */
export const evidenceWords: Readonly<Record<TrustRefusalReason, string>> = {
  fork: "The market's log signed two histories that exclude each other: it showed different things to different people.",
  rollback: "The market's log showed fewer entries than it had signed before.",
  signature: "The market's server showed a head of the log that the log's key did not sign.",
  origin: "The market's server showed the head of another log.",
  malformed: "The market's server showed something that is no head of a log.",
  withheld: "The market's log signed entries that the server does not show.",
  "too-large": "The market's log claims more entries than any market's log can have.",
  unwitnessed: "The witnesses that the market asks for had not seen this head of the log in the last 48 hours.",
  substituted: "The market's server showed a statement that is not the one in the market's log.",
  outdated: "The market's server showed an older statement than the log has, or hid it.",
};
