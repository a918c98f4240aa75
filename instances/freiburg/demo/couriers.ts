import type { DemoCourier, DemoPickupPoint } from "../../notation/demo-market.ts";
import { hours } from "../../notation/shelf-notation.ts";

const town = ["79098", "79100", "79102", "79104", "79106", "79115", "79114", "79110"];
const edge = ["79108", "79111", "79117", "79249", "79194"];
const valley = ["79199", "79252", "79256", "79280", "79289"];
const plain = ["79112", "79227", "79232", "79211"];

/** Two couriers: the town by cargo bike, and a cooled van for the valley and the plain. */
export const demoCouriers: readonly DemoCourier[] = [
  {
    slug: "dreisam-kuriere",
    labels: [],
    party: {
      kind: "courier",
      name: "Dreisam-Kuriere",
      trade: { de: "Radkuriere, Freiburg", en: "bike couriers, Freiburg" },
      summary: {
        de: "Sieben fest angestellte Fahrerinnen und Fahrer, fünf Lastenräder, eine Kühlbox auf jedem.",
        en: "Seven employed riders, five cargo bikes, a cool box on each.",
      },
      place: {
        street: "Klarastraße 31",
        postcode: "79106",
        town: "Freiburg im Breisgau",
        lat: 48.0012,
        lon: 7.8378,
      },
      phone: "+491713920096",
      languages: ["de", "en"],
      vatRegistered: true,
      hours: hours("mon-fri 8-20, sat 8-15"),
      since: "2026-02-02",
    },
    offer: {
      zones: [
        { id: "stadt", name: { de: "Innenstadt und Ring", en: "Town and ring" }, postcodes: town, priceMinor: 490 },
        { id: "rand", name: { de: "Stadtrand", en: "Edge of town" }, postcodes: edge, priceMinor: 690 },
      ],
      slots: [
        ...[2, 4, 6].map((weekday) => ({
          id: `mittag-${weekday}`,
          weekday,
          from: "11:00",
          to: "13:30",
          cutoffHours: 3,
        })),
        ...[1, 2, 3, 4, 5].map((weekday) => ({
          id: `abend-${weekday}`,
          weekday,
          from: "17:00",
          to: "20:00",
          cutoffHours: 4,
        })),
      ],
      temperatures: ["ambient", "chilled"],
      gramsMax: 60_000,
      vat: "standard",
      vehicle: { de: "mit dem Lastenrad", en: "by cargo bike" },
    },
  },
  {
    slug: "talwagen",
    labels: [],
    party: {
      kind: "courier",
      name: "Talwagen",
      trade: { de: "elektrisch ins Dreisamtal und an den Tuniberg", en: "electric, into the valley and the plain" },
      summary: {
        de: "Ein Kühlwagen mit Strom vom eigenen Dach: dienstags und freitags zu jedem Hof, der will.",
        en: "A cooled van on power from our own roof: Tuesdays and Fridays to every farm that likes.",
      },
      place: { street: "Höllentalstraße 8", postcode: "79199", town: "Kirchzarten", lat: 47.9648, lon: 7.9531 },
      phone: "+491713920097",
      languages: ["de"],
      vatRegistered: true,
      hours: hours("tue-sat 8-18"),
      since: "2026-03-16",
    },
    offer: {
      zones: [
        {
          id: "stadt",
          name: { de: "Freiburg", en: "Freiburg" },
          postcodes: [...town, ...edge],
          priceMinor: 790,
        },
        { id: "tal", name: { de: "Dreisamtal", en: "Dreisam valley" }, postcodes: valley, priceMinor: 890 },
        {
          id: "ebene",
          name: { de: "Tuniberg und March", en: "Tuniberg and March" },
          postcodes: plain,
          priceMinor: 890,
        },
      ],
      slots: [2, 5].map((weekday) => ({
        id: `nachmittag-${weekday}`,
        weekday,
        from: "14:00",
        to: "18:30",
        cutoffHours: 8,
      })),
      temperatures: ["ambient", "chilled", "frozen"],
      gramsMax: 250_000,
      vat: "standard",
      vehicle: { de: "mit dem elektrischen Kühlwagen", en: "by electric cooled van" },
    },
  },
];

/** Where parcels can wait. */
export const demoPickupPoints: readonly DemoPickupPoint[] = [
  {
    slug: "kiosk-am-kirchplatz",
    party: {
      kind: "pickup-point",
      name: "Kiosk am Kirchplatz",
      trade: { de: "Abholpunkt, Kaffee und Zeitungen", en: "pickup point, coffee and papers" },
      place: {
        street: "Wannerstraße 2",
        postcode: "79106",
        town: "Freiburg im Breisgau",
        lat: 48.0008,
        lon: 7.8362,
      },
      hours: hours("mon-fri 7-20, sat 8-18"),
      since: "2026-03-30",
    },
  },
];
