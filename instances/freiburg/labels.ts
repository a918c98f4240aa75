import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Labels of the demo. Granters and criteria are invented. */
export const labels: InstanceFile["labels"] = [
  {
    id: "von-hier",
    name: { de: "Von hier", en: "From around here", fr: "D’ici" },
    granter: "Bauernrunde Breisgau",
    criteria: {
      de: "Zwischen Rhein und Höllental gewachsen oder gemacht, höchstens 40 km vom Münster.",
      en: "Grown or made between the Rhine and the Höllental, at most 40 km from the minster.",
      fr: "Cultivé ou fait entre le Rhin et le Höllental, à 40 km au plus de la cathédrale.",
    },
    glyph: "mountains",
  },
  {
    id: "bio-hof",
    name: { de: "Bio, der ganze Hof", en: "Organic, the whole farm", fr: "Bio, toute la ferme" },
    granter: "Prüfstelle Grüner Ring",
    criteria: {
      de: "Der ganze Betrieb biologisch, ohne synthetische Dünger und Spritzmittel, jedes Jahr geprüft.",
      en: "The whole farm organic, no synthetic fertiliser or spray, inspected each year.",
      fr: "Toute la ferme en bio, sans engrais ni traitement de synthèse, contrôlée chaque année.",
    },
    glyph: "leaf",
  },
  {
    id: "mehrweg",
    name: { de: "Mehrweg", en: "Refillable", fr: "Réutilisable" },
    granter: "Pfandkreis Oberrhein",
    criteria: {
      de: "Das Gefäß kommt zurück, wird gespült und wieder gefüllt, mindestens zwanzigmal.",
      en: "The container comes back, is washed and filled again, twenty times at least.",
      fr: "Le contenant revient, est lavé et rempli de nouveau, vingt fois au moins.",
    },
    glyph: "arrow-u-up-left",
  },
  {
    id: "handarbeit",
    name: { de: "Handarbeit", en: "Made by hand", fr: "Fait main" },
    granter: "Werkstattrunde Dreisam",
    criteria: {
      de: "Vom ersten bis zum letzten Handgriff in der Werkstatt, die es verkauft.",
      en: "From the first to the last touch in the workshop that sells it.",
      fr: "Du premier au dernier geste dans l’atelier qui le vend.",
    },
    glyph: "hand-palm",
  },
  {
    id: "erst-reparieren",
    name: { de: "Erst reparieren", en: "Repairs first", fr: "Répare d’abord" },
    granter: "Werkstattrunde Dreisam",
    criteria: {
      de: "Kostenvoranschlag zuerst, alte Teile zurück, ein Jahr Gewähr auf die Arbeit.",
      en: "A quote first, old parts handed back, the work guaranteed for a year.",
      fr: "Devis d’abord, pièces rendues, travail garanti un an.",
    },
    glyph: "wrench",
  },
  {
    id: "zweites-leben",
    name: { de: "Zweites Leben", en: "Second life", fr: "Seconde vie" },
    granter: "Gebrauchtwarenbund Breisgau",
    criteria: {
      de: "Schon einmal gebraucht, geprüft, gereinigt und mit allen Macken beschrieben.",
      en: "Used before, checked, cleaned and described with all its flaws.",
      fr: "A déjà servi, vérifié, nettoyé, décrit avec ses défauts.",
    },
    glyph: "recycle",
  },
];
