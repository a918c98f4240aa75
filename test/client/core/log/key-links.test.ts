import { describe, expect, test } from "vitest";
import { makePack } from "../../../../crypto/protocol/pack.ts";
import { successionProof } from "../../../../crypto/protocol/succession.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { signStatement } from "../../../../crypto/statement.ts";
import { accredited, good, keyName, producer, said } from "../catalogue/public-plane.ts";
import { deviceOf } from "./follower.ts";
import { loggedMarket } from "./logged-market.ts";

await ready();

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The market's clock stands at 2026-09-23, 8 o'clock. */
const day = (offset: number): string =>
  new Date(Date.parse("2026-09-23T00:00:00Z") + offset * dayMs).toISOString().slice(0, 10);

/** A statement as `signer` makes it, whoever it says that it is by. */
function stated(signer: SigningKeyPair, type: "succession" | "recovery", author: string, over: object): Uint8Array {
  const head = { v: 1, type, author, subject: author, revision: 1, issuedOn: day(0) };
  return signStatement(JSON.stringify({ ...head, ...over }), signer);
}

const passesOn = (old: SigningKeyPair, next: SigningKeyPair, over: object = {}): Uint8Array =>
  stated(old, "succession", keyName(old), {
    body: { next: keyName(next), proof: successionProof("succession", keyName(old), next) },
    ...over,
  });

const recovers = (steward: SigningKeyPair, lost: string, next: SigningKeyPair, over: object = {}): Uint8Array =>
  stated(steward, "recovery", keyName(steward), {
    subject: lost,
    body: { next: keyName(next), proof: successionProof("recovery", lost, next), reason: { fr: "Téléphone perdu" } },
    ...over,
  });

/** A market with a stall, and a device that knows it. */
async function known() {
  const market = loggedMarket();
  const stall = market.open("Ferme");
  const device = await deviceOf(market);
  const next = signingKeyPair();
  /** All that the next key says, but no accreditation of its own. */
  const speaks = (key = next, name = "Ferme"): Uint8Array[] =>
    market.statements(key, producer(name), [good("poire", "Poires")], null);
  const keyNow = (): string => device.catalogue.chains.currentOf(stall.id);
  return { market, stall, device, next, speaks, keyNow };
}

describe("a key that passed on", () => {
  test("is followed when the log holds it, and mail is sealed to the next one alone", async () => {
    const { market, stall, device, next, speaks } = await known();
    market.publish(passesOn(stall.key, next));
    await device.look();
    // The next key has not introduced itself: goods are shown, nothing is sealed to the old key any more.
    expect(device.catalogue.item(`${stall.id}/poire`)).not.toBeNull();
    expect(device.catalogue.inboxKey(stall.id)).toBeNull();
    expect(device.trust.vouchesForParty(stall.id)).toBe(false);
    market.publish(...speaks());
    await device.look();
    expect(device.catalogue.inboxKey(stall.id)?.key).toBe(keyName(next));
    expect(device.catalogue.party(keyName(next))).toMatchObject({ id: stall.id, reachable: true });
    expect(device.catalogue.view.parties).toBe(1);
    expect([device.trust.vouchesForParty(stall.id), device.trust.view.state]).toEqual([true, "verified"]);
    await device.trust.require([stall.id]);
    const again = await device.restart();
    expect(again.catalogue.chains.currentOf(stall.id)).toBe(keyName(next));
  });

  test("is a stall that a steward suspended, under the next key as well", async () => {
    const { market, stall, device, next, speaks } = await known();
    market.publish(passesOn(stall.key, next), ...speaks());
    market.publish(said("accreditation", market.steward, stall.id, { ...accredited, status: "suspended" }, 2));
    await device.look();
    expect(device.catalogue.party(stall.id)).toMatchObject({
      accreditation: { status: "suspended" },
      reachable: false,
    });
  });

  test("by no signature of its own, or of the next one, is dropped", async () => {
    const { market, stall, device, next, keyNow } = await known();
    const thief = signingKeyPair();
    const other = signingKeyPair();
    const proofOf = (signer: SigningKeyPair) => ({
      body: { next: keyName(next), proof: successionProof("succession", stall.id, signer) },
    });
    const forged = [
      stated(thief, "succession", stall.id, proofOf(next)),
      passesOn(stall.key, next, proofOf(thief)),
      passesOn(stall.key, next, {
        body: { next: keyName(next), proof: successionProof("succession", keyName(other), next) },
      }),
      passesOn(stall.key, next, { body: { next: keyName(next), proof: successionProof("recovery", stall.id, next) } }),
      passesOn(stall.key, next, { subject: keyName(other) }),
    ];
    for (const wire of forged) {
      market.plane.packs.push(makePack([wire]));
      await device.look();
      expect(keyNow()).toBe(stall.id);
    }
    expect(device.catalogue.view.problem).toBe("catalogue/forged");
    expect(device.trust.vouchesForParty(stall.id)).toBe(true);
  });

  test("without the log is not written to, and said to be unknown to it", async () => {
    const { market, stall, device, next, speaks } = await known();
    market.publish(...speaks());
    market.plane.packs.push(makePack([passesOn(stall.key, next)]));
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "verified", absent: [stall.id] });
    await expect(device.trust.require([stall.id])).rejects.toMatchObject({ code: "trust/absent" });
  });

  test("in the log alone, withheld from who reads the catalogue, is a contradiction", async () => {
    const { market, stall, device, next } = await known();
    market.log.append(passesOn(stall.key, next));
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "outdated" } });
  });

  test("to two keys is followed to neither, whichever was there first", async () => {
    const { market, stall, device, next, speaks, keyNow } = await known();
    market.publish(passesOn(stall.key, next), ...speaks());
    await device.look();
    expect(keyNow()).toBe(keyName(next));
    const thief = signingKeyPair();
    market.publish(passesOn(stall.key, thief, { revision: 2 }), ...speaks(thief, "Ferme du voleur"));
    await device.look();
    expect(keyNow()).toBe(stall.id);
    expect(device.catalogue.party(stall.id)?.keys?.contested).toBe(true);
    expect(device.trust.vouchesForParty(stall.id)).toBe(false);
    await expect(device.trust.require([stall.id])).rejects.toMatchObject({ code: "trust/absent" });
    // A device that comes for the first time sees the same.
    const late = await deviceOf(market);
    expect(late.trust.vouchesForParty(stall.id)).toBe(false);
  });

  test("in a circle, or again, changes nothing", async () => {
    const { market, stall, device, next, speaks, keyNow } = await known();
    market.publish(passesOn(stall.key, next), ...speaks());
    await device.look();
    market.plane.packs.push(makePack([passesOn(stall.key, next)]));
    await device.look();
    expect([keyNow(), device.trust.vouchesForParty(stall.id)]).toEqual([keyName(next), true]);
    market.publish(passesOn(next, stall.key));
    await device.look();
    expect(device.catalogue.chains.linksOf(stall.id)).toEqual([]);
    expect(device.trust.view.state).toBe("verified");
  });
});

