import { beforeAll, expect, test } from "vitest";
import { concat, fromUtf8, utf8 } from "../../../../crypto/bytes.ts";
import { signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { statementSignatureBytes } from "../../../../crypto/statement.ts";
import { accredited, good, keyName, said } from "../catalogue/public-plane.ts";
import { openedStall } from "./opened-stall.ts";

beforeAll(() => ready());

/** A stall whose two items are published and shown, and what it said of them. */
async function published() {
  const opened = await openedStall();
  const { stall, catalogue, partyId, market, save, sent, arrive } = opened;
  market.publish(said("accreditation", market.steward, partyId, accredited));
  await save(good("pain", "Pain"), { v: 4 });
  await save(good("miel", "Miel"));
  await stall.publishItems(partyId);
  const wires = await arrive();
  /** How many items the desk would publish, and how many statements leave when it is told to. */
  const doubts = async () => {
    await catalogue.refresh();
    const { unpublished } = await stall.view(partyId);
    await stall.publishItems(partyId);
    return { unpublished, said: sent.splice(0).length };
  };
  return { ...opened, wires, doubts };
}

const none = { unpublished: 0, said: 0 };
const shelf = { name: { fr: "Étagère" }, items: [good("vide", "Vide")] };

test("a newer shelf that the stall did not sign makes its desk doubt nothing", async () => {
  const { market, partyId, doubts } = await published();
  const other = signingKeyPair();
  const wire = said("shelf", other, "s0", shelf, 4_000_000_000);
  const json = fromUtf8(wire.subarray(statementSignatureBytes)).replace(keyName(other), partyId);
  market.publish(concat(wire.subarray(0, statementSignatureBytes), utf8(json)));
  expect(await doubts()).toEqual(none);
});

test("nor does one that somebody else signed in their own name, nor the stall's own said once more", async () => {
  const { market, wires, doubts } = await published();
  market.publish(said("shelf", signingKeyPair(), "s0", shelf, 4_000_000_000), ...wires.toReversed());
  expect(await doubts()).toEqual(none);
});

test("nor does an older one of its own, in the place of the newer", async () => {
  const { market, key, doubts } = await published();
  market.plane.packs.length = 0;
  market.publish(said("shelf", key, "s0", shelf, 7));
  expect(await doubts()).toEqual(none);
});

test("one that its own key signed does: what it holds is not known here, and is said again", async () => {
  const { market, key, doubts } = await published();
  market.publish(said("shelf", key, "s0", shelf, 4_000_000_000));
  const { unpublished, said: statements } = await doubts();
  expect(unpublished).toBeGreaterThan(0);
  expect(statements).toBeGreaterThan(0);
});
