import type { Allergen, Item, PaymentMethod } from "../../../crypto/protocol/exports.ts";

type Diet = NonNullable<Item["diets"]>[number];
type Means = Extract<PaymentMethod, { method: "at-handover" }>["means"][number];

/** All that public pages say of themselves, in one language. Numbers, money and days come in as text, by Intl. */
export interface PageWords {
  /** The language's own name. */
  readonly language: string;
  readonly skip: string;
  readonly market: string;
  readonly trail: string;
  readonly languages: string;
  readonly categories: string;
  readonly allStalls: string;
  readonly openMarket: string;
  readonly openHere: string;
  readonly order: string;
  readonly book: string;
  readonly howItWorks: string;
  readonly whatThisIs: string;
  readonly foot: string;
  readonly items: (count: number, text: string) => string;
  readonly stalls: (count: number, text: string) => string;
  readonly frontSummary: (items: string, stalls: string) => string;
  readonly pages: string;
  readonly pageOf: (page: string, total: string) => string;
  readonly previous: string;
  readonly next: string;

  readonly from: string;
  readonly about: string;
  readonly onePiece: string;
  readonly choice: string;
  readonly vat: (percent: string) => string;
  readonly noVat: string;
  /** Beside the price of what is hired by the day. */
  readonly hiredFor: (duration: string) => string;
  readonly localMoney: (amount: string, name: string) => string;
  readonly deposit: (amount: string) => string;
  readonly weighed: (from: string, to: string, cap: string) => string;
  readonly inStock: string;
  readonly left: (count: string) => string;
  readonly soldOut: string;
  readonly onDemand: string;

  readonly vouched: string;
  readonly grantedBy: string;
  readonly allergens: string;
  readonly contains: string;
  readonly traces: string;
  readonly undeclared: string;
  readonly without: string;
  readonly undeclaredHint: string;
  readonly allergen: Readonly<Record<Allergen, string>>;
  readonly diet: Readonly<Record<Diet, string>>;
  readonly ingredients: string;
  readonly details: string;
  readonly origin: string;
  readonly season: string;
  readonly chilled: string;
  readonly frozen: string;
  readonly age: (years: string) => string;
  readonly servicePlace: Readonly<Record<NonNullable<Item["service"]>["place"], string>>;

  readonly story: string;
  readonly stall: string;
  readonly emptyStall: string;
  readonly visit: string;
  readonly noAddress: string;
  readonly hours: string;
  readonly closed: string;
  readonly telephone: string;
  readonly website: string;
  readonly howItComes: string;
  readonly closedUntil: (day: string) => string;
  readonly sameDay: string;
  readonly readyAfter: (hours: string) => string;
  readonly minimum: (amount: string) => string;
  readonly noMinimum: string;
  readonly answerWithin: (hours: string) => string;
  readonly deliveredBy: (courier: string, from: string) => string;
  readonly collection: string;
  /** `price` is empty where it costs nothing. */
  readonly pickedUpAt: (point: string, where: string, price: string) => string;
  readonly byAppointment: string;
  readonly appointments: (windows: string) => string;
  readonly paid: (ways: string) => string;
  readonly means: Readonly<Record<Means, string>>;
  readonly transfer: string;
  readonly atHandover: string;
  readonly verify: string;
  readonly verifyHint: string;

  readonly missing: string;
  readonly missingText: string;
  readonly busy: string;
  readonly busyText: string;
  readonly failed: string;
  readonly failedText: string;
}
