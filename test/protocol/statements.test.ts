import { beforeAll, describe, expect, test } from "vitest";
import { concat, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { makePack, readPack } from "../../crypto/protocol/pack.ts";
import { makeStatement, openStatement, readStatement } from "../../crypto/protocol/signed-statement.ts";
import type { Statement } from "../../crypto/protocol/statements.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { signStatement } from "../../crypto/statement.ts";
import { codeOf, everyByteFlipped } from "../crypto/flipped.ts";
import { goldenMarketStatements, goldenStatements } from "../vectors/golden-content.ts";
import { named } from "./an-order.ts";

let author: SigningKeyPair;
let own: Statement[];
beforeAll(async () => {
  await ready();
  author = signingKeyPair();
  own = goldenStatements(toBase64url(author.publicKey));
});

const ofType = <Type extends Statement["type"]>(type: Type) =>
  structuredClone(own.find((each) => each.type === type)!) as Extract<Statement, { type: Type }>;
const signed = (content: unknown) => signStatement(JSON.stringify(content), author);

describe("a statement from the wire", () => {
  test("is what its author signed", () => {
    for (const content of own) {
      const { wire, digest } = makeStatement(content, author);
      const opened = openStatement(wire);
      expect(opened).toEqual({ statement: content, wire, digest });
      expect(readStatement(wire).statement).toEqual(content);
    }
  });

  test("signed by another than it names is invalid, though it can be read", async () => {
    const wire = signStatement(JSON.stringify(ofType("stock")), signingKeyPair());
    expect(readStatement(wire).statement.type).toBe("stock");
    expect(await codeOf(() => openStatement(wire))).toBe("signature/invalid");
  });

  test("with any byte changed is never believed", async () => {
    const { wire } = makeStatement(ofType("stock"), author);
    for (const { index, changed } of everyByteFlipped(wire)) {
      const code = await codeOf(() => openStatement(changed));
      expect(
        ["signature/invalid", "statement/malformed", "statement/version", "bytes/utf8"],
        `byte ${index}`,
      ).toContain(code);
    }
  });

  test("of a later version says to update", async () => {
    expect(await codeOf(() => openStatement(signed({ ...ofType("party"), v: 2 })))).toBe("statement/version");
  });

  test.each<[string, (content: ReturnType<typeof goldenStatements>[number]) => unknown]>([
    ["an unknown type", (content) => ({ ...content, type: "motion" })],
    ["an unknown field", (content) => ({ ...content, surprise: 1 })],
    ["revision 0", (content) => ({ ...content, revision: 0 })],
    ["a day that has a time", (content) => ({ ...content, issuedOn: "2026-03-02T08:00:00Z" })],
    ["a day that is none", (content) => ({ ...content, issuedOn: "2026-02-30" })],
    ["an author that is no key", (content) => ({ ...content, author: "me" })],
    ["version as text", (content) => ({ ...content, v: "2" })],
  ])("is malformed with %s", async (_, change) => {
    expect(await codeOf(() => openStatement(signed(change(ofType("party")))))).toBe("statement/malformed");
  });

  test("is malformed when it is no JSON, or JSON of something else", async () => {
    for (const json of ["", "{", "null", "[]", '"party"', "1e999"]) {
      const wire = concat(new Uint8Array(64), utf8(json));
      expect(await codeOf(() => openStatement(wire)), json).toBe("statement/malformed");
    }
  });

  test("about the server names what it is about: its week, or the client", async () => {
    const misnamed = [
      { ...ofType("token-key"), subject: "space-2026-03-02" },
      { ...ofType("token-key"), subject: "relay" },
      { ...ofType("release"), subject: "server" },
      { ...ofType("catalogue"), subject: "listing" },
      { ...ofType("succession"), subject: named("another party", 32) },
      { ...ofType("recovery"), subject: "everyone" },
      { ...ofType("recovery"), subject: ofType("recovery").body.next },
    ];
    for (const content of misnamed) {
      expect(await codeOf(() => openStatement(signed(content))), content.subject).toBe("statement/malformed");
    }
  });

  test.each<[string, (files: { path: string; digest: string }[]) => unknown]>([
    ["files out of order", (files) => files.toReversed()],
    ["a file twice", (files) => [files[0], files[0]]],
    ["no file", () => []],
    ["a path outside", (files) => [{ ...files[0], path: "../secret" }]],
    ["a path with a query", (files) => [{ ...files[0], path: "/a?b" }]],
    ["more files than it may have", (files) => Array.from({ length: 3001 }, () => files[0])],
    ["a digest that is too short", (files) => [{ ...files[0], digest: "abc" }]],
  ])("of a release is malformed with %s", async (_, change) => {
    const content = ofType("release");
    const broken = { ...content, body: { ...content.body, files: change(content.body.files) } };
    expect(await codeOf(() => openStatement(signed(broken)))).toBe("statement/malformed");
  });

  test.each([
    "https://market.example/log",
    "market example/log",
    "market.example",
    "MARKET.example/log",
    "a/".repeat(70),
  ])("of an instance is malformed with a log named %j", async (origin) => {
    const content = ofType("instance");
    const broken = { ...content, body: { ...content.body, log: { ...content.body.log, origin } } };
    expect(await codeOf(() => openStatement(signed(broken)))).toBe("statement/malformed");
  });

  test("speaks for its own key only: party, inbox key and delivery offer of another are malformed", async () => {
    for (const type of ["party", "inbox-key", "delivery-offer"] as const) {
      const forOther = { ...ofType(type), subject: named("another party", 32) };
      expect(await codeOf(() => openStatement(signed(forOther)))).toBe("statement/malformed");
    }
    const ofNobody = { ...ofType("accreditation"), subject: "everyone" };
    expect(await codeOf(() => openStatement(signed(ofNobody)))).toBe("statement/malformed");
  });

  test("that breaks its own schema is never signed", async () => {
    const broken = { ...ofType("instance"), body: { ...ofType("instance").body, stewards: [] } } as Statement;
    expect(await codeOf(() => makeStatement(broken, author))).toBe("statement/malformed");
  });
});

describe("a shelf", () => {
  test("has each item once, and an item each variant once", async () => {
    const shelf = ofType("shelf");
    const [first] = shelf.body.items;
    const twice = { ...shelf, body: { ...shelf.body, items: [first, first] } };
    expect(await codeOf(() => openStatement(signed(twice)))).toBe("statement/malformed");
    const [variant] = first!.variants;
    const twins = { ...shelf, body: { ...shelf.body, items: [{ ...first, variants: [variant, variant] }] } };
    expect(await codeOf(() => openStatement(signed(twins)))).toBe("statement/malformed");
  });

  test("takes markup in a name as text: it is kept as it came, for the screen to show", () => {
    const shelf = ofType("shelf");
    shelf.body.items[0]!.name = { fr: "<img src=x onerror=alert(1)>" };
    const opened = openStatement(makeStatement(shelf, author).wire).statement as typeof shelf;
    expect(opened.body.items[0]!.name["fr"]).toBe("<img src=x onerror=alert(1)>");
  });
});

describe("what is said of an agenda, or of a pickup point,", () => {
  const market = () => structuredClone(goldenMarketStatements(toBase64url(author.publicKey)));
  const party = () => market()[0] as Extract<Statement, { type: "party" }>;
  const stock = () => market().find(({ type }) => type === "stock") as Extract<Statement, { type: "stock" }>;
  const cells = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, minute) => [
        `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
        1,
      ]),
    );
  const days = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, day) => [new Date(day * 86_400_000).toISOString().slice(0, 10), {}]),
    );

  test.each<[string, unknown]>([
    ["no opening", { windows: [] }],
    [
      "more openings than a week has room for",
      { windows: Array.from({ length: 29 }, () => ({ weekday: 1, from: "08:00", to: "09:00" })) },
    ],
    ["an opening that ends before it begins", { windows: [{ weekday: 1, from: "10:00", to: "09:00" }] }],
    ["times that begin all at once", { stepMinutes: 0 }],
    ["times without end", { daysAhead: 100_000 }],
    ["no room for anybody", { capacity: 0 }],
    ["half a person", { capacity: 1.5 }],
    ["an unknown field", { who: "Ada" }],
  ])("is malformed with %s", async (_, change) => {
    const said = party();
    const ordering = said.body.ordering!;
    const body = {
      ...said.body,
      ordering: { ...ordering, appointments: { ...ordering.appointments, ...(change as object) } },
    };
    expect(await codeOf(() => openStatement(signed({ ...said, body })))).toBe("statement/malformed");
  });

  test.each<[string, unknown]>([
    ["a name beside a time", { cellMinutes: 30, days: { "2026-03-03": { "09:00": "Ada" } } }],
    ["a time that is none", { cellMinutes: 30, days: { "2026-03-03": { "09:77": 1 } } }],
    ["a day that is none", { cellMinutes: 30, days: { "2026-13-03": { "09:00": 1 } } }],
    ["nobody, taken", { cellMinutes: 30, days: { "2026-03-03": { "09:00": 0 } } }],
    ["crowds", { cellMinutes: 30, days: { "2026-03-03": { "09:00": 1e6 } } }],
    ["cells of no length", { cellMinutes: 0, days: {} }],
    ["more days than anybody plans", { cellMinutes: 30, days: days(121) }],
  ])("is malformed with %s", async (_, taken) => {
    const said = stock();
    const content = { ...said, body: { levels: {}, taken } };
    expect(await codeOf(() => openStatement(signed(content)))).toBe("statement/malformed");
  });

  test("takes nothing from a prototype: it is not a day", () => {
    const taken = JSON.parse('{"cellMinutes":30,"days":{"__proto__":{"09:00":1}}}') as never;
    const opened = openStatement(signed({ ...stock(), body: { levels: {}, taken } })).statement as ReturnType<
      typeof stock
    >;
    expect(Object.keys(opened.body.taken!.days)).toEqual([]);
    expect(opened.body.taken!.days["09:00"]).toBeUndefined();
  });

  test("may be as long as a day has minutes and a plan days, and no longer", async () => {
    const long = { levels: {}, taken: { cellMinutes: 1, days: { ...days(119), "2026-03-03": cells(1440) } } };
    expect(await codeOf(() => openStatement(signed({ ...stock(), body: long })))).toBe("none");
  });

  test.each<[string, unknown]>([
    ["a point that is no key", { point: "kiosque", feeMinor: 0, days: [{ weekday: 1, from: "09:00" }] }],
    ["no day", { point: named("point", 32), feeMinor: 0, days: [] }],
    ["an eighth day of the week", { point: named("point", 32), feeMinor: 0, days: [{ weekday: 8, from: "09:00" }] }],
    ["a fee below nothing", { point: named("point", 32), feeMinor: -100, days: [{ weekday: 1, from: "09:00" }] }],
    [
      "a weekday and a date",
      { point: named("point", 32), feeMinor: 0, days: [{ weekday: 1, day: "2026-03-03", from: "09:00" }] },
    ],
  ])("is malformed with %s", async (_, way) => {
    const said = party();
    const body = { ...said.body, ordering: { ...said.body.ordering, pickupPoints: [way] } };
    expect(await codeOf(() => openStatement(signed({ ...said, body })))).toBe("statement/malformed");
  });
});

describe("a pack", () => {
  test("gives its statements back in their order", () => {
    const wires = own.map((content) => makeStatement(content, author).wire);
    expect(readPack(makePack(wires))).toEqual(wires);
    expect(readPack(new Uint8Array())).toEqual([]);
  });

  test("cut anywhere inside a statement, or with an impossible length, is malformed", async () => {
    const { wire } = makeStatement(ofType("stock"), author);
    const pack = makePack([wire, wire]);
    for (let length = 1; length < pack.length; length++) {
      const expected = length === wire.length + 4 ? "none" : "pack/malformed";
      expect(await codeOf(() => readPack(pack.subarray(0, length))), `${length} bytes`).toBe(expected);
    }
    const impossible = [Uint8Array.of(0, 0, 0, 0), Uint8Array.of(255, 255, 255, 255), makePack([new Uint8Array(64)])];
    for (const bytes of impossible) expect(await codeOf(() => readPack(bytes))).toBe("pack/malformed");
  });
});
