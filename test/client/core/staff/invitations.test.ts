import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { toBase64url } from "../../../../crypto/bytes.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { kemKeyPair } from "../../../../crypto/hpke.ts";
import type { StaffInvitation } from "../../../../client/core/api.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { openInvitation } from "../../../../client/core/invitation.ts";
import type { Transport } from "../../../../client/core/platform.ts";
import { startTestServer, type TestServer } from "../../../support/test-server.ts";
import { type Device, foundMarket, openDevice, producerParty } from "../support/people.ts";

// Links that seat a colleague: on the desk's list until they are taken, are taken back, or have come to their end.

const week = 7 * 86_400_000;

let server: TestServer;
let ada: Device;
let party: string;
const devices: Device[] = [];

beforeAll(async () => {
  server = await startTestServer("embedded");
  const stewards = [toBase64url(kemKeyPair().publicKey.slice(0, 32))];
  await foundMarket(server.url, { name: "Ville", stewards, replyBuckets: 4 });
}, 120_000);
afterAll(async () => {
  await server?.stop();
});
beforeEach(async () => {
  ada = await somebody();
  party = await ada.market.openStall(producerParty([]));
  await ada.market.nameSeat(party, "Ada");
});
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
});

async function somebody(): Promise<Device> {
  const device = await openDevice(server.url);
  devices.push(device);
  await device.market.createAccountWithCode();
  return device;
}

const listOf = (device: Device, count: number): Promise<readonly StaffInvitation[]> =>
  device.until("stall", ({ invitations }) => invitations.length === count, party).then((stall) => stall.invitations);
const join = async (secret: string, clock = 0): Promise<Device> => {
  const device = await somebody();
  device.turnClock(clock);
  await device.market.joinWithInvitation(secret);
  return device;
};

test("is on the list of everybody at the desk until it is taken, and works once", async () => {
  const ben = await join(await ada.market.inviteStaff(party));
  expect(await listOf(ada, 0)).toEqual([]);
  const secret = await ada.market.inviteStaff(party);
  const [seen] = await listOf(ben, 1);
  expect(seen).toMatchObject({ secret });
  expect(Date.parse(seen!.until) - Date.parse(seen!.madeAt)).toBe(week);
  await join(secret);
  expect(await listOf(ben, 0)).toEqual([]);
  await expect(join(secret)).rejects.toMatchObject({ code: "invitation/used" });
});

test("taken back it opens nothing; a second time is no error, and without a network it stays on the list", async () => {
  const secret = await ada.market.inviteStaff(party);
  const [{ id } = { id: "" }] = await listOf(ada, 1);
  ada.setOnline(false);
  await expect(ada.market.takeBackInvitation(party, id)).rejects.toMatchObject({ code: "network/offline" });
  expect((await ada.core.stall.view(party)).invitations).toHaveLength(1);
  ada.setOnline(true);
  await ada.market.takeBackInvitation(party, id);
  expect(await listOf(ada, 0)).toEqual([]);
  await ada.market.takeBackInvitation(party, id);
  await expect(join(secret)).rejects.toMatchObject({ code: "invitation/used" });
  await expect((await somebody()).market.takeBackInvitation(party, id)).rejects.toMatchObject({
    code: "session/not-member",
  });
});

test("one that could not be made is on no list", async () => {
  ada.setOnline(false);
  await expect(ada.market.inviteStaff(party)).rejects.toMatchObject({ code: "network/offline" });
  expect((await ada.core.stall.view(party)).invitations).toEqual([]);
});

test("gives a seat to the last moment of its week, and none after it: whoever opens it then deletes it", async () => {
  const secret = await ada.market.inviteStaff(party);
  await expect(join(secret, week + 1000)).rejects.toMatchObject({ code: "invitation/over" });
  await expect(join(secret)).rejects.toMatchObject({ code: "invitation/used" });
  const later = await ada.market.inviteStaff(party);
  const [{ until } = { until: "" }] = await listOf(ada, 2).then((all) => all.slice(1));
  const opened = await openInvitation(createHttpTransport(server.url), later, Date.parse(until) - 1);
  expect(opened).toMatchObject({ kind: "producer", until, reusable: false });
});

test("that was forgotten is deleted by the desk, when it is opened after its end", async () => {
  const secret = await ada.market.inviteStaff(party);
  await (await ada.core.session.partySpace(party)).flush();
  ada.turnClock(week + 1000);
  expect((await ada.core.stall.view(party)).invitations).toEqual([]);
  const again = await ada.restart();
  devices.push(again);
  await expect
    .poll(() => join(secret).catch((cause: { code: string }) => cause.code), { timeout: 20_000 })
    .toBe("invitation/used");
});

test("goes with the keys of the desk: nothing of it is left when they were replaced", async () => {
  const ben = await join(await ada.market.inviteStaff(party));
  await ben.market.nameSeat(party, "Ben");
  await (await ben.core.session.partySpace(party)).flush();
  const secret = await ada.market.inviteStaff(party);
  const { staff } = await ada.until("stall", (stall) => stall.staff.some(({ name }) => name === "Ben"), party);
  await ada.market.removeStaff(party, staff.find(({ name }) => name === "Ben")!.id);
  expect(await listOf(ada, 0)).toEqual([]);
  await expect(join(secret)).rejects.toMatchObject({ code: "invitation/used" });
});

test("a server that keeps an invitation does not keep the desk from moving, and the link gives no seat", async () => {
  const honest = createHttpTransport(server.url, { cookieJar: true });
  let refuses = false;
  const transport: Transport = {
    ...honest,
    request: async (route, options) => {
      if (refuses && route === "deleteSpace") throw new CodedError("http/403", "No.", { status: 403 });
      return honest.request(route, options);
    },
  };
  const ben = await openDevice(server.url, { transport });
  devices.push(ben);
  await ben.market.createAccountWithCode();
  await ben.market.joinWithInvitation(await ada.market.inviteStaff(party));
  const secret = await ada.market.inviteStaff(party);
  await listOf(ben, 1);
  refuses = true;
  await ben.market.replaceKey(party);
  expect(await listOf(ben, 0)).toEqual([]);
  await expect(join(secret)).rejects.toMatchObject({ code: "invitation/used" });
});

test.each(["", "AAAA", "A".repeat(44), "!".repeat(43), "A".repeat(100_000)])(
  "a link that is not whole is refused: %#",
  async (secret) => {
    await expect(ada.market.joinWithInvitation(secret)).rejects.toMatchObject({ code: "invitation/malformed" });
  },
);
