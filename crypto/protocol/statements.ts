import { z } from "zod";
import { item, picture, temperatureClass } from "./item.ts";
import { limits } from "./limits.ts";
import {
  amountMinor,
  base64urlOf,
  base64urlUpTo,
  boardCount,
  categoryPath,
  clock,
  day,
  digest,
  haveDistinctIds,
  keyName,
  language,
  line,
  localId,
  localized,
  logOrigin,
  postcode,
  prose,
  revision,
} from "./primitives.ts";

/** A street address with its position, WGS 84 degrees. Public: of parties only, never of a customer. */
export const place = z.strictObject({
  street: line(100),
  postcode,
  town: line(60),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});

/** A window that returns every week, in the instance's time zone. ISO weekday: 1 Monday … 7 Sunday. */
export const weeklyWindow = z
  .strictObject({ weekday: z.int().min(1).max(7), from: clock, to: clock })
  .refine((window) => window.from < window.to);

/** Until when one orders for a day: a time on the instance's wall, so many days before it. */
export const cutoff = z.strictObject({ daysBefore: z.int().min(0).max(30), at: clock });

const weekday = z.int().min(1).max(7);

/** When customers collect: every week, or on one day. Without a cut-off of its own the hours of preparation count. */
export const collectionWindow = z
  .union([
    z.strictObject({ weekday, from: clock, to: clock, cutoff: cutoff.optional() }),
    z.strictObject({ day, from: clock, to: clock, cutoff: cutoff.optional() }),
  ])
  .refine((window) => window.from < window.to);

/** A day for which orders are prepared that a courier brings: every week, or once. */
export const deliveryDay = z.union([
  z.strictObject({ weekday, cutoff: cutoff.optional() }),
  z.strictObject({ day, cutoff: cutoff.optional() }),
]);

/** Days on which nothing is ordered nor handed over, first and last included. */
export const holiday = z
  .strictObject({ from: day, until: day, note: localized(line(120)).optional() })
  .refine(({ from, until }) => from <= until);

const atPoint = { from: clock, cutoff: cutoff.optional() };

/** A pickup point that a producer brings parcels to: from when on, on which days, and what that costs. */
export const pickupWay = z.strictObject({
  /** Party id of the point. */
  point: keyName,
  feeMinor: amountMinor,
  /** The parcels are there from this time of the day on. */
  days: z
    .array(z.union([z.strictObject({ weekday, ...atPoint }), z.strictObject({ day, ...atPoint })]))
    .min(1)
    .max(60),
});

/** When a party can be booked: weekly openings, cut into times that begin every so many minutes. */
export const agenda = z.strictObject({
  windows: z.array(weeklyWindow).min(1).max(28),
  /** A time begins this long after the one before it. */
  stepMinutes: z.int().min(5).max(240),
  /** Hours between an order and the earliest appointment. */
  leadHours: z.int().min(0).max(720),
  /** How many days ahead one can book, today included. */
  daysAhead: z.int().min(1).max(92),
  /** How many appointments there can be at one time. */
  capacity: z.int().min(1).max(50),
});

/** How a producer is paid. No payment data of a customer is ever here. */
export const paymentMethod = z.discriminatedUnion("method", [
  z.strictObject({
    method: z.literal("at-handover"),
    means: z.array(z.enum(["cash", "card", "local-currency"])).min(1),
  }),
  z.strictObject({
    method: z.literal("bank-transfer"),
    iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/),
    creditor: z.strictObject({
      name: line(70),
      street: line(70),
      buildingNumber: line(16).optional(),
      postcode,
      town: line(35),
      country: z.string().regex(/^[A-Z]{2}$/),
    }),
    dueDays: z.int().min(0).max(90),
  }),
]);

export const party = z.strictObject({
  kind: z.enum(["producer", "courier", "pickup-point", "steward"]),
  name: line(60),
  /** What it is in three words: "fromagerie à Jussy". */
  trade: localized(line(60)),
  summary: localized(line(240)).optional(),
  story: localized(prose(4000)).optional(),
  category: categoryPath.optional(),
  place: place.optional(),
  phone: z
    .string()
    .regex(/^\+\d{7,15}$/)
    .optional(),
  website: z
    .url({ protocol: /^https$/ })
    .max(200)
    .optional(),
  languages: z.array(language).max(8).optional(),
  /** Company register number, where it has one. */
  registration: line(32).optional(),
  vatRegistered: z.boolean().optional(),
  banner: picture.optional(),
  hours: z.array(weeklyWindow).max(28).optional(),
  /** When and how orders are taken; absent for couriers and stewards. */
  ordering: z
    .strictObject({
      acceptWithinHours: z.int().min(1).max(168),
      /** Hours between an order and the earliest fulfilment. */
      leadHours: z.int().min(0).max(720),
      minimumMinor: amountMinor.optional(),
      /** Windows in which customers collect at the producer's own place; empty: no collection. */
      collection: z.array(collectionWindow).max(60),
      /** Days for which deliveries are prepared; absent: every day on which one of its couriers drives. */
      deliveryDays: z.array(deliveryDay).min(1).max(60).optional(),
      /** Party ids of couriers it works with. */
      couriers: z.array(keyName).max(20),
      /** Absent: it brings to no pickup point. */
      pickupPoints: z.array(pickupWay).max(20).optional(),
      payments: z.array(paymentMethod).min(1).max(8),
      /** Absent: no service of this party is booked for a time. */
      appointments: agenda.optional(),
      /** Announced to customers as soon as they are said. */
      holidays: z.array(holiday).max(12).optional(),
    })
    .optional(),
  /** What a pickup point takes, and for how many days it keeps it. */
  pickup: z
    .strictObject({
      temperatures: z.array(temperatureClass).min(1).max(3),
      keptDays: z.int().min(1).max(30),
    })
    .optional(),
  since: day,
});

