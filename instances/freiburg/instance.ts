import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { takenCategories } from "../tree/taken-categories.ts";
import { labels } from "./labels.ts";
import { postcodes } from "./postcodes.ts";

/**
 * A market of Freiburg im Breisgau, invented: another country, currency, tax, first language and look than Geneva's.
 * Legal values are settings; they come from secondary sources.
 */
export const instance: InstanceFile = {
  id: "freiburg",
  name: "Freiburger Marktgasse",
  sign: ["Freiburger", "Marktgasse"],
  tagline: {
    de: "Was hier wächst und gemacht wird.",
    en: "What grows and is made here.",
    fr: "Ce qui pousse et se fait ici.",
  },
  // A gable over a door, and a Bächle, the brook in the street.
  mark: [
    { ink: "b", path: "M6 16L20 3l14 13v11H6z" },
    { ink: "a", path: "M2 17L20 1l18 16-3.2 3L20 7 5.2 20z" },
    { ink: "c", path: "M16 27v-6a4 4 0 0 1 8 0v6z" },
    {
      ink: "k",
      path: "M2 17L20 1l18 16M6 15v12M34 15v12M16 27v-6a4 4 0 0 1 8 0v6M3 30q4.25-3 8.5 0t8.5 0 8.5 0 8.5 0M3 34q4.25-3 8.5 0t8.5 0 8.5 0 8.5 0",
    },
  ],
  country: "DE",
  timeZone: "Europe/Berlin",
  languages: ["de", "en", "fr"],
  currency: "EUR",
  phone: { callingCode: "+49", trunk: "0", example: "0761 555 01 23" },
  office: {
    name: "Marktbüro Freiburg",
    trade: { de: "Büro des Marktes", en: "office of the market", fr: "bureau du marché" },
  },
  examples: {
    search: {
      de: "Brot, Fahrrad reparieren, Geschenk…",
      en: "Bread, a bike to mend, a present…",
      fr: "Pain, vélo à réparer, cadeau…",
    },
    trade: { de: "Gemüsehof in Merzhausen", en: "market garden in Merzhausen", fr: "maraîchage à Merzhausen" },
    courier: { de: "Radkurier, Freiburg", en: "bike courier, Freiburg", fr: "coursier à vélo, Fribourg" },
  },
  quick: ["delivered", "near", "organic", "second-hand", "services"],
  centre: { lat: 47.9955, lon: 7.8522 },
  postcodes,
  // Germany: the usual rate since 1 January 2007, the reduced one since 1 July 1983. Drinks are not reduced.
  vat: [
    {
      id: "standard",
      name: { de: "Regelsatz", en: "Standard rate", fr: "Taux normal" },
      permille: 190,
      from: "2007-01-01",
    },
    {
      id: "reduced",
      name: { de: "Ermäßigter Satz", en: "Reduced rate", fr: "Taux réduit" },
      permille: 70,
      from: "1983-07-01",
    },
    {
      id: "none",
      name: { de: "Ohne Umsatzsteuer", en: "No VAT", fr: "Sans TVA" },
      permille: 0,
      from: "1983-07-01",
    },
  ],
  usualVat: [
    { branch: "food", rate: "reduced" },
    { branch: "drinks/coffee", rate: "reduced" },
    { branch: "drinks/tea", rate: "reduced" },
    { branch: "books", rate: "reduced" },
    { branch: "second-hand/books", rate: "reduced" },
    { branch: "garden/plants", rate: "reduced" },
    { branch: "garden/flowers", rate: "reduced" },
    { branch: "garden/seedlings", rate: "reduced" },
  ],
  categories: takenCategories({ languages: ["de", "en", "fr"] }),
  edible: ["food", "drinks"],
  labels,
  containers: [
    {
      id: "bottle-50cl",
      name: { de: "Bügelflasche 0,5 l", en: "0.5 l swing-top bottle", fr: "Bouteille 0,5 l" },
      amountMinor: 15,
    },
    { id: "bottle-1l", name: { de: "Flasche 1 l", en: "1 l bottle", fr: "Bouteille 1 l" }, amountMinor: 15 },
    { id: "jar-500g", name: { de: "Glas 500 g", en: "500 g jar", fr: "Bocal 500 g" }, amountMinor: 15 },
    { id: "crate", name: { de: "Kiste", en: "Crate", fr: "Cagette" }, amountMinor: 150 },
    { id: "box", name: { de: "Mehrwegschale", en: "Reusable bowl", fr: "Bol consigné" }, amountMinor: 500 },
  ],
  ages: [
    {
      from: 16,
      branches: ["drinks/wine", "drinks/sparkling", "drinks/beer"],
      what: { de: "Bier, Wein, Sekt", en: "beer, wine, sparkling wine", fr: "bière, vin, mousseux" },
    },
    { from: 18, what: { de: "Spirituosen, Tabak", en: "spirits, tobacco", fr: "spiritueux, tabac" } },
  ],
  // Bills are kept for eight years since 2025; purchases at a distance can be taken back for fourteen days.
  policies: { quietFrom: "21:00", disputeDays: 14, retentionYears: 8, withdrawalDays: 14 },
  // One board a day until its replies are counted in hundreds: fewer than 256 readers a board hide nobody.
  replyBuckets: 1,
  words: "de",
};
