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

/** WGS 84, in degrees. */
const position = z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

/** Short ways into the search that a front page can offer. */
export const quickSearches = [
  "delivered",
  "near",
  "season",
  "gluten-free",
  "vegan",
  "organic",
  "services",
  "second-hand",
] as const;

/** Verifier key of C2SP signed-note, "name+c74f20a3+base64"; `npm run check-instance` looks whether it is one. */
const verifierKey = z.string().regex(/^[^\s+]{1,120}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);

/** Everything that is one city's: the schema of `instances/<name>/instance.ts`. */
export const instanceFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: line(60),
  /** The name on two lines, as the sign shows it. */
  sign: z.tuple([line(30), line(30)]),
  tagline: localized(line(80)),
  /** The mark on the sign: paths in a box of 40 × 36, in the press inks a, b, c of the theme, `k` the line block. */
  mark: z
    .array(
      z.strictObject({
        ink: z.enum(["a", "b", "c", "k"]),
        path: z
          .string()
          .max(2000)
          .regex(/^[MmZzLlHhVvCcSsQqTtAa\d\s,.+-]+$/),
      }),
    )
    .min(1)
    .max(24),
  country: z.string().regex(/^[A-Z]{2}$/),
  timeZone: line(60),
  /** In the order in which they are offered: the first is the default. One without a file of screens is left out. */
  languages: z.array(language).min(1).max(8),
  currency: currencyCode,
  /** What stands before the hundredths of a price where shops write it otherwise than `Intl` does: "7.80" in Geneva. */
  priceMark: z.enum([".", ","]).optional(),
  /** A local currency at a fixed rate, shown beside the legal price, never instead. */
  localCurrency: z
    .strictObject({ code: currencyCode, name: localized(line(40)), perLegalUnit: z.number().positive() })
    .optional(),
  /** How telephone numbers of here are written. */
  phone: z.strictObject({
    callingCode: z.string().regex(/^\+[1-9]\d{0,3}$/),
    /** Dialled before a number from within the country, "0" in most; empty where there is none. */
    trunk: z.string().regex(/^\d{0,2}$/),
    /** Sizes of the groups after the calling code, where all numbers have the same. */
    groups: z.array(z.int().min(1).max(8)).min(1).max(6).optional(),
    /** As one writes it at home, for the form's hint. */
    example: line(30),
  }),
  /** The market's own office: the first steward. */
  office: z.strictObject({ name: line(60), trade: localized(line(60)) }),
  /** What fields suggest before something is written. */
  examples: z.strictObject({
    search: localized(line(60)),
    trade: localized(line(60)),
    courier: localized(line(60)),
  }),
  /** Short ways into the search, below it on the front page. */
  quick: z.array(z.enum(quickSearches)).max(6),
  /** WGS 84: middle of the map, and what distances are measured from until a postcode is chosen. */
  centre: position,
  postcodes: z
    .array(
      z.strictObject({
        postcode,
        /** As people here call the place. */
        name: line(60),
        /** The town as it stands in addresses, where that is another name. */
        town: line(60).optional(),
        ...position.shape,
      }),
    )
    .min(1)
    .max(5000),
  vat: z
    .array(z.strictObject({ id: localId, name: localized(line(60)), permille: z.int().min(0).max(500), from: day }))
    .min(1),
  /** What rate goods of a branch usually bear, the narrowest that fits; those of no branch the first rate. */
  usualVat: z.array(z.strictObject({ branch: categoryPath, rate: localId })).max(60),
  categories: z
    .array(
      z.strictObject({
        path: categoryPath,
        name: localized(line(60)),
        /** Other words by which people look for it, separated by spaces: they count where nothing says the word itself. */
        otherWords: localized(line(200)).optional(),
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
  /** Branches that are eaten or drunk: allergens are asked for there, and the front page tells them from the rest. */
  edible: z.array(categoryPath).max(20),
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
  /**
   * From which ages some things may be handed over, and which: an item says its own. A form begins with the age of a branch
   * of which most things are such.
   */
  ages: z
    .array(
      z.strictObject({
        from: z.union([z.literal(16), z.literal(18)]),
        what: localized(line(60)),
        branches: z.array(categoryPath).max(20).optional(),
      }),
    )
    .max(2),
  policies: z.strictObject({
    /** Latest time of day at which a courier's slot may end. */
    quietFrom: clock,
    disputeDays: z.int().min(1).max(365),
    /** How long the law makes a seller keep bills. */
    retentionYears: z.int().min(0).max(30),
    /** Days in which a purchase at a distance may be taken back, items that say otherwise apart; 0 where no law says so. */
    withdrawalDays: z.int().min(0).max(60),
  }),
  /** Who watches this market's transparency log, and whose logs its server watches. Absent: nobody, and none. */
  witnesses: z
    .strictObject({
      /** Witnesses that are asked to cosign: the address before `/add-checkpoint`, and their verifier key. */
      asked: z.array(z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(200), key: verifierKey })).max(16),
      /** Verifier keys of other logs, whose name is the log's origin. */
      watched: z.array(verifierKey).max(200),
      /** How many of those asked must have cosigned within two days, or a device trusts the log no further; 0: none. */
      quorum: z.int().min(0).max(16),
    })
    .refine(({ asked, quorum }) => quorum <= asked.length)
    .optional(),
  replyBuckets: boardCount,
  /** Which list of 256 words names orders, codes and keys: a file of client/core/words. */
  words: language,
});

export type InstanceFile = z.infer<typeof instanceFile>;