export const inboxKey = z.strictObject({
  kemPublicKey: base64urlOf(1216),
  notAfter: day,
});

export const shelf = z.strictObject({
  name: localized(line(80)),
  items: z
    .array(item)
    .max(limits.itemsPerShelfMax)
    .refine((items) => haveDistinctIds(items)),
});

/** What is left, by "item/variant". A variant that is absent is plenty. */
export const stockLevel = z.union([z.int().min(0).max(1_000_000), z.literal("plenty"), z.literal("on-demand")]);

/** Subject of the stock statement that says what is taken of a party's agenda: no shelf of ours is called so. */
export const agendaSubject = "agenda";

const keysAtMost =
  (max: number) =>
  (entries: object): boolean =>
    Object.keys(entries).length <= max;

/**
 * What is taken of an agenda: for each stretch of `cellMinutes` that is not wholly free, by its beginning on the wall, how
 * many appointments lie in it. It says neither what for, nor how long one is, nor whether somebody ordered it here.
 */
export const takenTimes = z.strictObject({
  cellMinutes: z.int().min(1).max(240),
  days: z.record(day, z.record(clock, z.int().min(1).max(1000)).refine(keysAtMost(1440))).refine(keysAtMost(120)),
});

export const stock = z.strictObject({
  levels: z.record(z.string().regex(/^[A-Za-z0-9._:-]{1,64}\/[A-Za-z0-9._:-]{1,64}$/), stockLevel),
  /** Under the subject `agenda` only; elsewhere it says nothing. */
  taken: takenTimes.optional(),
});

export const deliveryOffer = z.strictObject({
  zones: z
    .array(
      z.strictObject({
        id: localId,
        name: localized(line(60)),
        postcodes: z.array(postcode).min(1).max(200),
        priceMinor: amountMinor,
      }),
    )
    .min(1)
    .max(50),
  slots: z
    .array(
      z
        .strictObject({
          id: localId,
          weekday: z.int().min(1).max(7),
          from: clock,
          to: clock,
          cutoffHours: z.int().min(0).max(168),
        })
        .refine((slot) => slot.from < slot.to),
    )
    .min(1)
    .max(100),
  temperatures: z.array(temperatureClass).min(1),
  gramsMax: z.int().min(1).max(1_000_000),
  vat: localId,
  vehicle: localized(line(60)),
});

export const accreditation = z.strictObject({
  status: z.enum(["accredited", "refused", "suspended"]),
  reason: localized(prose(500)).optional(),
  /** Labels of the instance granted to this party. */
  labels: z.array(localId).max(12),
  /** Whether the steward compared the key's words with the party, by voice or in person. */
  keyCompared: z.boolean(),
});

export const instanceStatement = z.strictObject({
  name: line(60),
  /** Party ids whose accreditations count. */
  stewards: z.array(keyName).min(1).max(50),
  replyBuckets: boardCount,
  /** Key of the server that serves this market: what it says about itself (token keys, releases) is signed by it. */
  operator: keyName,
  /** The market's transparency log: its name, which is for good, and the Ed25519 key that signs its checkpoints. */
  log: z.strictObject({ origin: logOrigin, key: keyName }),
});

/** What a token of the key can pay for. */
export const tokenPurpose = z.enum(["relay", "space"]);

/** A key that issues tokens of one purpose, drawn and spent from `notBefore` to `notAfter`, both included. */
export const tokenKey = z.strictObject({
  purpose: tokenPurpose,
  /** The Monday of the week in which its tokens are drawn. */
  epoch: day,
  /** RSA of 2048 bits as SubjectPublicKeyInfo with id-RSASSA-PSS (RFC 9578, 6.5), base64url. */
  publicKey: base64urlUpTo(400),
  notBefore: day,
  notAfter: day,
});

