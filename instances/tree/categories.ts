import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { foodCategories } from "./category-food.ts";
import { thingCategories } from "./category-things.ts";

/**
 * The tree of goods and services of a general market, in the four languages of the screens, for every instance to take
 * from. Prints and papers are those of the art set; a row with `includes` gathers branches that people look for together
 * ("Fruits et légumes") without moving them.
 */
export const generalMarket: InstanceFile["categories"] = [
  // with a tile on the front page, in its order
  {
    path: "food/produce",
    name: { fr: "Fruits et légumes", en: "Fruit and vegetables", de: "Obst und Gemüse", it: "Frutta e verdura" },
    print: "tomato",
    paper: "moss",
    tile: true,
    includes: ["food/fruit", "food/vegetables"],
  },
  {
    path: "food/bakery",
    name: { fr: "Pain et farines", en: "Bread and flour", de: "Brot und Mehl", it: "Pane e farine" },
    print: "baguette-bread",
    paper: "straw",
    tile: true,
    includes: ["food/bread", "food/flour"],
  },
  {
    path: "food/dairy",
    name: {
      fr: "Fromages, œufs, lait",
      en: "Cheese, eggs, milk",
      de: "Käse, Eier, Milch",
      it: "Formaggi, uova, latte",
    },
    print: "cheese-wedge",
    paper: "rose",
    tile: true,
    includes: ["food/eggs"],
  },
  {
    path: "food/meat-and-fish",
    name: { fr: "Viandes et poissons", en: "Meat and fish", de: "Fleisch und Fisch", it: "Carne e pesce" },
    print: "fish",
    paper: "lake",
    tile: true,
    includes: ["food/meat", "food/fish"],
  },
  {
    path: "drinks",
    name: { fr: "Vins, bières, jus", en: "Wine, beer, juice", de: "Wein, Bier, Saft", it: "Vini, birre, succhi" },
    print: "wine-glass",
    paper: "oat",
    tile: true,
  },
  {
    path: "food/grocery",
    name: { fr: "Miel et épicerie", en: "Honey and groceries", de: "Honig und Feinkost", it: "Miele e drogheria" },
    print: "honey-pot",
    paper: "lake",
    tile: true,
    includes: ["food/honey", "food/preserves", "food/oil", "food/chocolate", "food/herbs", "food/prepared"],
  },
  {
    path: "home",
    name: { fr: "Maison et savons", en: "Home and soap", de: "Haus und Seifen", it: "Casa e saponi" },
    print: "soap",
    paper: "moss",
    tile: true,
  },
  {
    path: "repair",
    name: { fr: "Réparer", en: "Repair", de: "Reparieren", it: "Riparare" },
    print: "wrench",
    paper: "oat",
    tile: true,
  },
  {
    path: "second-hand",
    name: { fr: "Seconde main", en: "Second-hand", de: "Secondhand", it: "Seconda mano" },
    print: "books",
    paper: "plum",
    tile: true,
  },
  {
    path: "craft",
    name: { fr: "Artisanat", en: "Crafts", de: "Handwerk", it: "Artigianato" },
    print: "bowl-with-spoon",
    paper: "clay",
    tile: true,
  },
  {
    path: "services",
    name: { fr: "Cours et services", en: "Lessons and services", de: "Kurse und Dienste", it: "Corsi e servizi" },
    print: "violin",
    paper: "rose",
    tile: true,
  },
  {
    path: "garden",
    name: { fr: "Plantes et fleurs", en: "Plants and flowers", de: "Pflanzen und Blumen", it: "Piante e fiori" },
    print: "potted-plant",
    paper: "straw",
    tile: true,
  },
  ...foodCategories,
  ...thingCategories,
];
