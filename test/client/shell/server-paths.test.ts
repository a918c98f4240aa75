import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { serverPaths } from "../../../client/shell/server-paths.ts";
import { routes } from "../../../crypto/protocol/routes.ts";

const first = (path: string): string => path.split("/")[1] ?? "";

test("the service worker leaves every path of the server alone", () => {
  const served = new Set(Object.values(routes).map(({ path }) => first(path)));
  expect([...served].toSorted()).toEqual([...serverPaths].toSorted());
});

test("no page of the client stands where the server answers", () => {
  // Read as text: the page table itself needs a browser.
  const source = readFileSync("client/shell/pages.ts", "utf8");
  const paths = [...source.matchAll(/path: ["`]([^"`]+)["`]/g)].map(([, path = ""]) => path);
  const server: readonly string[] = serverPaths;
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => server.includes(first(path)))).toEqual([]);
});
