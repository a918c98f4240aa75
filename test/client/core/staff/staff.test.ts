import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import { kemKeyPair } from "../../../../crypto/hpke.ts";
import { toBase64url } from "../../../../crypto/bytes.ts";
import type { Transport } from "../../../../client/core/platform.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { newSeat } from "../../../../client/core/membership.ts";
import { openNextKeys, sealNextKeys } from "../../../../client/core/staff/next-keys.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { cheese, type Device, foundMarket, openDevice, producerParty } from "../support/people.ts";

let server: TestServer;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startTestServer("embedded");
  await foundMarket(server.url, {
    name: "Ville",
    stewards: [toBase64url(kemKeyPair().publicKey.slice(0, 32))],
    replyBuckets: 4,
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
});
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
});

let ada: Device;
let party: string;

/** Somebody with an account of their own; `code` opens it on another device. */
async function person(transport?: Transport): Promise<{ device: Device; code: string }> {
  const device = await openDevice(server.url, transport ? { transport } : {});
  devices.push(device);
  return { device, code: await device.market.createAccountWithCode() };
}

async function joined(name: string, transport?: Transport): Promise<Device> {
  const { device } = await person(transport);
  await device.market.joinWithInvitation(await ada.market.inviteStaff(party));
  await device.market.nameSeat(party, name);
  await (await device.core.session.partySpace(party)).flush();
  return device;
}

const edit = (name: string) => ({ item: { ...cheese, name: { fr: name } }, stock: {}, status: "on" as const });
const named = (device: Device, names: readonly string[]) =>
  device.until(
    "stall",
    ({ staff }) => JSON.stringify(staff.map(({ name }) => name).sort()) === JSON.stringify([...names].sort()),
    party,
  );
const shows = (device: Device, name: string) =>
  device.until("stall", ({ items }) => items.some(({ item }) => item.name["fr"] === name), party);
const seatOf = async (device: Device, name: string): Promise<string> =>
  (await device.core.stall.view(party)).staff.find((member) => member.name === name)!.id;
const isOut = (device: Device) =>
  device.until(
    "session",
    ({ memberships, removedFrom }) => memberships.length === 0 && removedFrom?.[0]?.partyId === party,
  );

beforeEach(async () => {
  ({ device: ada } = await person());
  party = await ada.market.openStall(producerParty([]));
  await ada.market.nameSeat(party, "Ada");
});

