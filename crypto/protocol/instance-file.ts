import { z } from "zod";
import {
  boardCount,
  categoryPath,
  clock,
  currencyCode,
  day,
  language,
  line,
  localId,
  localized,
  postcode,
} from "./primitives.ts";

/** Everything that is one city's: the schema of `instances/<name>/instance.ts`. */
export const instanceFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: line(60),
  /** The name on two lines, as the sign shows it. */
  sign: z.tuple([line(30), line(30)]),
  tagline: localized(line(80)),
  country: z.string().regex(/^[A-Z]{2}$/),
  timeZone: line(60),
  /** First is the default. */
  languages: z.array(language).min(1).max(8),
  currency: currencyCode,
  /** A local currency at a fixed rate, shown beside the legal price, never instead. */
  localCurrency: z
    .strictObject({ code: currencyCode, name: localized(line(40)), perLegalUnit: z.number().positive() })
    .optional(),
  /** WGS 84: middle of the map, and what distances are measured from until a postcode is chosen. */
  centre: z.strictObject({ lat: z.number(), lon: z.number() }),
  postcodes: z
    .array(z.strictObject({ postcode, name: line(60), lat: z.number(), lon: z.number() }))
    .min(1)
    .max(5000),
  vat: z
    .array(z.strictObject({ id: localId, name: localized(line(60)), permille: z.int().min(0).max(500), from: day }))
    .min(1),
  categories: z
    .array(
      z.strictObject({
        path: categoryPath,
        name: localized(line(60)),
        /** Name of an illustration of the art set, and its paper. */
        print: localId,
        paper: z.enum(["straw", "oat", "clay", "rose", "plum", "lake", "mint", "moss"]),
        /** Whether it has a tile on the front page. */
        tile: z.boolean().optional(),
        /** Other branches that belong under it when people look for it: their items are counted and found here too. */
        includes: z.array(categoryPath).max(20).optional(),
      }),
    )
    .min(1)
    .max(300)
    .refine((categories) => new Set(categories.map(({ path }) => path)).size === categories.length),
  labels: z.array(
    z.strictObject({
      id: localId,
      name: localized(line(60)),
      granter: line(80),
      criteria: localized(line(300)),
      glyph: localId,
    }),
  ),
  containers: z.array(z.strictObject({ id: localId, name: localized(line(60)), amountMinor: z.int().min(0) })),
  policies: z.strictObject({
    /** Latest time of day at which a courier's slot may end. */
    quietFrom: clock,
    disputeDays: z.int().min(1).max(365),
    retentionYears: z.int().min(0).max(30),
    withdrawalDays: z.int().min(0).max(60),
  }),
  replyBuckets: boardCount,
  /** Which list of 256 words names orders, codes and keys: a file of client/core/words. */
  words: language,
});

export type InstanceFile = z.infer<typeof instanceFile>;
