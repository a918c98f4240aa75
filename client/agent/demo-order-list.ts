/** One invented customer's order, and how far it has come. */
export interface DemoOrder {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly lines: readonly (readonly [item: string, variant: number, quantity: number])[];
  readonly way: "delivery" | "collection";
  readonly payment: "at-handover" | "bank-transfer";
  readonly note?: string;
  readonly steps: readonly DemoStep[];
  /** Said by the customer after it was placed. */
  readonly text?: string;
}

/** What happens to it, by whoever does it. */
export type DemoStep =
  | "accept"
  | "decline"
  | "prepare"
  | "ready"
  | "courier-accept"
  | "collect"
  | "deliver"
  | "hand-over"
  | "cancel";

/** Orders of the demo producer, in the order in which they come in. Every person is invented. */
export const demoOrders: readonly DemoOrder[] = [
  {
    name: "Amélie Rochat-Diallo",
    street: "Rue de Carouge 48",
    postcode: "1205",
    town: "Genève",
    lines: [
      ["tomme-fermiere-au-lait-cru", 1, 1],
      ["lait-cru-entier", 0, 2],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: [],
  },
  {
    name: "Jonas Perrin",
    street: "Boulevard Carl-Vogt 30",
    postcode: "1205",
    town: "Genève",
    lines: [
      ["panier-fromager-de-la-semaine", 0, 1],
      ["yogourt-de-la-ferme-nature", 0, 6],
    ],
    way: "collection",
    payment: "at-handover",
    text: "Je viendrai plutôt vers 18 h, cela vous va ?",
    steps: [],
  },
  {
    name: "Mireille Tanner",
    street: "Rue de Lyon 77",
    postcode: "1203",
    town: "Genève",
    lines: [
      ["beurre-de-baratte", 0, 2],
      ["serac-frais", 0, 1],
      ["oeufs-de-nos-poules", 1, 1],
    ],
    way: "delivery",
    payment: "bank-transfer",
    steps: ["accept"],
  },
  {
    name: "Bruno Schaffner",
    street: "Rue des Délices 14",
    postcode: "1203",
    town: "Genève",
    lines: [
      ["tomme-fermiere-au-lait-cru", 2, 1],
      ["beurre-de-baratte", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    note: "Couper en deux, merci.",
    steps: ["accept", "courier-accept", "prepare"],
  },
  {
    name: "Ines Cardoso",
    street: "Rue de la Coulouvrenière 8",
    postcode: "1204",
    town: "Genève",
    lines: [
      ["lait-cru-entier", 0, 3],
      ["yogourt-de-la-ferme-nature", 0, 2],
      ["faisselle", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: ["accept", "courier-accept", "prepare", "ready"],
  },
  {
    name: "Pascal Wüthrich",
    street: "Rue de la Terrassière 21",
    postcode: "1207",
    town: "Genève",
    lines: [
      ["raclette-de-la-ferme", 0, 1],
      ["lait-cru-entier", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: ["accept", "courier-accept", "prepare", "ready", "collect"],
  },
  {
    name: "Noémie Girod",
    street: "Rue Dancet 22",
    postcode: "1205",
    town: "Genève",
    lines: [
      ["vieille-meule-des-noyers", 0, 1],
      ["lait-cru-entier", 0, 2],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: ["accept", "courier-accept", "prepare", "ready", "collect", "deliver"],
  },
  {
    name: "Luc Favre-Bulle",
    street: "Route de Jussy 40",
    postcode: "1226",
    town: "Thônex",
    lines: [["panier-fromager-de-la-semaine", 0, 1]],
    way: "collection",
    payment: "at-handover",
    steps: ["accept", "prepare", "ready", "hand-over"],
  },
  {
    name: "Elsa Monnard",
    street: "Rue des Bains 8",
    postcode: "1205",
    town: "Genève",
    lines: [["yogourt-aux-coings", 0, 4]],
    way: "collection",
    payment: "at-handover",
    steps: ["accept", "cancel"],
  },
  {
    name: "Sylvie Magnin",
    street: "Chemin des Crêts 5",
    postcode: "1209",
    town: "Genève",
    lines: [["vacherin-des-noyers", 0, 1]],
    way: "collection",
    payment: "at-handover",
    steps: ["decline"],
  },
  {
    name: "Karim Benhaddou",
    street: "Avenue de Miremont 12",
    postcode: "1206",
    town: "Genève",
    lines: [
      ["creme-double", 0, 2],
      ["tomme-aux-noix", 0, 1],
    ],
    way: "collection",
    payment: "at-handover",
    steps: ["accept", "prepare", "ready"],
  },
];