describe("a key that a steward gives to a stall that lost its own", () => {
  test("is nobody for 72 hours after its day, whatever it says, and the stall's from then on", async () => {
    const { market, stall, device, next, speaks } = await known();
    market.publish(recovers(market.steward, stall.id, next), ...speaks(next, "Ferme retrouvée"));
    await device.look();
    const { catalogue, trust } = device;
    expect(catalogue.party(stall.id)).toMatchObject({
      party: { name: "Ferme" },
      keys: { changes: [], recovery: { on: day(0), countsAt: `${day(4)}T00:00:00.000Z` } },
    });
    expect(catalogue.party(keyName(next))).toBeNull();
    expect(catalogue.inboxKey(keyName(next))).toBeNull();
    expect(catalogue.inboxKey(stall.id)?.key).toBe(stall.id);
    market.clock.offsetMs = 4 * dayMs - 8 * hourMs - 1;
    expect(catalogue.chains.currentOf(stall.id)).toBe(stall.id);
    market.clock.offsetMs += 1;
    expect(catalogue.chains.currentOf(stall.id)).toBe(keyName(next));
    expect(catalogue.party(stall.id)).toMatchObject({
      party: { name: "Ferme retrouvée" },
      keys: { changes: [{ kind: "recovery", on: day(4), reason: { fr: "Téléphone perdu" } }], recovery: null },
    });
    // Another key, given by a steward: until one says that it is the stall's, nobody orders from it.
    expect(catalogue.party(stall.id)?.reachable).toBe(false);
    market.publish(said("accreditation", market.steward, keyName(next), accredited));
    await device.look();
    expect([catalogue.party(stall.id)?.reachable, trust.vouchesForParty(stall.id)]).toEqual([true, true]);
  });

  test("dated back by steward and server together still waits, on a device that looked before", async () => {
    const { market, stall, device, next, keyNow } = await known();
    market.publish(recovers(market.steward, stall.id, next, { issuedOn: day(-30) }));
    await device.look();
    expect(keyNow()).toBe(stall.id);
    expect((await device.restart()).catalogue.chains.currentOf(stall.id)).toBe(stall.id);
    market.clock.offsetMs = 72 * hourMs - 1;
    expect(keyNow()).toBe(stall.id);
    market.clock.offsetMs = 72 * hourMs;
    expect(keyNow()).toBe(keyName(next));
  });

  test("by somebody who is no steward is nothing", async () => {
    const { market, stall, device, next } = await known();
    market.publish(recovers(signingKeyPair(), stall.id, next, { issuedOn: day(-30) }));
    await device.look();
    expect(device.catalogue.party(stall.id)?.keys).toBeUndefined();
    expect(device.trust.vouchesForParty(stall.id)).toBe(true);
  });

  test("withheld from who reads the catalogue is a contradiction", async () => {
    const { market, stall, device, next } = await known();
    market.log.append(recovers(market.steward, stall.id, next));
    await device.look();
    expect(device.trust.view).toMatchObject({ state: "refused", refusal: { reason: "outdated" } });
  });

  test("is the stall's no more once the stall itself, which has its key after all, passes it on", async () => {
    const { market, stall, device, next, speaks, keyNow } = await known();
    market.publish(recovers(market.steward, stall.id, next));
    const own = signingKeyPair();
    market.publish(passesOn(stall.key, own), ...speaks(own));
    await device.look();
    expect([keyNow(), device.catalogue.party(stall.id)?.keys?.recovery]).toEqual([keyName(own), null]);
    market.clock.offsetMs = 10 * dayMs;
    expect(keyNow()).toBe(keyName(own));
  });
});
