import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of tests that take longest, each in its project: begun last, one of them would run alone while the rest has ended. */
const longest = [
  "test/client/core/staff/key-change.test.ts",
  "test/build/same-bytes.test.ts",
  "test/audit/planted/planted.test.ts",
  "test/attacks/hostile-wire.test.ts",
  "test/client/core/ways-in.test.ts",
  "test/audit/command.test.ts",
  "test/attacks/deletion-envelopes.test.ts",
  "test/attacks/evil-operator.test.ts",
  "test/attacks/stolen-disk.test.ts",
  "test/server/interrupted-log.http.test.ts",
  "test/server/killed-log.http.test.ts",
  "test/server/token-weeks.http.test.ts",
  "test/server/release.http.test.ts",
  "test/flows/every-page.flow.test.ts",
  "test/flows/new-stall.flow.test.ts",
  "test/flows/canary.flow.test.ts",
  "test/flows/killed-server.flow.test.ts",
  "test/flows/map.flow.test.ts",
  "test/flows/looking.flow.test.ts",
];

/** Vitest's own order, by what it remembers of earlier runs or else by size, after the files that are known to be long. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((file) => moduleId.replaceAll("\\", "/").endsWith(`/${file}`));
      return place < 0 ? longest.length : place;
    };
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
