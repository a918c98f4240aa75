import { describe, expect, test } from "vitest";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { sha256 } from "../../../../crypto/hash.ts";
import { limits } from "../../../../crypto/protocol/limits.ts";
import { makePicturePack, picturePackName, sharpPlaceOf } from "../../../../crypto/protocol/picture-file.ts";
import { createPictureSet, someBytesMax, withinBudget } from "../../../../client/core/catalogue/picture-set.ts";
import { aloneLeadership } from "../../../../client/core/leadership.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { LocalStore, Platform } from "../../../../client/core/platform.ts";
import { type SentPicture, sentPicture } from "../../../support/pictures.ts";

interface Packed {
  readonly name: string;
  bytes: Uint8Array;
}

const thumbnailPack = (pictures: readonly SentPicture[]): Packed => ({
  name: picturePackName(pictures.map(({ name }) => name)),
  bytes: makePicturePack(pictures.map(({ thumbnail, sharp }) => ({ content: thumbnail, otherHash: sha256(sharp) }))),
});
const sharpPack = (pictures: readonly SentPicture[]): Packed => ({
  name: picturePackName(pictures.map(({ name }) => name)),
  bytes: makePicturePack(pictures.map(({ thumbnail, sharp }) => ({ content: sharp, otherHash: sha256(thumbnail) }))),
});

/** The server's part, and a device on it. `asked` is what went over the wire. */
function market(packs: readonly Packed[], sharper: readonly (Packed & { from: string })[] = []) {
  const asked: string[] = [];
  const wire = { packs: [...packs], sharper: [...sharper], online: true, now: 1_000_000 };
  const answer = (route: string, digest = ""): unknown => {
    if (!wire.online) throw new CodedError("network/offline", "The server cannot be reached.");
    const offered = { packs: wire.sharper.length, bytes: 80_000, items: 32 };
    if (route === "pictures") {
      const thumbnails = wire.packs.map(({ name, bytes }) => ({ digest: name, bytes: bytes.length, pictures: 1 }));
      return { thumbnails, sharper: offered };
    }
    if (route === "sharperPictures") {
      return {
        packs: wire.sharper.map(({ name, bytes, from }) => ({ digest: name, from, bytes: bytes.length, items: 32 })),
      };
    }
    const found = (route === "thumbnailPack" ? wire.packs : wire.sharper).find(({ name }) => name === digest);
    if (found === undefined) throw new CodedError("request/not-found", "Nothing is there.");
    return found.bytes;
  };
  const device = async (store: LocalStore = createMemoryStore()) => {
    const platform = {
      store,
      leadership: aloneLeadership(),
      now: () => wire.now,
      transport: {
        request: async (route: string, options?: { params?: { digest: string } }) => {
          asked.push(`${route} ${options?.params?.digest ?? ""}`.trim());
          await Promise.resolve();
          return answer(route, options?.params?.digest);
        },
      },
    } as unknown as Platform;
    const pictures = createPictureSet(platform, () => undefined);
    await pictures.load();
    return pictures;
  };
  return { wire, asked, device };
}

const [a, b, c, d] = [sentPicture(), sentPicture(), sentPicture(), sentPicture()];
const done = (pictures: Awaited<ReturnType<ReturnType<typeof market>["device"]>>) =>
  expect.poll(() => pictures.view.fetching).toBe(false);

describe("the pictures of the shop", () => {
  test("are asked for in packs, in the server's order, whatever is looked at", async () => {
    const packs = [thumbnailPack([a, b]), thumbnailPack([c]), thumbnailPack([d])];
    const journeys: string[][] = [];
    for (const looked of [[], [d, a], [c, c, b, { name: "never-there" }]]) {
      const { asked, device } = market(packs);
      const pictures = await device();
      const looking = looked.map(({ name }) => pictures.picture(name));
      pictures.fetchAll();
      await Promise.all([...looking, ...looked.map(({ name }) => pictures.picture(name))]);
      await done(pictures);
      for (const { name } of looked) await pictures.picture(name);
      journeys.push(asked);
    }
    expect(journeys[0]).toEqual(["pictures", ...packs.map(({ name }) => `thumbnailPack ${name}`)]);
    expect(journeys[1]).toEqual(journeys[0]);
    expect(journeys[2]).toEqual(journeys[0]);
  });

  test("are here when somebody waits for them, over a restart too, and are not fetched twice", async () => {
    const { asked, device } = market([thumbnailPack([a, b])]);
    const store = createMemoryStore();
    const pictures = await device(store);
    pictures.fetchAll();
    expect(await pictures.picture(b.name)).toEqual(new Uint8Array(b.thumbnail));
    await done(pictures);
    expect(await pictures.picture(d.name)).toBeNull();
    const again = await device(store);
    again.fetchAll();
    await done(again);
    expect(await again.picture(a.name)).toEqual(new Uint8Array(a.thumbnail));
    expect(asked.filter((one) => one.startsWith("thumbnailPack"))).toHaveLength(1);
  });

  test("go when their pack does, but not those that another pack has", async () => {
    const { wire, device } = market([thumbnailPack([a, b])]);
    const pictures = await device();
    pictures.fetchAll();
    await done(pictures);
    wire.packs = [thumbnailPack([b, c])];
    wire.now += 60_000;
    pictures.fetchAll();
    await done(pictures);
    expect(await pictures.picture(a.name)).toBeNull();
    expect(await pictures.picture(b.name)).toEqual(new Uint8Array(b.thumbnail));
    expect(pictures.view.here.pictures).toBe(2);
  });

  test("of a forged, a cut or a foreign pack are not taken; the next change tries again", async () => {
    const good = thumbnailPack([a, b]);
    const forgeries: Uint8Array[] = [
      good.bytes.map((byte, index) => (index === good.bytes.length - 1 ? byte ^ 1 : byte)),
      good.bytes.subarray(0, good.bytes.length - 1),
      thumbnailPack([b, a]).bytes,
      thumbnailPack([a]).bytes,
      new Uint8Array(limits.thumbnailBytesMax + 100).fill(255),
      new Uint8Array(),
    ];
    for (const bytes of forgeries) {
      const { wire, device } = market([{ ...good, bytes }]);
      const pictures = await device();
      pictures.fetchAll();
      await done(pictures);
      expect(await pictures.picture(a.name)).toBeNull();
      wire.packs = [good];
      wire.now += 60_000;
      pictures.fetchAll();
      await done(pictures);
      expect(await pictures.picture(a.name)).not.toBeNull();
    }
  });

  test("are asked for once a minute, however often the catalogue changes", async () => {
    const { asked, device } = market([thumbnailPack([a])]);
    const pictures = await device();
    for (let change = 0; change < 20; change++) {
      pictures.fetchAll();
      await done(pictures);
    }
    expect(asked.filter((one) => one === "pictures")).toHaveLength(1);
    pictures.stop();
  });

  test("that are missing without a network are null, and nothing hangs", async () => {
    const { wire, device } = market([thumbnailPack([a])]);
    wire.online = false;
    const pictures = await device();
    pictures.fetchAll();
    expect(await pictures.picture(a.name)).toBeNull();
    await done(pictures);
  });
});

