import { expect, test } from "vitest";
import { decisionMissing, decisionOf } from "../../../client/steward/decision.ts";

test("nobody is let in before the key's words were compared", () => {
  const open = decisionOf(null);
  expect(decisionMissing(open)).toBe("key");
  expect(decisionMissing({ ...open, keyCompared: true })).toBeNull();
});

test("nobody is kept out without a public reason", () => {
  const refusing = { ...decisionOf(null), status: "refused" as const };
  expect(decisionMissing(refusing)).toBe("reason");
  expect(decisionMissing({ ...refusing, reason: "  " })).toBe("reason");
  expect(decisionMissing({ ...refusing, reason: "Hors du canton." })).toBeNull();
});

test("a decision starts from the last one", () => {
  const last = { status: "accredited", reason: { fr: "Conforme." }, labels: ["bio"], keyCompared: true } as const;
  expect(decisionOf({ ...last, labels: ["bio"] })).toEqual({
    status: "accredited",
    reason: "Conforme.",
    labels: ["bio"],
    keyCompared: true,
  });
});
