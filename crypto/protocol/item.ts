import { z } from "zod";
import { limits } from "./limits.ts";
import {
  amountMinor,
  base64urlUpTo,
  categoryPath,
  digest,
  haveDistinctIds,
  line,
  localId,
  localized,
  prose,
} from "./primitives.ts";

/** The fourteen of EU Regulation 1169/2011, annex II. An allergen that is absent from a declaration is "not declared". */
export const allergens = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;
export const allergenPresence = z.enum(["yes", "traces", "no"]);
export const temperatureClass = z.enum(["ambient", "chilled", "frozen"]);

/** What a piece holds, in thousandths: 1 kg is `{ quantity: 1_000_000, unit: "g" }`, six eggs `{ quantity: 6000, unit: "piece" }`. */
export const content = z.strictObject({
  quantity: z.int().min(1).max(100_000_000),
  unit: z.enum(["g", "ml", "piece", "cm", "minute"]),
});

/**
 * Variable weight: sold by the piece, priced by the kilogram. The buyer signs the estimate and the cap; the producer
 * sends the weight.
 */
export const weighed = z
  .strictObject({
    pricePerKgMinor: amountMinor,
    gramsMin: z.int().min(1).max(1_000_000),
    gramsEstimate: z.int().min(1).max(1_000_000),
    gramsMax: z.int().min(1).max(1_000_000),
  })
  .refine((w) => w.gramsMin <= w.gramsEstimate && w.gramsEstimate <= w.gramsMax);

/** A refundable container: its own line, never in price or VAT base. */
export const deposit = z.strictObject({ container: localId, amountMinor });

/** A picture, of an item or as a banner. Its size is that of its sharp form, in pixels. */
export const picture = z.strictObject({
  /** Its name: a hash over both of its sizes (picture-file.ts). */
  digest,
  /** ThumbHash (evanw/thumbhash), about 25 bytes: what is shown before any picture is there. */
  placeholder: base64urlUpTo(limits.placeholderBytesMax).min(8),
  width: z.int().min(1).max(8192),
  height: z.int().min(1).max(8192),
  alt: localized(line(200)).optional(),
});

export const variant = z.strictObject({
  id: localId,
  name: localized(line(80)).optional(),
  /** For a weighed variant: the price of the estimate. With VAT and all mandatory charges. */
  priceMinor: amountMinor,
  content: content.optional(),
  /** Preserves: what remains without the liquid; their price by weight is of this. */
  drainedGrams: z.int().min(1).max(100_000).optional(),
  weighed: weighed.optional(),
  deposit: deposit.optional(),
  sku: line(64).optional(),
  gtin: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
});

/**
 * Why a thing cannot be taken back where a law lets buyers at a distance do so: the exceptions of EU Directive 2011/83,
 * article 16 (d), (c), (e) and (l), that occur in a market like this.
 */
export const withdrawalExceptions = ["perishable", "made-to-order", "hygiene", "dated"] as const;

/** Where a service happens: at the customer's, at the producer's, or by telephone, picture or letter. */
export const servicePlace = z.enum(["yours", "ours", "remote"]);

/** A good or a service, as its producer publishes it on a shelf. Drafts are never published. */
export const item = z.strictObject({
  id: localId,
  kind: z.enum(["good", "service"]),
  name: localized(line(120)),
  summary: localized(line(240)).optional(),
  description: localized(prose(4000)).optional(),
  category: categoryPath,
  variants: z
    .array(variant)
    .min(1)
    .max(limits.variantsPerItemMax)
    .refine((variants) => haveDistinctIds(variants)),
  pictures: z.array(picture).max(limits.picturesPerItemMax).optional(),
  /** Name of a VAT rate of the instance ("standard", "reduced"…). */
  vat: localId,
  labels: z.array(localId).max(12).optional(),
  allergens: z.partialRecord(z.enum(allergens), allergenPresence).optional(),
  diets: z.array(z.enum(["vegetarian", "vegan", "gluten-free", "lactose-free", "organic"])).optional(),
  ageMin: z.union([z.literal(16), z.literal(18)]).optional(),
  temperature: temperatureClass.optional(),
  /** Absent: where the law lets buyers send things back, this one as well, unless it is kept cold. */
  withdrawalExempt: z.enum(withdrawalExceptions).optional(),
  origin: localized(line(80)).optional(),
  ingredients: localized(prose(1000)).optional(),
  /** Months in season, 1–12; absent means all year. */
  season: z.array(z.int().min(1).max(12)).max(12).optional(),
  service: z
    .strictObject({
      durationMinutes: z.int().min(5).max(10_080),
      place: servicePlace,
      /** Ordered for a time of the party's agenda. Absent: no time is agreed on. */
      appointment: z.literal(true).optional(),
    })
    .optional(),
});

export type Item = z.infer<typeof item>;
export type Variant = z.infer<typeof variant>;
export type Picture = z.infer<typeof picture>;
export type ServicePlace = z.infer<typeof servicePlace>;
export type Content = z.infer<typeof content>;
export type Allergen = (typeof allergens)[number];
