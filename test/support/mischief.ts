import fc from "fast-check";
import type { HeldAnswer, Mind, Mischief } from "./hostile-proxy.ts";

// What a hostile proxy may do, as arbitraries: a run is a list of deeds, and how many requests pass before each.

const chance = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);

/** What a network can do that reads nothing: nothing here is a lie. */
export const networkMischief: fc.Arbitrary<Mischief> = fc.oneof(
  fc.constant({ kind: "drop" } as const),
  fc.constant({ kind: "lose" } as const),
  fc.record({ kind: fc.constant("delay" as const), others: fc.integer({ min: 1, max: 8 }), msMax: fc.constant(400) }),
  fc.constant({ kind: "twice" } as const),
  fc.record({ kind: fc.constant("replay" as const), chance }),
  fc.record({ kind: fc.constant("truncate" as const), part: chance }),
);

const statuses = [200, 201, 204, 206, 301, 304, 400, 401, 403, 404, 409, 410, 413, 418, 429, 500, 502, 503];
const types = ["application/json", "application/problem+json", "application/octet-stream", "text/html", ""];

const body: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom(
    Buffer.from(""),
    Buffer.from("null"),
    Buffer.from("<!doctype html><title>Wi-Fi</title><script>alert(1)</script>"),
    Buffer.from('{"__proto__":{"admin":true}}'),
    Buffer.from(`${"[".repeat(20_000)}${"]".repeat(20_000)}`),
    Buffer.from('{"head":0,"more":false,"records":[]}'),
    Buffer.from('{"instance":null,"packs":[],"replyBuckets":1}'),
    Buffer.from('{"type":"about:blank","title":"x","status":404,"code":"request/not-found"}'),
    Buffer.alloc(300_000, 0xff),
  ),
);

/** An answer that no server of ours gives: any status, any type, any body. */
export const falseAnswer: fc.Arbitrary<HeldAnswer> = fc.record({
  status: fc.constantFrom(...statuses),
  headers: fc.record({ "content-type": fc.constantFrom(...types) }),
  body,
});

const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", -1, 0, 1, 2 ** 53 - 1, 1e308, [], {}),
  fc.string({ maxLength: 12 }),
  fc.integer(),
);

/** Every place in a JSON value, as the way to it. */
function placesIn(value: unknown, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [way];
  const inside = Object.entries(value).flatMap(([name, one]) =>
    placesIn(one, [...way, Array.isArray(value) ? Number(name) : name]),
  );
  return [...(way.length === 0 ? [] : [way]), ...inside];
}

function changedAt(value: unknown, way: readonly (string | number)[], next: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return next;
  if (Array.isArray(value))
    return value.map((one, index) => (index === step ? changedAt(one, rest, next) : one) as unknown);
  const object = value as Record<string, unknown>;
  return { ...object, [step]: changedAt(object[step as string], rest, next) };
}

/** The same JSON with one value changed, or the same bytes with one flipped. */
function oneChange(place: number, next: unknown): (held: HeldAnswer) => HeldAnswer {
  return (held) => {
    if (held.body.length === 0) return held;
    try {
      const json = JSON.parse(held.body.toString()) as unknown;
      const places = placesIn(json);
      const way = places[Math.floor(place * places.length)];
      if (way === undefined) return held;
      return { ...held, body: Buffer.from(JSON.stringify(changedAt(json, way, next))) };
    } catch {
      const copy = Buffer.from(held.body);
      const at = Math.floor(place * copy.length);
      copy[at] = copy[at]! ^ 0x41;
      return { ...held, body: copy };
    }
  };
}

/** What a server can do that lies. `change` is the likeliest: it looks most like the truth. */
export const lyingMischief: fc.Arbitrary<Mischief> = fc.oneof(
  { arbitrary: networkMischief, weight: 2 },
  { arbitrary: falseAnswer.map((held) => ({ kind: "answer", answer: held }) as const), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("swap" as const), chance }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant("stale" as const), chance }), weight: 2 },
  {
    arbitrary: fc
      .tuple(chance, values)
      .map(([place, next]) => ({ kind: "change", change: oneChange(place, next) }) as const),
    weight: 4,
  },
);

/** Deeds, each with how many requests pass before it. */
export type Plan = readonly { readonly after: number; readonly mischief: Mischief }[];

/** The plan of so many deeds that a seed stands for: the same in every run. */
export function planOf(mischief: fc.Arbitrary<Mischief>, deeds: number, seed: number): Plan {
  const deed = fc.record({ after: fc.integer({ min: 0, max: 3 }), mischief });
  return fc.sample(deed, { seed, numRuns: deeds });
}

/** Whether a deed makes a device believe that something was stored which never reached the server. */
export function isFalseConfirmation(method: string, mischief: Mischief): boolean {
  return mischief.kind === "answer" && mischief.answer.status < 300 && method !== "GET";
}

/** A mind that does what a plan says, one deed after the other, and then no harm. */
export function mindOf(plan: Plan, spare: (method: string, mischief: Mischief) => boolean = () => false): Mind {
  let at = 0;
  let passed = 0;
  return ({ method }) => {
    const next = plan[at];
    if (next === undefined) return { kind: "pass" };
    if (passed < next.after || spare(method, next.mischief)) {
      passed += 1;
      return { kind: "pass" };
    }
    at += 1;
    passed = 0;
    return next.mischief;
  };
}
