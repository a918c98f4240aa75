import type { DemoOrder } from "../../notation/demo-market.ts";

const freiburg = "Freiburg im Breisgau";

/** Orders at the bakery, in the order in which they come in. Every person is invented. */
export const demoOrders: readonly DemoOrder[] = [
  {
    name: "Lena Zimmermann-Okafor",
    street: "Lorettostraße 18",
    postcode: "79100",
    town: freiburg,
    lines: [
      ["bauernbrot", 1, 1],
      ["laugenbrezel", 1, 2],
    ],
    way: "delivery",
    payment: "bank-transfer",
    steps: [],
  },
  {
    name: "Matthias Ganter",
    street: "Urachstraße 4",
    postcode: "79102",
    town: freiburg,
    lines: [["dinkelbrot", 0, 1]],
    way: "collection",
    payment: "at-handover",
    text: "Bitte in Scheiben, wenn es geht.",
    steps: ["accept", "prepare", "ready"],
  },
  {
    name: "Aylin Yıldız",
    street: "Eschholzstraße 55",
    postcode: "79106",
    town: freiburg,
    lines: [
      ["hefezopf", 0, 1],
      ["dinkelmehl-630", 0, 2],
    ],
    way: "delivery",
    payment: "at-handover",
    note: "Zweiter Hof, blaue Tür.",
    steps: ["accept", "courier-accept", "prepare", "ready", "collect"],
  },
  {
    name: "Jürgen Faller",
    street: "Talstraße 12",
    postcode: "79102",
    town: freiburg,
    lines: [["linzer-torte", 0, 1]],
    way: "collection",
    payment: "at-handover",
    steps: ["accept", "prepare", "ready", "hand-over"],
  },
  {
    name: "Salome Birkle",
    street: "Bürgerwehrstraße 3",
    postcode: "79102",
    town: freiburg,
    lines: [["roggenvollkorn", 0, 3]],
    way: "collection",
    payment: "at-handover",
    steps: ["decline"],
    reply: "Der Roggen ist heute aus. Ab Donnerstag wieder.",
  },
];
