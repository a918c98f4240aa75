import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const fresh = { vat: "reduced", allergensDeclared: true } as const;

/** Farms and orchards. */
export const farms: readonly DemoParty[] = [
  stall({
    name: "Ferme des Trois Noyers",
    trade: "fromagerie à Jussy = cheese dairy in Jussy",
    summary:
      "Vingt-deux Simmental, du lait cru et ce qu’on en fait avant midi. = Twenty-two cows, raw milk, and what becomes of it before noon.",
    story:
      "« On a repris les trois noyers avant les vaches. Les vaches sont venues pour l’ombre. »\n\nOdile et Bastien Grosjean élèvent vingt-deux Simmental sur les prés de Jussy, au bord des bois. Le lait du matin devient tomme, sérac ou beurre avant midi. Les veaux restent sous leur mère. L’hiver, on répare ; l’été, on ouvre l’étable aux classes.",
    category: "food/dairy/cheese",
    place: "Chemin des Trois-Noyers 4, 1254 Jussy",
    hours: "wed 15-18:30, fri 15-18:30, sat 8-13",
    minimum: 15,
    pickups: { "halle-de-rive": { days: "tue 11-18, fri 11-18", fee: 2 } },
    since: "2026-03-02",
    labels: ["terre-d-ici", "lait-cru", "consigne"],
    shelves: [
      {
        ...fresh,
        category: "food/dairy/cheese",
        options: "cold +milk veg gf !terre-d-ici !lait-cru",
        origin: "Jussy",
        lines: `
          Tomme fermière au lait cru = Raw-milk farm tomme | Petit 28/kg 250g; Moyen 28/kg 400g; Demi-tomme 28/kg 900g | n23 ~nuts | Croûte grise frottée à la main, pâte souple, neuf semaines de cave.
          Tomme aux noix = Walnut tomme | 33.50/kg 300g | n12 +nuts s9-3 | Noix du verger, ramassées à la Toussaint.
          Tomme au cumin = Caraway tomme | 31.50/kg 300g | | Le cumin des prés vient de la crête du Salève.
          Tomme à l’ail des ours = Wild garlic tomme | 31.50/kg 300g | s4-7 | Feuilles d’avril, hachées dans le caillé.
          Vacherin des Noyers = Vacherin in spruce bark | 39/kg 500g | n8 s10-3 | Sanglé d’épicéa, à manger à la cuillère.
          Sérac frais = Fresh serac | 4.40 250g | n9 s4-10 | Ce qui reste de bon quand la tomme est faite.
          Raclette de la ferme = Farm raclette | 27/kg 800g | n14 | Fond doucement, sans excès de gras.
          Raclette au poivre = Peppercorn raclette | 29/kg 800g | n10 |
          Faisselle = Fresh curd cheese in its mould | 3.20 500g; Les quatre petites 5.60 400g | n16 | S’égoutte encore un peu chez vous.
          Fromage blanc aux herbes = Herbed fresh cheese | 4.90 200g | n11 s4-10 | Ciboulette et persil du jardin.
          Vieille meule des Noyers = Aged farm cheese, 14 months | 38/kg 350g | n7 | Quatorze mois, des cristaux sous la dent.
          Panier fromager de la semaine = Weekly cheese basket | 24.00 900g | n8 | Trois fromages et un beurre, choisis le matin même.`,
      },
      {
        ...fresh,
        category: "food/dairy/milk",
        options: "cold +milk veg gf",
        origin: "Jussy",
        lines: `
          Lait cru entier = Whole raw milk | 2.60 1l +bottle-1l | n42 !terre-d-ici !consigne !lait-cru | Trait ce matin. À faire bouillir pour les petits et les femmes enceintes.
          Lait demi-écrémé pasteurisé = Semi-skimmed milk | 2.40 1l +bottle-1l | n20 !terre-d-ici !consigne |
          Petit-lait = Whey | 1.20 1l +bottle-1l | n12 !consigne | Pour les soupes, le pain, les cochons et les sportifs.
          Beurre de baratte = Churned butter | 6.20 200g | n6 c:food/dairy/butter !lait-cru | Baratté le mardi et le vendredi.
          Beurre salé = Salted butter | 6.50 200g | n11 c:food/dairy/butter !lait-cru |
          Crème double = Double cream | 5.80 2.5dl | n9 c:food/dairy/butter | La cuillère y tient debout.
          Yogourt de la ferme, nature = Farm yogurt, plain | 3.80 500g +jar-500g | n31 c:food/dairy/yogurt !terre-d-ici !consigne | Brassé, sans poudre de lait.
          Yogourt aux coings = Quince yogurt | 4.30 500g +jar-500g | n14 c:food/dairy/yogurt !consigne s9-2 |
          Yogourt aux mûres = Blackberry yogurt | 4.30 500g +jar-500g | n0 c:food/dairy/yogurt !consigne s7-10 |
          Séré maigre = Quark | 3.60 400g | n10 c:food/dairy/yogurt |
          Flan à la vanille = Vanilla custard | 2.90 150g | n12 c:food/dairy/yogurt +eggs |`,
      },
      {
        ...fresh,
        category: "food/eggs",
        options: "veg gf +eggs !terre-d-ici",
        lines: `
          Œufs de nos poules = Eggs from our hens | Les six 4.80 6p; Les dix 7.80 10p | n18 | Trente poules, un seul coq.
          Confiture de lait = Milk jam | 7.40 220g | n9 c:food/preserves +milk |
          Traire avec nous, un matin = Milk with us, one morning | 15.00 | n12 d120@ours c:services/farm-visit v:standard | Six places, bottes prêtées, café offert après la traite.
          La ferme pour une classe = The farm for a school class | 180.00 | d180@ours c:services/farm-visit v:standard | Vingt-quatre enfants au plus, goûter compris.`,
      },
    ],
  }),
  stall({
    name: "Les Jardins du Cardon",
    trade: "maraîchage à Troinex = market garden in Troinex",
    summary: "Soixante légumes sur trois hectares, et le cardon en reine. = Sixty vegetables on three hectares.",
    story:
      "Quatre associés, deux chevaux de trait et un vieux tracteur pour les jours de pluie. On sème ce qui se mange ici depuis longtemps : cardon épineux, côtes de bettes, laitue grasse, et ce qui s’y plaît depuis peu.",
    category: "food/vegetables",
    place: "Route de Drize 61, 1256 Troinex",
    hours: "tue 16-19, fri 16-19, sat 8-12",
    minimum: 12,
    since: "2026-02-10",
    labels: ["bio-controle", "terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/vegetables",
        options: "vegan organic gf !bio-controle !terre-d-ici",
        origin: "Troinex",
        lines: `
          Cardon épineux de Plainpalais = Spiny cardoon | 9.80/kg 1.2kg | s10-1 | La reine des fêtes de l’Escalade. Se blanchit dans un peu de lait.
          Carottes des sables, en botte = Bunched carrots | 3.60 600g | s6-10 c:food/vegetables/root |
          Carottes de garde = Storing carrots | 2.90 1kg; Cagette 18.00 8kg +crate | s10-3 c:food/vegetables/root |
          Betteraves rouges crues = Raw beetroot | 3.40 1kg | s7-2 c:food/vegetables/root |
          Betteraves chioggia = Chioggia beetroot | 4.20 1kg | s7-11 c:food/vegetables/root |
          Panais = Parsnips | 5.20 1kg | s10-2 c:food/vegetables/root |
          Persil racine = Root parsley | 5.80 1kg | s10-2 |
          Céleri-rave = Celeriac | 4.10/kg 800g | s9-3 +celery c:food/vegetables/root |
          Céleri branche = Celery | 4.40 500g | s7-10 +celery |
          Navets nouveaux = Young turnips | 4.20 500g | s5-6 s10-11 |
          Radis roses en botte = Bunch of radishes | 2.80 200g | s4-10 c:food/vegetables/root |
          Radis noir = Black radish | 3.60 1kg | s10-2 c:food/vegetables/root |
          Côtes de bettes = Swiss chard | 4.60 1kg | s5-10 |
          Fenouil = Fennel | 5.40 1kg | s6-10 |
          Courgettes vertes = Courgettes | 3.90 1kg | s6-9 |
          Courgettes rondes de Nice = Round courgettes | 4.90 1kg | s6-9 |
          Courge butternut = Butternut squash | 3.90/kg 1.2kg | s9-2 |
          Potimarron = Red kuri squash | 4.20/kg 1.3kg | s9-1 |
          Courge muscade = Musquée de Provence | 3.60/kg 1.5kg | s9-1 |
          Pâtisson = Pattypan squash | 4.60/kg 700g | s8-10 |
          Concombre court = Short cucumber | 1.90 1p | s6-9 |
          Haricots verts fins = Fine green beans | 7.80 500g | s7-9 |
          Haricots beurre = Wax beans | 7.80 500g | s7-9 |
          Petits pois à écosser = Peas in the pod | 8.40 1kg | s5-6 |
          Fèves = Broad beans | 6.90 1kg | s5-6 |
          Asperges vertes = Green asparagus | 13.50 500g | s4-6 |
          Artichaut violet = Purple artichoke | 2.90 1p | s6-9 |
          Topinambours = Jerusalem artichokes | 5.60 1kg | s10-3 |
          Crosnes = Chinese artichokes | 8.90 250g | s11-2 |
          Maïs doux = Sweetcorn | Les deux 3.40 2p | s8-9 c:food/vegetables/maize |
          Aubergines = Aubergines | 5.40 1kg | s7-9 c:food/vegetables/aubergine |
          Poivrons rouges doux = Sweet red peppers | 6.80 1kg | s7-10 c:food/vegetables/pepper |
          Piments de Cayenne = Cayenne chillies | 3.20 80g | s8-10 c:food/vegetables/pepper |
          Piments d’Espelette frais = Fresh Espelette chillies | 3.80 100g | s8-10 c:food/vegetables/pepper |`,
      },
      {
        ...fresh,
        category: "food/vegetables/leaves",
        options: "vegan organic gf !bio-controle !terre-d-ici",
        origin: "Troinex",
        lines: `
          Laitue grasse de Genève = Geneva butterhead lettuce | 2.40 1p | s4-10 |
          Batavia = Batavia lettuce | 2.40 1p | s4-10 |
          Feuille de chêne rouge = Red oak leaf | 2.60 1p | s4-10 |
          Rampon = Lamb’s lettuce | 3.90 125g | s10-3 |
          Mesclun du matin = Morning salad mix | 4.20 150g | s4-10 |
          Roquette = Rocket | 3.40 100g | s4-10 |
          Épinards d’hiver = Winter spinach | 4.80 500g | s10-4 |
          Chicorée pain de sucre = Sugarloaf chicory | 3.20 1p | s10-1 |
          Trévise = Radicchio | 3.40 1p | s9-1 |
          Endives de pleine terre = Soil-grown endives | 4.90 500g | s11-3 |
          Pourpier d’hiver = Winter purslane | 3.80 100g | s11-3 |
          Oseille = Sorrel | 2.80 100g | s4-9 |
          Cresson de jardin = Garden cress | 2.60 80g | s3-6 |
          Poireaux = Leeks | 4.40 1kg | s9-3 c:food/vegetables/onion |
          Oignons jaunes = Yellow onions | 3.20 1kg | c:food/vegetables/onion |
          Oignons rouges = Red onions | 3.80 1kg | c:food/vegetables/onion |
          Oignons nouveaux = Spring onions | 3.20 1p | s4-7 c:food/vegetables/onion |
          Échalotes grises = Grey shallots | 4.80 500g | s8-3 c:food/vegetables/onion |
          Ail rose en tresse = Plaited pink garlic | 9.80 500g; La tête 1.60 1p | s7-2 c:food/vegetables/garlic |
          Ail nouveau = Fresh garlic | 1.90 1p | s5-6 c:food/vegetables/garlic |
          Tomates Cœur de bœuf = Oxheart tomatoes | 5.20 800g | s7-10 c:food/vegetables/tomato |
          Tomates Noire de Crimée = Black Krim tomatoes | 5.80 800g | s7-9 c:food/vegetables/tomato |
          Tomates grappe = Vine tomatoes | 4.60 1kg | s6-10 c:food/vegetables/tomato |
          Tomates cerises mêlées = Mixed cherry tomatoes | 4.40 400g | s6-10 c:food/vegetables/tomato |
          Tomates vertes zébrées = Green Zebra tomatoes | 5.80 800g | s7-9 c:food/vegetables/tomato |
          Raisin de table Muscat bleu = Blue Muscat table grapes | 4.50 500g | s9-10 c:food/fruit/grape |
          Panier du potager = Vegetable basket | Pour deux 19.00 4kg; Pour quatre 32.00 7kg | n20 | Ce qui est le plus beau ce jour-là.`,
      },
    ],
  }),
  stall({
    name: "La Planche à Repiquer",
    trade: "maraîchers à Perly = vegetable growers in Perly",
    summary:
      "Choux, racines et pommes de terre pour tout l’hiver. = Cabbages, roots and potatoes for the whole winter.",
    category: "food/vegetables",
    place: "Chemin de la Mairie 18, 1258 Perly",
    hours: "thu 16-19, sat 8-12",
    minimum: 10,
    since: "2026-05-04",
    labels: ["terre-d-ici", "insertion"],
    shelves: [
      {
        ...fresh,
        category: "food/vegetables/cabbage",
        options: "vegan gf !terre-d-ici !insertion",
        origin: "Perly-Certoux",
        lines: `
          Chou blanc = White cabbage | 2.60/kg 1.5kg | s8-3 |
          Chou rouge = Red cabbage | 2.90/kg 1.4kg | s8-3 |
          Chou frisé de Savoie = Savoy cabbage | 3.20/kg 1.2kg | s9-3 |
          Chou pointu = Pointed cabbage | 3.40/kg 900g | s5-9 |
          Chou de Bruxelles = Brussels sprouts | 5.20 500g | s10-2 |
          Chou kale = Kale | 4.40 300g | s9-3 |
          Chou plume noir de Toscane = Cavolo nero | 4.60 300g | s9-3 |
          Chou romanesco = Romanesco | 4.80/kg 800g | s8-11 |
          Chou-fleur = Cauliflower | 4.60/kg 1.1kg | s5-11 |
          Chou-rave = Kohlrabi | 1.80 1p | s5-10 |
          Brocoli = Broccoli | 4.20 500g | s6-11 |
          Pak-choï = Pak choi | 3.60 400g | s5-10 |
          Choucroute crue = Raw sauerkraut | 4.20 500g | cold | Trois semaines en grès, sel et genièvre.
          Kimchi de Perly = Perly kimchi | 7.80 350g | cold | Chou, piment, gingembre, sans sauce de poisson.`,
      },
      {
        ...fresh,
        category: "food/vegetables/potato",
        options: "vegan gf !terre-d-ici !insertion",
        origin: "Perly-Certoux",
        lines: `
          Pommes de terre Charlotte = Charlotte potatoes | 2.90 1kg; Sac 12.50 5kg | s7-4 | Ferme, pour la salade et la raclette.
          Pommes de terre Agria = Agria potatoes | 2.60 1kg; Sac 11.00 5kg | s8-4 | Farineuse, pour la purée et les frites.
          Pommes de terre Désirée = Désirée potatoes | 2.70 1kg; Sac 11.50 5kg | s8-4 |
          Pommes de terre Bintje = Bintje potatoes | 2.50 1kg; Sac 10.50 5kg | s8-4 |
          Rattes = Ratte potatoes | 4.80 1kg | s7-2 |
          Vitelottes violettes = Purple vitelottes | 5.20 1kg | s9-2 |
          Bleue de Saint-Gall = Blue St. Gallen potatoes | 4.60 1kg | s9-2 |
          Pommes de terre nouvelles = New potatoes | 3.80 1kg | s5-7 |
          Patates douces = Sweet potatoes | 4.90 1kg | s9-12 |
          Rutabaga = Swede | 3.20 1kg | s10-3 c:food/vegetables |
          Navets boule d’or = Golden ball turnips | 3.60 1kg | s9-2 c:food/vegetables |
          Carottes violettes = Purple carrots | 3.90 1kg | s7-1 c:food/vegetables/root |
          Carottes jaunes du Doubs = Yellow carrots | 3.60 1kg | s8-2 c:food/vegetables/root |
          Salsifis noirs = Black salsify | 5.80 1kg | s10-2 c:food/vegetables |
          Raifort = Horseradish | 3.90 150g | s10-3 c:food/vegetables |
          Gros oignons doux = Large sweet onions | 3.60 1kg | s8-1 c:food/vegetables/onion |
          Poireaux d’hiver = Winter leeks | 4.20 1kg | s10-4 c:food/vegetables/onion |
          Ail des ours = Wild garlic | 3.40 80g | s3-4 c:food/herbs |
          Ciboulette = Chives | 2.40 40g | s4-10 c:food/herbs |
          Persil plat = Flat parsley | 2.40 60g | s4-11 c:food/herbs |
          Coriandre fraîche = Fresh coriander | 2.60 50g | s5-10 c:food/herbs |
          Basilic = Basil | 2.90 60g | s6-9 c:food/herbs |
          Menthe = Mint | 2.40 50g | s5-10 c:food/herbs |
          Estragon = Tarragon | 2.80 40g | s5-9 c:food/herbs |
          Soupe de légumes d’hiver, à couper = Winter soup vegetables | 5.90 1.2kg | s10-3 +celery |`,
      },
    ],
  }),
  stall({
    name: "Verger de Bonvard",
    trade: "arboriculture à Meinier = orchard in Meinier",
    summary:
      "Pommes et poires hautes tiges, prunes, noix et ce qui tombe. = Standard apple and pear trees, plums, walnuts.",
    category: "food/fruit",
    place: "Route de Bonvard 27, 1252 Meinier",
    hours: "wed 14-18, sat 9-12",
    minimum: 12,
    since: "2026-01-19",
    labels: ["terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/fruit",
        options: "vegan gf !terre-d-ici",
        origin: "Meinier",
        lines: `
          Pommes Gala = Gala apples | 4.20 1kg | s8-4 c:food/fruit/apple |
          Pommes Boskoop = Boskoop apples | 4.20 1kg; Cagette 28.00 8kg +crate | s10-3 c:food/fruit/apple | Acidulée, la pomme des tartes.
          Pommes Golden = Golden Delicious apples | 3.90 1kg | s9-5 c:food/fruit/apple |
          Pommes Topaz = Topaz apples | 4.60 1kg | s9-4 c:food/fruit/apple |
          Pommes Braeburn = Braeburn apples | 4.40 1kg | s10-4 c:food/fruit/apple |
          Pommes Jonagold = Jonagold apples | 4.20 1kg | s9-4 c:food/fruit/apple |
          Pommes Idared = Idared apples | 3.90 1kg | s10-5 c:food/fruit/apple |
          Pommes Gravenstein = Gravenstein apples | 4.40 1kg | s8-10 c:food/fruit/apple |
          Pommes Reine des reinettes = King of the Pippins | 4.80 1kg | s9-12 c:food/fruit/apple |
          Pommes Reinette grise = Grey Reinette apples | 4.80 1kg | s10-2 c:food/fruit/apple |
          Pommes Cloche = Glockenapfel apples | 4.60 1kg | s10-5 c:food/fruit/apple |
          Pommes Franc-Roseau = Franc-Roseau apples | 5.20 1kg | s10-3 c:food/fruit/apple | Vieille variété du pied du Jura, rose jusqu’au cœur.
          Pommes à cuire = Cooking apples | 2.60 1kg | s8-2 c:food/fruit/apple |
          Poires Conférence = Conference pears | 4.80 1kg | s9-2 c:food/fruit/pear |
          Poires Williams = Williams pears | 4.60 1kg | s8-10 c:food/fruit/pear |
          Poires Louise-Bonne = Louise Bonne pears | 4.80 1kg | s9-11 c:food/fruit/pear |
          Poires Beurré Bosc = Beurré Bosc pears | 4.80 1kg | s9-1 c:food/fruit/pear |
          Poires à rissoles = Pears for rissoles | 4.40 1kg | s10-12 c:food/fruit/pear | Marlioz, dures et parfumées, pour les rissoles de Noël.
          Coings = Quinces | 4.20 1kg | s9-11 |
          Pruneaux Fellenberg = Fellenberg plums | 5.20 1kg | s8-10 |
          Mirabelles = Mirabelles | 6.80 1kg | s8-9 |
          Reines-Claude = Greengages | 6.20 1kg | s8-9 |
          Damassines = Damassine plums | 7.90 500g | s8-9 |
          Noix fraîches = Fresh walnuts | 6.40 500g | s9-10 +nuts c:food/fruit/nuts |
          Noix sèches = Dried walnuts | 8.90 500g | s10-5 +nuts c:food/fruit/nuts |
          Noisettes = Hazelnuts | 9.80 400g | s9-3 +nuts c:food/fruit/nuts |
          Châtaignes = Chestnuts | 8.40 1kg | s10-12 c:food/fruit/nuts |
          Poires séchées = Dried pears | 6.90 150g | c:food/dried-fruit |
          Rondelles de pommes séchées = Dried apple rings | 5.90 120g | c:food/dried-fruit |
          Pruneaux secs = Prunes | 7.20 250g | c:food/dried-fruit |`,
      },
    ],
  }),
  stall({
    name: "Les Petits Fruits de Cartigny",
    trade: "cueillette à Cartigny = berry farm in Cartigny",
    summary: "Cerises, abricots, fraises : à cueillir soi-même ou cueillis. = Pick your own, or picked for you.",
    category: "food/fruit/strawberry",
    place: "Chemin de la Bergerie 9, 1236 Cartigny",
    hours: "mon-sat 8-12",
    minimum: 10,
    since: "2026-04-13",
    labels: ["terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/fruit/strawberry",
        options: "vegan gf !terre-d-ici",
        origin: "Cartigny",
        lines: `
          Fraises Mara des bois = Mara des bois strawberries | 6.80 250g | s5-9 |
          Fraises Gariguette = Gariguette strawberries | 6.40 250g | s5-6 |
          Framboises = Raspberries | 6.20 250g | s6-9 |
          Framboises d’automne = Autumn raspberries | 6.20 250g | s8-10 |
          Mûres = Blackberries | 5.80 250g | s7-9 |
          Myrtilles = Blueberries | 6.40 250g | s7-9 |
          Groseilles rouges = Redcurrants | 5.40 250g | s6-8 |
          Cassis = Blackcurrants | 5.80 250g | s6-8 |
          Groseilles à maquereau = Gooseberries | 5.60 250g | s6-7 |
          Raisinets blancs = White currants | 5.60 250g | s6-8 |
          Cerises Burlat = Burlat cherries | 8.90 1kg | s5-6 c:food/fruit/cherry |
          Cerises Kordia = Kordia cherries | 9.80 1kg | s6-7 c:food/fruit/cherry |
          Griottes = Sour cherries | 9.40 1kg | s6-7 c:food/fruit/cherry |
          Abricots Luizet = Luizet apricots | 8.40 1kg; Cagette 38.00 5kg +crate | s7-8 c:food/fruit/peach |
          Abricots à confiture = Apricots for jam | 5.20 1kg | s7-8 c:food/fruit/peach |
          Pêches de vigne = Vineyard peaches | 7.80 1kg | s8-9 c:food/fruit/peach |
          Nectarines = Nectarines | 6.90 1kg | s7-9 c:food/fruit/peach |
          Melon du Bachet = Local melon | 4.90 1p | s7-9 c:food/fruit/melon |
          Pastèque = Watermelon | 2.60/kg 3kg | s8-9 c:food/fruit/melon |
          Raisin Chasselas de table = Chasselas table grapes | 5.20 500g | s9-10 c:food/fruit/grape |
          Raisin Fraise = Fox grapes | 4.90 500g | s9-10 c:food/fruit/grape |
          Raisin Isabelle = Isabella grapes | 4.80 500g | s9-10 c:food/fruit/grape |
          Figues = Figs | 6.80 500g | s8-10 |
          Kakis = Persimmons | 1.60 1p | s10-12 |
          Kiwis de Cartigny = Cartigny kiwis | 5.40 500g | s11-3 |
          Rhubarbe = Rhubarb | 5.20 1kg | s4-6 |
          Framboises surgelées = Frozen raspberries | 9.80 500g | frozen |
          Confiture de fraises = Strawberry jam | 7.20 340g | c:food/preserves |
          Confiture d’abricots = Apricot jam | 7.20 340g | c:food/preserves |
          Gelée de groseilles = Redcurrant jelly | 7.40 230g | c:food/preserves |
          Une heure de cueillette = One hour of picking | 6.00 | d60@ours c:services/farm-visit v:standard | Le panier de 500 g est compris.`,
      },
    ],
  }),
  stall({
    name: "La Poule Rousse",
    trade: "œufs et volailles à Bernex = eggs and poultry in Bernex",
    summary: "Deux cents poules, un noyer, aucun néon. = Two hundred hens, a walnut tree, no neon.",
    category: "food/eggs",
    place: "Chemin de Saule 72, 1233 Bernex",
    hours: "fri 14-18:30, sat 9-12",
    since: "2026-08-24",
    labels: ["terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/eggs",
        options: "gf !terre-d-ici",
        origin: "Bernex",
        lines: `
          Œufs de plein air = Free-range eggs | Les six 5.20 6p; Les dix 8.20 10p; Plateau 22.00 30p | veg +eggs |
          Œufs verts d’Araucana = Blue-green Araucana eggs | Les six 6.80 6p | veg +eggs |
          Œufs de caille = Quail eggs | Les douze 6.40 12p | veg +eggs |
          Poulet fermier entier = Whole farm chicken | 22/kg 1.6kg | cold n9 c:food/meat/poultry | Nonante jours dehors.
          Cuisses de poulet = Chicken legs | 24/kg 500g | cold c:food/meat/poultry |
          Suprêmes de poulet = Chicken breasts | 39/kg 350g | cold c:food/meat/poultry |
          Ailerons marinés = Marinated wings | 19/kg 500g | cold c:food/meat/poultry +mustard |
          Poule à bouillir = Boiling hen | 12/kg 1.8kg | cold c:food/meat/poultry |
          Foies de volaille = Chicken livers | 14/kg 250g | cold c:food/meat/poultry |
          Pintade = Guinea fowl | 29/kg 1.4kg | cold n5 c:food/meat/poultry |
          Canette = Duckling | 28/kg 1.9kg | cold n4 c:food/meat/poultry |
          Dinde de Noël, à réserver = Christmas turkey, to order | 26/kg 4kg | cold n10 s11-12 c:food/meat/poultry |
          Bouillon de poule = Chicken stock | 6.90 5dl +jar-500g | cold c:food/prepared +celery |
          Terrine de volaille aux noix = Poultry terrine with walnuts | 9.80 180g | c:food/meat/charcuterie +nuts +eggs |
          Mayonnaise de la Rousse = Farm mayonnaise | 6.20 200g | cold c:food/preserves +eggs +mustard |
          Fiente compostée = Composted hen manure | 12.00 10kg | c:garden/plants v:standard | Pour les tomates et les rosiers.`,
      },
    ],
  }),
  stall({
    name: "Champignons de la Tour",
    trade: "champignonnière à Chancy = mushroom farm in Chancy",
    summary: "Des pleurotes sur marc de café, dans une ancienne cave. = Oyster mushrooms on coffee grounds.",
    category: "food/vegetables/mushroom",
    place: "Route de Bellegarde 40, 1284 Chancy",
    hours: "thu 15-18, fri 15-18",
    since: "2026-06-15",
    labels: ["terre-d-ici"],
    vat: false,
    shelves: [
      {
        ...fresh,
        category: "food/vegetables/mushroom",
        options: "vegan gf cold !terre-d-ici",
        origin: "Chancy",
        lines: `
          Pleurotes gris = Grey oyster mushrooms | 6.80 250g | |
          Pleurotes jaunes = Yellow oyster mushrooms | 7.20 200g | s5-9 |
          Pleurotes du panicaut = King oyster mushrooms | 8.40 250g | |
          Shiitakés = Shiitake | 8.90 200g | |
          Champignons de Paris bruns = Chestnut mushrooms | 4.20 250g | |
          Champignons de Paris blancs = White mushrooms | 3.90 250g | |
          Pieds-bleus = Wood blewits | 9.80 200g | s10-2 |
          Hydnes hérissons = Lion’s mane | 9.80 200g | |
          Mélange du cueilleur = Forager’s mix | 11.00 300g | s9-11 |
          Shiitakés séchés = Dried shiitake | 9.60 40g | c:food/dried-fruit |
          Ballot à cultiver, pleurotes = Grow-your-own oyster kit | 24.00 3kg | n15 | Trois récoltes, sur un balcon à l’ombre.
          Visite de la champignonnière = Mushroom farm tour | 10.00 | d75@ours c:services/farm-visit |`,
      },
    ],
  }),
];