/** A file of the client: its path below the origin, and the SHA-256 of its bytes as they are served uncompressed. */
const releasedFile = z.strictObject({
  path: z.string().regex(/^\/[\w./-]{0,199}$/),
  digest,
});

/** The client that the server serves, byte for byte. Files in the order of their paths, each once. */
export const release = z.strictObject({
  version: line(40),
  /** Git commit of the sources; null for a build of sources that were changed. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  csp: line(2000),
  files: z
    .array(releasedFile)
    .min(1)
    .max(3000)
    .refine((files) => files.every(({ path }, index) => index === 0 || files[index - 1]!.path < path)),
});

/** A party passes on to another key, which signs over the old one (succession.ts): from then on the old says nothing. */
export const succession = z.strictObject({ next: keyName, proof: base64urlOf(64) });

/** A steward gives a party whose key is lost another one. It counts three days after its day has ended. */
export const recovery = z.strictObject({ next: keyName, proof: base64urlOf(64), reason: localized(prose(500)) });

/** What the catalogue shows on a day: the digest of its listing (catalogue-listing.ts), and of how many statements. */
export const catalogue = z.strictObject({ listing: digest, statements: z.int().min(0) });

const head = {
  v: z.literal(1),
  author: keyName,
  subject: z.union([keyName, localId]),
  revision,
  issuedOn: day,
};

/**
 * Everything public is one of these. Identity is (type, author, subject); a higher revision replaces a lower one.
 * `party`, `inbox-key`, `delivery-offer`: subject is the author. `accreditation`: subject is the party judged.
 * `shelf`, `stock`: subject is the shelf's local id; for what is taken of an agenda, `agenda`. `token-key`:
 * "<purpose>-<epoch>"; `release`: "client". `succession`: subject is the author, the old key; `recovery`: the lost key;
 * `catalogue`: "catalogue".
 */
export const statement = z.discriminatedUnion("type", [
  z.strictObject({ ...head, type: z.literal("instance"), body: instanceStatement }),
  z.strictObject({ ...head, type: z.literal("party"), body: party }),
  z.strictObject({ ...head, type: z.literal("inbox-key"), body: inboxKey }),
  z.strictObject({ ...head, type: z.literal("shelf"), body: shelf }),
  z.strictObject({ ...head, type: z.literal("stock"), body: stock }),
  z.strictObject({ ...head, type: z.literal("delivery-offer"), body: deliveryOffer }),
  z.strictObject({ ...head, type: z.literal("accreditation"), body: accreditation }),
  z.strictObject({ ...head, type: z.literal("token-key"), body: tokenKey }),
  z.strictObject({ ...head, type: z.literal("release"), body: release }),
  z.strictObject({ ...head, type: z.literal("catalogue"), body: catalogue }),
  z.strictObject({ ...head, type: z.literal("succession"), body: succession }),
  z.strictObject({ ...head, type: z.literal("recovery"), body: recovery }),
]);

const selfNamed = new Set<string>(["party", "inbox-key", "delivery-offer", "succession"]);

/** Whether a statement's subject is not what its type is about. */
export function isMisnamed({ type, subject, author, body }: z.infer<typeof statement>): boolean {
  if (type === "recovery") return !keyName.safeParse(subject).success || body.next === subject;
  if (type === "succession" && body.next === author) return true;
  if (selfNamed.has(type)) return subject !== author;
  if (type === "accreditation") return !keyName.safeParse(subject).success;
  if (type === "token-key") return subject !== `${body.purpose}-${body.epoch}`;
  if (type === "catalogue") return subject !== "catalogue";
  return type === "release" && subject !== "client";
}

export type Statement = z.infer<typeof statement>;
export type StatementType = Statement["type"];
export type StatementOf<Type extends StatementType> = Extract<Statement, { type: Type }>;
export type Party = z.infer<typeof party>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type Place = z.infer<typeof place>;
export type Cutoff = z.infer<typeof cutoff>;
export type CollectionWindow = z.infer<typeof collectionWindow>;
export type DeliveryDay = z.infer<typeof deliveryDay>;
export type Holiday = z.infer<typeof holiday>;
export type PickupWay = z.infer<typeof pickupWay>;
export type Agenda = z.infer<typeof agenda>;
export type TakenTimes = z.infer<typeof takenTimes>;
export type WeeklyWindow = z.infer<typeof weeklyWindow>;
export type Shelf = z.infer<typeof shelf>;
export type StockLevel = z.infer<typeof stockLevel>;
export type DeliveryOffer = z.infer<typeof deliveryOffer>;
export type Accreditation = z.infer<typeof accreditation>;
export type TokenPurpose = z.infer<typeof tokenPurpose>;
export type TokenKey = z.infer<typeof tokenKey>;
export type Succession = z.infer<typeof succession>;
export type Recovery = z.infer<typeof recovery>;
export type CatalogueStatement = z.infer<typeof catalogue>;
export type Release = z.infer<typeof release>;