describe("a desk's staff", () => {
  test("is listed by the names they gave, and whoever leaves is off the list", async () => {
    const bea = await joined("Béa");
    const listed = await named(ada, ["Ada", "Béa"]);
    expect(listed.staff.filter(({ own }) => own).map(({ name }) => name)).toEqual(["Ada"]);
    await bea.market.leaveParty(party);
    await named(ada, ["Ada"]);
    expect(bea.core.session.view.removedFrom).toBeUndefined();
  });

  test("forgets the name of whoever deletes their account", async () => {
    const bea = await joined("Béa");
    await named(ada, ["Ada", "Béa"]);
    await bea.market.deleteAccount();
    await named(ada, ["Ada"]);
  });

  test("that removes somebody moves to other keys: those who stay go on, who was removed has nothing and is told", async () => {
    const [bea, carl] = [await joined("Béa"), await joined("Carl")];
    await named(ada, ["Ada", "Béa", "Carl"]);
    await ada.market.saveItem(party, edit("Tomme"));
    await Promise.all([shows(bea, "Tomme"), shows(carl, "Tomme")]);
    const before = { ...carl.core.session.membership(party) };
    const carls = await carl.core.session.partySpace(party);
    const known = carls.list<{ secret: string }>("inbox-key/").map(({ value }) => value.secret);
    expect(known.length).toBeGreaterThan(0);
    await ada.market.removeStaff(party, await seatOf(ada, "Carl"));
    await isOut(carl);
    expect(() => carl.core.session.membership(party)).toThrow("does not belong");
    expect(JSON.stringify(carl.core.session.personal!.list(""))).not.toContain(before.vaultKey);
    await named(bea, ["Ada", "Béa"]);

    const after = bea.core.session.membership(party);
    expect(after.spaceSeed).not.toBe(before.spaceSeed);
    expect(after.vaultKey).not.toBe(before.vaultKey);
    expect(after).toMatchObject({ identitySeed: before.identitySeed });
    expect(ada.core.session.membership(party)).toMatchObject({ spaceSeed: after.spaceSeed, vaultKey: after.vaultKey });

    // The desk works on, in both directions.
    await bea.market.saveItem(party, edit("Tomme fraîche"));
    await shows(ada, "Tomme fraîche");
    await ada.market.saveItem(party, edit("Tomme vieille"));
    await shows(bea, "Tomme vieille");

    // Customers seal to a key that Carl never had; his opens what is still on its way.
    type Key = { readonly secret: string; readonly retired?: boolean; readonly published: boolean };
    const keys = async (): Promise<readonly Key[]> =>
      (await ada.core.session.partySpace(party)).list<Key>("inbox-key/").map(({ value }) => value);
    await expect
      .poll(async () => (await keys()).some(({ retired, published }) => retired !== true && published))
      .toBe(true);
    expect((await keys()).filter(({ retired }) => retired === true).map(({ secret }) => secret)).toEqual(known);
  });

  test("leaves nothing to read in the space that was left", async () => {
    const carl = await joined("Carl");
    await ada.market.saveItem(party, edit("Tomme"));
    await shows(carl, "Tomme");
    carl.setOnline(false);
    await ada.market.removeStaff(party, await seatOf(ada, "Carl"));
    const old = await carl.core.session.partySpace(party);
    carl.setOnline(true);
    const subjects = new Promise<readonly string[]>((resolve) => {
      old.subscribe(() => {
        if (old.get("moved") !== null) resolve(old.list("").map(({ subject }) => subject));
      });
    });
    await old.pull().catch(() => undefined);
    expect(await subjects).toEqual(["moved"]);
    await isOut(carl);
  });

  test("who was away while somebody was removed comes back, with what they had written", async () => {
    const [bea, carl] = [await joined("Béa"), await joined("Carl")];
    await named(bea, ["Ada", "Béa", "Carl"]);
    bea.setOnline(false);
    await bea.market.saveItem(party, {
      ...edit("Écrit au marché"),
      item: { ...cheese, id: "marche", name: { fr: "Écrit au marché" } },
    });
    await named(ada, ["Ada", "Béa", "Carl"]);
    await ada.market.removeStaff(party, await seatOf(ada, "Carl"));
    await isOut(carl);
    bea.setOnline(true);
    await named(bea, ["Ada", "Béa"]);
    await shows(bea, "Écrit au marché");
    await shows(ada, "Écrit au marché");
  });

  test("of two that remove each other at once, one stays and the desk is whole", async () => {
    const bea = await joined("Béa");
    await named(ada, ["Ada", "Béa"]);
    await named(bea, ["Ada", "Béa"]);
    const [bySeat, adaSeat] = [await seatOf(ada, "Béa"), await seatOf(bea, "Ada")];
    const outcomes = await Promise.allSettled([
      ada.market.removeStaff(party, bySeat),
      bea.market.removeStaff(party, adaSeat),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [winner, loser] = outcomes[0].status === "fulfilled" ? [ada, bea] : [bea, ada];
    await isOut(loser);
    await named(winner, [winner === ada ? "Ada" : "Béa"]);
    await winner.market.saveItem(party, edit("Tomme"));
    await shows(winner, "Tomme");
  });

  test("another device of the same person goes along, and an old invitation opens nothing", async () => {
    const { device: dora, code } = await person();
    await dora.market.joinWithInvitation(await ada.market.inviteStaff(party));
    await dora.market.nameSeat(party, "Dora");
    await (await dora.core.session.partySpace(party)).flush();
    await dora.core.session.personal!.flush();
    const phone = await openDevice(server.url);
    devices.push(phone);
    await phone.market.signInWithCode(code);
    await named(phone, ["Ada", "Dora"]);
    const carl = await joined("Carl");
    const invitation = await ada.market.inviteStaff(party);
    await named(ada, ["Ada", "Carl", "Dora"]);
    await ada.market.removeStaff(party, await seatOf(ada, "Carl"));
    await isOut(carl);
    await Promise.all([named(dora, ["Ada", "Dora"]), named(phone, ["Ada", "Dora"])]);
    await phone.market.saveItem(party, edit("Du téléphone"));
    await shows(dora, "Du téléphone");
    await expect(carl.market.joinWithInvitation(invitation)).rejects.toMatchObject({ code: "invitation/used" });
    expect(carl.core.session.view.memberships).toEqual([]);
    // A new one does, and then nothing says any more that he was removed.
    await carl.market.joinWithInvitation(await ada.market.inviteStaff(party));
    expect(carl.core.session.view.removedFrom).toBeUndefined();
    await shows(carl, "Du téléphone");
  });

  test("needs the network, and changes nothing without it", async () => {
    await joined("Carl");
    await named(ada, ["Ada", "Carl"]);
    const before = ada.core.session.membership(party).spaceSeed;
    ada.setOnline(false);
    await expect(ada.market.removeStaff(party, await seatOf(ada, "Carl"))).rejects.toMatchObject({
      code: "network/offline",
    });
    ada.setOnline(true);
    expect(ada.core.session.membership(party).spaceSeed).toBe(before);
    await named(ada, ["Ada", "Carl"]);
  });
});

describe("a removal that is cut short", () => {
  /** A transport that dies at the `nth` writing of a record, counted from when it is armed. */
  function dying() {
    const plain = createHttpTransport(server.url, { cookieJar: true });
    let left = Number.POSITIVE_INFINITY;
    const transport: Transport = {
      ...plain,
      request: (route, options) => {
        if (route === "putRecord" || route === "deleteRecord" || route === "openSpace") left--;
        if (left < 0) return Promise.reject(new CodedError("network/offline", "The server cannot be reached."));
        return plain.request(route, options);
      },
    };
    return {
      transport,
      arm: (writings: number) => void (left = writings),
      mend: () => void (left = Number.POSITIVE_INFINITY),
    };
  }

  test.each([0, 1, 3, 6, 8])("after %i writings goes on when the device starts again", async (writings) => {
    const wire = dying();
    const { device } = await person(wire.transport);
    party = await device.market.openStall(producerParty([]));
    await device.market.nameSeat(party, "Eva");
    await device.market.saveItem(party, edit("Tomme"));
    ada = device;
    const carl = await joined("Carl");
    const fay = await joined("Fay");
    await named(device, ["Carl", "Eva", "Fay"]);
    await (await device.core.session.partySpace(party)).flush();
    wire.arm(writings);
    await expect(device.market.removeStaff(party, await seatOf(device, "Carl"))).rejects.toThrow();
    wire.mend();
    devices.splice(devices.indexOf(device), 1);
    const again = await device.restart();
    devices.push(again);
    await isOut(carl);
    await Promise.all([named(again, ["Eva", "Fay"]), named(fay, ["Eva", "Fay"])]);
    await shows(fay, "Tomme");
    await again.market.saveItem(party, edit("Tomme vieille"));
    await shows(fay, "Tomme vieille");
  });
});

describe("the next keys", () => {
  const keys = {
    spaceSeed: toBase64url(new Uint8Array(32).fill(1)),
    vaultKey: toBase64url(new Uint8Array(32).fill(2)),
  };

  test("open for their seat and party alone, and not after any change", async () => {
    const [seat, other] = [newSeat(), newSeat()];
    const { seatPair } = await import("../../../../client/core/staff/roster.ts");
    const sealed = await sealNextKeys("party", toBase64url(seatPair(seat).publicKey), keys);
    expect(await openNextKeys("party", seat, sealed)).toEqual(keys);
    const refused = { code: "staff/cannot-open" };
    await expect(openNextKeys("party", other, sealed)).rejects.toMatchObject(refused);
    await expect(openNextKeys("other", seat, sealed)).rejects.toMatchObject(refused);
    const middle = Math.floor(sealed.length / 2);
    const changed = sealed.slice(0, middle) + (sealed[middle] === "A" ? "B" : "A") + sealed.slice(middle + 1);
    for (const wrong of [changed, sealed.slice(0, 40), "", "!", sealed + sealed]) {
      await expect(openNextKeys("party", seat, wrong)).rejects.toMatchObject(refused);
    }
    expect(kemKeyPair().publicKey).toHaveLength(1216);
  });
});
