import { expect, test, vi } from "vitest";
import type * as InstanceModule from "../../../client/instance.ts";

const mocked = vi.hoisted(() => ({ witnesses: undefined as unknown }));
vi.mock("../../../client/instance.ts", async (original) => {
  const { instance } = await original<typeof InstanceModule>();
  const ours = Object.create(instance, { witnesses: { get: () => mocked.witnesses } }) as typeof instance;
  return { instance: ours };
});

const { MarketVerify } = await import("../../../client/audit/market-verify.ts");

async function shown() {
  const element = new MarketVerify();
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

test("a market that asks witnesses leads to what each of them says of it", async () => {
  const urls = ["https://other.example/witness", "https://witness.example"];
  mocked.witnesses = { asked: urls.map((url) => ({ url, key: "k" })), watched: [], quorum: 1 };
  const links = [...(await shown()).querySelectorAll("li a")] as HTMLAnchorElement[];
  expect(links.map(({ href }) => href.replace(/\/$/, ""))).toEqual(urls);
  // The witness learns nothing of where its reader comes from.
  expect(links.map(({ rel }) => rel)).toEqual(["noreferrer noopener", "noreferrer noopener"]);
});

test.each([undefined, { asked: [], watched: [], quorum: 0 }])(
  "one that asks none says nothing: %j",
  async (witnesses) => {
    mocked.witnesses = witnesses;
    expect((await shown()).querySelectorAll("li a")).toHaveLength(0);
  },
);
