import { describe, expect, test } from "vitest";
import { instanceFile } from "../../crypto/protocol/instance-file.ts";
import { wordListOf } from "../../client/core/words/words.ts";
import { instanceNamed, instanceNames } from "../../instances/registry.ts";

const instances = instanceNames.map((name) => ({ name, instance: instanceNamed(name) }));

test("there are two cities at least, of different countries, currencies, languages, taxes and looks", () => {
  const [one, other] = ["geneva", "freiburg"].map((name) => instances.find((each) => each.name === name)?.instance);
  for (const fact of ["country", "currency", "timeZone", "words", "mark", "phone", "vat", "policies"] as const) {
    expect(one?.[fact]).not.toEqual(other?.[fact]);
  }
  expect(one?.languages[0]).not.toBe(other?.languages[0]);
});

describe.each(instances)("instance $name", ({ instance }) => {
  test("fits the schema of instance files", () => {
    expect(instanceFile.parse(instance)).toEqual(instance);
  });

  test("speaks each of its languages wherever it has a name", () => {
    const named = [...instance.categories, ...instance.vat, ...instance.labels, ...instance.containers];
    for (const { name: names } of named) expect(Object.keys(names).sort()).toEqual([...instance.languages].sort());
    for (const { criteria } of instance.labels) {
      expect(Object.keys(criteria).sort()).toEqual([...instance.languages].sort());
    }
    expect(Object.keys(instance.tagline).sort()).toEqual([...instance.languages].sort());
  });

  test("names each thing once, and includes only branches that exist", () => {
    const paths = instance.categories.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { includes = [] } of instance.categories) for (const path of includes) expect(paths).toContain(path);
    for (const list of [instance.vat, instance.labels, instance.containers]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
    const places = instance.postcodes.map((place) => `${place.postcode} ${place.name}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test("has its postcodes within 40 km of its centre, and counts replies in a power of two", () => {
    for (const { lat, lon } of instance.postcodes) {
      const northKm = (lat - instance.centre.lat) * 111;
      const eastKm = (lon - instance.centre.lon) * 111 * Math.cos((lat * Math.PI) / 180);
      expect(Math.hypot(northKm, eastKm)).toBeLessThan(40);
    }
    expect(Math.log2(instance.replyBuckets) % 1).toBe(0);
    expect(wordListOf(instance.words)).toHaveLength(256);
  });
});

test.each(["atlantis", "constructor", "../instances/geneva", "tree", ""])(
  "an instance that is not there is a coded error: %j",
  (name) => {
    expect(() => instanceNamed(name)).toThrow(expect.objectContaining({ code: "instance/unknown" }));
  },
);