describe("the budget", () => {
  const info = (bytes: number) => ({ digest: "x", bytes, pictures: 1 });

  test("holds the first packs, never one further down that would fit", () => {
    const packs = [info(3_000_000), info(1_900_000), info(200_000), info(100)];
    expect(withinBudget(packs, "none")).toEqual([]);
    expect(withinBudget(packs, "some")).toEqual(packs.slice(0, 2));
    expect(withinBudget(packs, "all")).toEqual(packs);
    expect(withinBudget([info(someBytesMax)], "some")).toHaveLength(1);
    expect(withinBudget([], "some")).toEqual([]);
  });

  test("none keeps nothing, and is remembered; all brings them back", async () => {
    const { asked, device } = market([thumbnailPack([a])]);
    const store = createMemoryStore();
    const pictures = await device(store);
    pictures.fetchAll();
    await done(pictures);
    await pictures.choose({ budget: "none", sharper: true });
    await done(pictures);
    expect(await pictures.picture(a.name)).toBeNull();
    const again = await device(store);
    expect(again.view).toMatchObject({ budget: "none", sharper: true, here: { pictures: 0 } });
    asked.splice(0);
    again.fetchAll();
    await done(again);
    expect(asked).toEqual(["pictures"]);
    await again.choose({ budget: "all", sharper: false });
    await done(again);
    expect(await again.picture(a.name)).not.toBeNull();
  });
});

describe("sharper pictures", () => {
  const units = ["stall/one", "stall/two"].sort((x, y) => (sharpPlaceOf(x) < sharpPlaceOf(y) ? -1 : 1));
  const [first, second] = units as [string, string];
  const sharper = [
    { ...sharpPack([a, b]), from: sharpPlaceOf(first) },
    { ...sharpPack([c, d]), from: sharpPlaceOf(second) },
  ];

  test("come in the pack of the item's place, once, and are shown instead of the thumbnail", async () => {
    const { asked, device } = market([thumbnailPack([a, b, c, d])], sharper);
    const pictures = await device();
    pictures.fetchAll();
    await done(pictures);
    expect(await pictures.areSharp([c.name])).toBe(false);
    asked.splice(0);
    await pictures.sharpen(second);
    await pictures.sharpen(second);
    expect(asked).toEqual(["sharperPictures", `sharpPack ${sharper[1]!.name}`]);
    expect(await pictures.areSharp([c.name, d.name])).toBe(true);
    expect(await pictures.picture(c.name)).toEqual(new Uint8Array(c.sharp));
    expect(await pictures.picture(a.name)).toEqual(new Uint8Array(a.thumbnail));
  });

  test("that are forged are refused, and the thumbnail stays", async () => {
    const forged = { ...sharper[1]!, bytes: sharpPack([d, c]).bytes };
    const { device } = market([thumbnailPack([c])], [sharper[0]!, forged]);
    const pictures = await device();
    pictures.fetchAll();
    await done(pictures);
    await expect(pictures.sharpen(second)).rejects.toMatchObject({ code: "picture/malformed" });
    expect(await pictures.picture(c.name)).toEqual(new Uint8Array(c.thumbnail));
  });

  test("without a network fail, and can be tried again", async () => {
    const { wire, device } = market([], sharper);
    const pictures = await device();
    wire.online = false;
    await expect(pictures.sharpen(first)).rejects.toMatchObject({ code: "network/offline" });
    wire.online = true;
    await pictures.sharpen(first);
    expect(await pictures.areSharp([a.name])).toBe(true);
  });
});
