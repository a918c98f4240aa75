import { expect, test } from "vitest";
import { CodedError } from "../../../../crypto/coded-error.ts";
import { createPictureSet } from "../../../../client/core/catalogue/picture-set.ts";
import type { Platform } from "../../../../client/core/platform.ts";

/** A wire that writes down what is asked for; pictures named "gone…" are not there. */
function wire() {
  const asked: string[] = [];
  const request = async (_route: string, { params }: { params: { digest: string } }): Promise<Uint8Array> => {
    asked.push(params.digest);
    await Promise.resolve();
    if (params.digest.startsWith("gone")) throw new CodedError("request/not-found", "Nothing is there.");
    return new Uint8Array([params.digest.length]);
  };
  return { asked, platform: { transport: { request } } as unknown as Platform };
}

test("looking at one picture and at another makes the same requests", async () => {
  const named = ["c", "aa", "bbb"];
  const first = wire();
  await createPictureSet(first.platform, () => named).picture("c");
  const second = wire();
  await createPictureSet(second.platform, () => [...named].toReversed()).picture("aa");
  await expect.poll(() => [first.asked.length, second.asked.length]).toEqual([3, 3]);
  expect(first.asked).toEqual(["aa", "bbb", "c"]);
  expect(second.asked).toEqual(first.asked);
});

test("a picture that is here is not asked for again; one that is missing is null and does not hold up the others", async () => {
  const { asked, platform } = wire();
  const pictures = createPictureSet(platform, () => ["gone", "here", "z"]);
  expect(await pictures.picture("gone")).toBeNull();
  expect(await pictures.picture("here")).toEqual(new Uint8Array([4]));
  expect(await pictures.picture("z")).toEqual(new Uint8Array([1]));
  expect(await pictures.picture("z")).toEqual(new Uint8Array([1]));
  expect(asked.filter((digest) => digest === "z")).toHaveLength(1);
});

test("a picture of one's own that is not published yet is asked for alone", async () => {
  const { asked, platform } = wire();
  expect(await createPictureSet(platform, () => ["a"]).picture("draft")).toEqual(new Uint8Array([5]));
  expect(asked).toEqual(["draft"]);
});
