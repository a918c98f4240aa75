import { expect, test } from "vitest";
import { decisionMissing, decisionOf, withStatus } from "../../../client/steward/decision.ts";

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

test("another decision does not repeat the reason of the last; what was written anew stays", () => {
  const suspended = { status: "suspended", reason: { fr: "Plainte." }, labels: [], keyCompared: true } as const;
  const last = { ...suspended, labels: [] };
  expect(withStatus(decisionOf(last), "accredited", last)).toMatchObject({ status: "accredited", reason: "" });
  const written = { ...decisionOf(last), reason: "Plainte retirée." };
  expect(withStatus(written, "accredited", last).reason).toBe("Plainte retirée.");
  const accredited = { ...last, status: "accredited" as const, reason: { fr: "Conforme." } };
  const suspending = withStatus(decisionOf(accredited), "suspended", accredited);
  expect(suspending.reason).toBe("");
  expect(withStatus(suspending, "accredited", accredited).reason).toBe("Conforme.");
  expect(withStatus({ ...suspending, reason: "Vente fermée." }, "accredited", accredited).reason).toBe("Vente fermée.");
  expect(withStatus(decisionOf(null), "refused", null)).toMatchObject({ status: "refused", reason: "" });
});
