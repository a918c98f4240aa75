import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { categories } from "./categories.ts";
import { awning } from "../marks.ts";
import { labels } from "./labels.ts";
import { postcodes } from "./postcodes.ts";

/** GE Consomme Local: the first instance. Legal values are settings; they come from secondary sources. */
export const geneva: InstanceFile = {
  id: "geneva",
  name: "GE Consomme Local",
  sign: ["GE Consomme", "Local"],
  tagline: {
    fr: "Ce qui se fait par ici.",
    en: "What is made around here.",
    de: "Was man hier in der Gegend macht.",
    it: "Quello che si fa da queste parti.",
  },
  mark: awning,
  country: "CH",
  timeZone: "Europe/Zurich",
  languages: ["fr", "en", "de", "it"],
  currency: "CHF",
  // Swiss French writes 7,80 in Intl's data, but prices on a slate here are written 7.80, as shops do.
  priceMark: ".",
  localCurrency: { code: "LEM", name: { fr: "léman", en: "léman", de: "Léman", it: "léman" }, perLegalUnit: 1 },
  phone: { callingCode: "+41", trunk: "0", groups: [2, 3, 2, 2], example: "022 345 67 89" },
  office: {
    name: "Bureau de la coopérative",
    trade: { fr: "bureau du marché", en: "office of the market", de: "Büro des Marktes", it: "ufficio del mercato" },
  },
  examples: {
    search: {
      fr: "Pain, vélo à réparer, cadeau…",
      en: "Bread, a bike to mend, a present…",
      de: "Brot, ein Velo zum Flicken, ein Geschenk…",
      it: "Pane, una bici da riparare, un regalo…",
    },
    trade: {
      fr: "fromagerie à Jussy",
      en: "cheese dairy in Jussy",
      de: "Käserei in Jussy",
      it: "caseificio a Jussy",
    },
    courier: {
      fr: "coursier à vélo, Genève",
      en: "bike courier, Geneva",
      de: "Velokurier, Genf",
      it: "corriere in bici, Ginevra",
    },
  },
  quick: ["delivered", "near", "season", "gluten-free", "services"],
  centre: { lat: 46.2018, lon: 6.1466 },
  postcodes,
  // Switzerland, rates in force since 1 January 2024 and unchanged in 2026. Alcohol is never "reduced".
  vat: [
    {
      id: "standard",
      name: { fr: "Taux normal", en: "Standard rate", de: "Normalsatz", it: "Aliquota normale" },
      permille: 81,
      from: "2024-01-01",
    },
    {
      id: "reduced",
      name: { fr: "Taux réduit", en: "Reduced rate", de: "Reduzierter Satz", it: "Aliquota ridotta" },
      permille: 26,
      from: "2024-01-01",
    },
    {
      id: "lodging",
      name: { fr: "Taux d’hébergement", en: "Lodging rate", de: "Beherbergungssatz", it: "Aliquota per l’alloggio" },
      permille: 38,
      from: "2024-01-01",
    },
    {
      id: "none",
      name: { fr: "Sans TVA", en: "No VAT", de: "Ohne MWST", it: "Senza IVA" },
      permille: 0,
      from: "2024-01-01",
    },
  ],
  usualVat: [
    { branch: "food", rate: "reduced" },
    { branch: "drinks", rate: "reduced" },
    { branch: "drinks/wine", rate: "standard" },
    { branch: "drinks/sparkling", rate: "standard" },
    { branch: "drinks/beer", rate: "standard" },
    { branch: "books", rate: "reduced" },
    { branch: "second-hand/books", rate: "reduced" },
    { branch: "garden/plants", rate: "reduced" },
    { branch: "garden/flowers", rate: "reduced" },
    { branch: "garden/seedlings", rate: "reduced" },
  ],
  categories,
  edible: ["food", "drinks"],
  labels,
  containers: [
    {
      id: "bottle-1l",
      name: { fr: "Bouteille 1 l", en: "1 l bottle", de: "Flasche 1 l", it: "Bottiglia da 1 l" },
      amountMinor: 100,
    },
    {
      id: "bottle-75cl",
      name: { fr: "Bouteille 75 cl", en: "75 cl bottle", de: "Flasche 75 cl", it: "Bottiglia da 75 cl" },
      amountMinor: 50,
    },
    {
      id: "bottle-33cl",
      name: { fr: "Bouteille 33 cl", en: "33 cl bottle", de: "Flasche 33 cl", it: "Bottiglia da 33 cl" },
      amountMinor: 30,
    },
    {
      id: "jar-500g",
      name: { fr: "Bocal 500 g", en: "500 g jar", de: "Glas 500 g", it: "Vaso da 500 g" },
      amountMinor: 50,
    },
    {
      id: "jar-1l",
      name: { fr: "Grand bocal 1 l", en: "Large 1 l jar", de: "Grosses Glas 1 l", it: "Vaso grande da 1 l" },
      amountMinor: 150,
    },
    {
      id: "crate",
      name: { fr: "Cagette", en: "Crate", de: "Harass", it: "Cassetta" },
      amountMinor: 500,
    },
    {
      id: "keg-20l",
      name: { fr: "Fût 20 l", en: "20 l keg", de: "Fass 20 l", it: "Fusto da 20 l" },
      amountMinor: 5000,
    },
  ],
  ages: [
    {
      from: 16,
      branches: ["drinks/wine", "drinks/sparkling", "drinks/beer"],
      what: { fr: "bière, vin, cidre", en: "beer, wine, cider", de: "Bier, Wein, Most", it: "birra, vino, sidro" },
    },
    {
      from: 18,
      what: { fr: "spiritueux, tabac", en: "spirits, tobacco", de: "Spirituosen, Tabak", it: "superalcolici, tabacco" },
    },
  ],
  policies: { quietFrom: "22:00", disputeDays: 14, retentionYears: 10, withdrawalDays: 0 },
  // One board a day until its replies are counted in hundreds: fewer than 256 readers a board hide nobody.
  replyBuckets: 1,
  words: "fr",
};

/** What the registry and the build look for in every instance's file. */
export const instance: InstanceFile = geneva;
