import type { DeliveryOffer } from "../../../crypto/protocol/exports.ts";
import type { DemoCourier, DemoPickupPoint } from "../../notation/demo-market.ts";
import { hours } from "../../notation/shelf-notation.ts";

const town = ["1201", "1202", "1203", "1204", "1205", "1206", "1207", "1208", "1209", "1227"];
const inner = ["1212", "1213", "1214", "1216", "1217", "1218", "1219", "1220", "1223", "1224", "1225", "1226", "1228"];
const rightBank = ["1239", "1290", "1292", "1293", "1294", "1242", "1281", "1283"];
const leftBank = ["1222", "1241", "1243", "1244", "1245", "1246", "1247", "1248", "1251", "1252", "1253", "1254"];
const champagne = ["1231", "1232", "1233", "1234", "1236", "1237", "1255", "1256", "1257", "1258"];
const farWest = ["1284", "1285", "1286", "1287", "1288"];

interface Slot {
  readonly name: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly cutoffHours: number;
}

const slots = (list: readonly Slot[]): DeliveryOffer["slots"] =>
  list.flatMap(({ name, days, from, to, cutoffHours }) =>
    days.map((weekday) => ({ id: `${name}-${weekday}`, weekday, from, to, cutoffHours })),
  );

/** Three couriers: the town by cargo bike, the whole canton chilled, and slow freight for what can wait. */
export const demoCouriers: readonly DemoCourier[] = [
  {
    slug: "la-bise-a-velo",
    labels: ["insertion"],
    party: {
      kind: "courier",
      name: "La Bise à Vélo",
      trade: { fr: "coursiers à vélo, Genève", en: "bike couriers, Geneva" },
      summary: {
        fr: "Neuf coursières et coursiers salariés, quatre vélos-cargos, une caisse fraîche sur chacun.",
        en: "Nine employed riders, four cargo bikes, a cool box on each.",
      },
      place: { street: "Rue de la Coulouvrenière 15", postcode: "1204", town: "Genève", lat: 46.2036, lon: 6.1372 },
      phone: "+41225550190",
      languages: ["fr", "en", "it"],
      vatRegistered: true,
      hours: hours("mon-fri 8-21, sat 8-14"),
      since: "2026-01-05",
    },
    offer: {
      zones: [
        { id: "ville", name: { fr: "Ville et Carouge", en: "Town and Carouge" }, postcodes: town, priceMinor: 650 },
        { id: "couronne", name: { fr: "Première couronne", en: "Inner suburbs" }, postcodes: inner, priceMinor: 850 },
      ],
      slots: slots([
        { name: "midi", days: [2, 4, 6], from: "11:00", to: "13:30", cutoffHours: 3 },
        { name: "soir", days: [1, 2, 3, 4, 5], from: "17:00", to: "20:00", cutoffHours: 4 },
      ]),
      temperatures: ["ambient", "chilled"],
      gramsMax: 60_000,
      vat: "standard",
      vehicle: { fr: "à vélo-cargo", en: "by cargo bike" },
    },
  },
  {
    slug: "navette-des-communes",
    labels: [],
    party: {
      kind: "courier",
      name: "Navette des Communes",
      trade: { fr: "livraison électrique dans tout le canton", en: "electric delivery all over the canton" },
      summary: {
        fr: "Deux fourgons électriques, un froid à 3 °C, un autre à –18 °C ; chaque commune, quatre jours sur sept.",
        en: "Two electric vans, one at 3 °C, one at –18 °C; every commune, four days a week.",
      },
      place: {
        street: "Chemin du Champ-des-Filles 7",
        postcode: "1228",
        town: "Plan-les-Ouates",
        lat: 46.1668,
        lon: 6.1161,
      },
      phone: "+41225550191",
      languages: ["fr", "de"],
      vatRegistered: true,
      hours: hours("tue-sat 9-20"),
      since: "2026-02-16",
    },
    offer: {
      zones: [
        { id: "ville", name: { fr: "Ville", en: "Town" }, postcodes: [...town, ...inner], priceMinor: 950 },
        { id: "rive-droite", name: { fr: "Rive droite", en: "Right bank" }, postcodes: rightBank, priceMinor: 1150 },
        { id: "rive-gauche", name: { fr: "Rive gauche", en: "Left bank" }, postcodes: leftBank, priceMinor: 1150 },
        {
          id: "champagne",
          name: { fr: "Champagne et Bernex", en: "Champagne and Bernex" },
          postcodes: [...champagne, ...farWest],
          priceMinor: 1250,
        },
      ],
      slots: slots([
        { name: "soir", days: [2, 3, 5], from: "16:30", to: "20:30", cutoffHours: 6 },
        { name: "matin", days: [6], from: "09:00", to: "12:30", cutoffHours: 14 },
      ]),
      temperatures: ["ambient", "chilled", "frozen"],
      gramsMax: 300_000,
      vat: "standard",
      vehicle: { fr: "en fourgon électrique", en: "by electric van" },
    },
  },
  {
    slug: "le-petit-fret",
    labels: [],
    party: {
      kind: "courier",
      name: "Le Petit Fret",
      trade: { fr: "transport doux de ce qui pèse", en: "gentle freight for heavy things" },
      summary: {
        fr: "Remorques à vélo pour les meubles, les cartons de vin et les machines à coudre. Lent, et fier de l’être.",
        en: "Bike trailers for furniture, cases of wine and sewing machines. Slow, and proud of it.",
      },
      place: { street: "Avenue de Châtelaine 81", postcode: "1219", town: "Châtelaine", lat: 46.2125, lon: 6.1083 },
      phone: "+41225550192",
      languages: ["fr", "en"],
      vatRegistered: false,
      hours: hours("wed-sat 9-18"),
      since: "2026-06-08",
    },
    offer: {
      zones: [
        {
          id: "ville",
          name: { fr: "Ville et couronne", en: "Town and suburbs" },
          postcodes: [...town, ...inner],
          priceMinor: 1400,
        },
      ],
      slots: slots([{ name: "apres-midi", days: [3, 6], from: "13:00", to: "18:00", cutoffHours: 24 }]),
      temperatures: ["ambient"],
      gramsMax: 150_000,
      vat: "none",
      vehicle: { fr: "à vélo, avec remorque", en: "by bike and trailer" },
    },
  },
];

/** Two places where parcels can wait. */
export const demoPickupPoints: readonly DemoPickupPoint[] = [
  {
    slug: "kiosque-de-la-jonction",
    party: {
      kind: "pickup-point",
      name: "Kiosque de la Jonction",
      trade: { fr: "point de retrait, café et journaux", en: "pickup point, coffee and papers" },
      place: { street: "Boulevard de Saint-Georges 70", postcode: "1205", town: "Genève", lat: 46.2022, lon: 6.1289 },
      hours: hours("mon-fri 7-20, sat 8-18"),
      pickup: { temperatures: ["ambient"], keptDays: 5 },
      since: "2026-03-09",
    },
  },
  {
    slug: "halle-de-rive",
    party: {
      kind: "pickup-point",
      name: "Consigne de la Halle, Rive",
      trade: { fr: "point de retrait au marché couvert", en: "pickup point in the covered market" },
      place: { street: "Boulevard Helvétique 29", postcode: "1207", town: "Genève", lat: 46.2005, lon: 6.1546 },
      hours: hours("tue-fri 8-18:30, sat 8-17"),
      pickup: { temperatures: ["ambient", "chilled"], keptDays: 2 },
      since: "2026-04-20",
    },
  },
];
