import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Labels of the demo instance. Granters and criteria are invented. */
export const labels: InstanceFile["labels"] = [
  {
    id: "terre-d-ici",
    name: { fr: "Terre d’ici", en: "From this land", de: "Von hier", it: "Terra di qui" },
    granter: "Terroirs du Bassin",
    criteria: {
      fr: "Cultivé, élevé ou récolté dans le bassin genevois ; transformé à moins de 30 km.",
      en: "Grown, raised or gathered in the Geneva basin; processed within 30 km.",
      de: "Im Genfer Becken angebaut, aufgezogen oder geerntet; im Umkreis von 30 km verarbeitet.",
      it: "Coltivato, allevato o raccolto nel bacino ginevrino; trasformato entro 30 km.",
    },
    glyph: "mountains",
  },
  {
    id: "bio-controle",
    name: { fr: "Bio contrôlé", en: "Organic, inspected", de: "Bio, kontrolliert", it: "Bio controllato" },
    granter: "Contrôle bio de l’Arc",
    criteria: {
      fr: "Toute la ferme en bio, sans engrais ni pesticide de synthèse, contrôlée deux fois l’an.",
      en: "The whole farm organic, no synthetic fertiliser or pesticide, inspected twice a year.",
      de: "Der ganze Hof biologisch, ohne synthetische Dünger und Pestizide, zweimal jährlich kontrolliert.",
      it: "Tutta l’azienda in biologico, senza concimi né pesticidi di sintesi, controllata due volte l’anno.",
    },
    glyph: "leaf",
  },
  {
    id: "lait-cru",
    name: { fr: "Lait cru fermier", en: "Raw farm milk", de: "Rohmilch vom Hof", it: "Latte crudo di fattoria" },
    granter: "Contrôle laitier romand",
    criteria: {
      fr: "Le lait du troupeau, jamais chauffé au-delà de 40 °C, analysé chaque mois.",
      en: "Milk of the farm’s own herd, never heated above 40 °C, tested each month.",
      de: "Milch der eigenen Herde, nie über 40 °C erhitzt, monatlich untersucht.",
      it: "Latte della propria mandria, mai scaldato oltre 40 °C, analizzato ogni mese.",
    },
    glyph: "drop",
  },
  {
    id: "farine-canton",
    name: { fr: "Farine du canton", en: "Flour of the canton", de: "Mehl aus dem Kanton", it: "Farina del cantone" },
    granter: "Meuniers genevois réunis",
    criteria: {
      fr: "Au moins 90 % de farines de blés semés et moulus dans le canton.",
      en: "At least 90 % of flour from wheat sown and milled in the canton.",
      de: "Mindestens 90 % Mehl aus im Kanton gesätem und gemahlenem Weizen.",
      it: "Almeno il 90 % di farine di grani seminati e macinati nel cantone.",
    },
    glyph: "grains",
  },
  {
    id: "consigne",
    name: { fr: "Consigné", en: "Returnable", de: "Mit Pfand", it: "A rendere" },
    granter: "Bouteilles qui reviennent",
    criteria: {
      fr: "Contenant repris, lavé et rempli de nouveau, au moins quinze fois.",
      en: "Container taken back, washed and filled again, fifteen times at least.",
      de: "Gebinde zurückgenommen, gewaschen und mindestens fünfzehnmal neu gefüllt.",
      it: "Contenitore ripreso, lavato e riempito almeno quindici volte.",
    },
    glyph: "arrow-u-up-left",
  },
  {
    id: "rucher-fixe",
    name: { fr: "Rucher fixe", en: "Settled hives", de: "Ortsfester Bienenstand", it: "Apiario stanziale" },
    granter: "Amis des abeilles du Salève",
    criteria: {
      fr: "Ruches qui ne voyagent pas ; miel récolté une seule fois par saison, extrait à froid.",
      en: "Hives that do not travel; honey taken once a season, extracted cold.",
      de: "Bienenvölker, die nicht wandern; Honig einmal je Saison, kalt geschleudert.",
      it: "Arnie che non viaggiano; miele raccolto una volta per stagione, estratto a freddo.",
    },
    glyph: "hexagon",
  },
  {
    id: "fait-main",
    name: { fr: "Fait main", en: "Made by hand", de: "Handgemacht", it: "Fatto a mano" },
    granter: "Mains du bout du lac",
    criteria: {
      fr: "Chaque pièce est faite dans l’atelier de qui la vend, du premier geste au dernier.",
      en: "Each piece is made in its seller’s own workshop, from first gesture to last.",
      de: "Jedes Stück entsteht in der eigenen Werkstatt, vom ersten bis zum letzten Handgriff.",
      it: "Ogni pezzo nasce nel laboratorio di chi lo vende, dal primo gesto all’ultimo.",
    },
    glyph: "hand-palm",
  },
  {
    id: "reemploi",
    name: { fr: "Réemploi", en: "Reuse", de: "Wiederverwendung", it: "Riuso" },
    granter: "Ressourceries du Léman",
    criteria: {
      fr: "Objet qui a déjà servi, vérifié, nettoyé, décrit avec ses défauts.",
      en: "A thing that has served before: checked, cleaned, described with its flaws.",
      de: "Gebrauchtes, geprüft, gereinigt und mit seinen Mängeln beschrieben.",
      it: "Oggetto già usato, verificato, pulito, descritto con i suoi difetti.",
    },
    glyph: "recycle",
  },
  {
    id: "repare-d-abord",
    name: { fr: "Répare d’abord", en: "Repairs first", de: "Repariert zuerst", it: "Prima ripara" },
    granter: "Collectif des réparables",
    criteria: {
      fr: "Devis avant travaux, pièces rendues, travail garanti un an ; le neuf en dernier recours.",
      en: "Quote before work, parts handed back, work guaranteed for a year; new as the last resort.",
      de: "Offerte vor der Arbeit, Teile zurück, ein Jahr Garantie; neu nur als letzter Ausweg.",
      it: "Preventivo prima, pezzi restituiti, un anno di garanzia; il nuovo come ultima scelta.",
    },
    glyph: "wrench",
  },
  {
    id: "insertion",
    name: { fr: "Insertion", en: "Work for all", de: "Arbeitsintegration", it: "Inserimento" },
    granter: "Réseau d’insertion Genève",
    criteria: {
      fr: "Entreprise qui forme et emploie, à salaire réel, des personnes éloignées de l’emploi.",
      en: "A firm that trains and employs, for real wages, people far from the labour market.",
      de: "Betrieb, der arbeitsmarktferne Menschen ausbildet und zu echtem Lohn beschäftigt.",
      it: "Impresa che forma e impiega, con un vero salario, persone lontane dal lavoro.",
    },
    glyph: "users-three",
  },
];
