import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const living = { vat: "reduced" } as const;

/** Packets of seeds: a kind, then its varieties, at the price of a packet. */
function packets(list: string): string {
  return list
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [kind = "", price = "", months = "", varieties = ""] = row.split("|").map((part) => part.trim());
      return varieties
        .split(", ")
        .map(
          (variety) =>
            `Semences ${/^[aeéèêiou]/.test(kind) ? "d’" : "de "}${kind} « ${variety} » | ${price} | s${months}`,
        );
    })
    .join("\n");
}

/** Flowers, plants, seeds. */
export const garden: readonly DemoParty[] = [
  stall({
    name: "Semences de la Touvière",
    trade: "semencière à Meinier = seed grower in Meinier",
    summary:
      "Cent variétés d’ici, reproductibles, récoltées à la main. = A hundred open-pollinated varieties of this region.",
    category: "garden/seedlings",
    place: "Route de La-Touvière 31, 1252 Meinier",
    hours: "wed 14-18, sat 9-13",
    since: "2026-01-22",
    labels: ["bio-controle", "terre-d-ici"],
    shelves: [
      {
        ...living,
        category: "garden/seedlings",
        options: "!bio-controle !terre-d-ici",
        lines: packets(`
          tomate | 4.40 | 1-5 | Cœur de bœuf rouge, Noire de Crimée, Rose de Berne, Jaune de Thoune, Cornue des Andes, Cerise noire, Poire jaune
          cardon | 4.40 | 3-6 | Épineux de Plainpalais
          carotte | 3.90 | 2-7 | Nantaise, Jaune du Doubs, de Küttigen, Chantenay
          betterave | 3.90 | 3-7 | de Détroit, Chioggia, Crapaudine
          bette | 3.90 | 3-8 | Genevoise à côte blanche, à côtes rouges
          laitue | 3.90 | 2-9 | Grasse de Genève, Merveille des quatre saisons, Brune d’hiver, Batavia de Pierre Bénite
          rampon | 3.90 | 7-9 | Vit, Verte de Cambrai
          épinard | 3.90 | 2-9 | Géant d’hiver, Matador
          chou | 4.20 | 2-6 | de Milan, Rouge tête noire, Plume de Toscane, Kale vert
          courge | 4.40 | 3-6 | Butternut, Potimarron rouge, Muscade de Provence, Spaghetti
          courgette | 4.40 | 3-6 | Verte de Milan, Ronde de Nice
          concombre | 4.40 | 3-6 | Vert long de Chine, Rollinson
          haricot | 4.20 | 4-7 | Beurre de Rocquencourt, Borlotti à rames, Saint-Fiacre
          pois | 4.20 | 2-5 | mange-tout Carouby, Merveille de Kelvedon
          fève | 4.20 | 1-4 | d’Aguadulce
          oignon | 3.90 | 1-4 | Jaune de Genève, Rouge de Brunswick
          poireau | 3.90 | 1-5 | Bleu de Solaise, Vert de Carentan
          radis | 3.40 | 2-9 | de dix-huit jours, Noir rond d’hiver
          navet | 3.60 | 3-9 | Boule d’or, de Milan
          panais | 3.90 | 2-5 | de Guernesey
          poivron | 4.40 | 1-4 | Corne de taureau, Doux d’Espagne
          aubergine | 4.40 | 1-4 | Violette de Florence
          maïs | 4.20 | 4-6 | Rouge du Rheintal, Doux miel
          basilic | 3.60 | 3-6 | Grand vert, Marseillais
          persil | 3.60 | 2-8 | Plat géant d’Italie
          capucine | 3.60 | 3-6 | grimpante en mélange
          souci | 3.40 | 3-6 | officinal
          tournesol | 3.60 | 3-6 | géant, d’ornement
          bleuet | 3.40 | 3-9 | des champs
          coquelicot | 3.40 | 3-10 | des moissons`),
      },
      {
        ...living,
        category: "garden/seedlings",
        options: "!bio-controle",
        lines: `
          Plantons de tomates, les quatre = Four tomato seedlings | 12.00 4p | s4-6 |
          Plantons de salades, les douze = Twelve lettuce seedlings | 7.20 12p | s3-9 |
          Plantons de courges, les deux = Two squash seedlings | 7.00 2p | s4-6 |
          Plantons d’herbes, les six = Six herb seedlings | 19.00 6p | s4-9 |
          Coffret du premier potager = First garden box | 39.00 12p | n20 c:gift |
          Engrais vert, mélange = Green manure mix | 8.40 250g | s3-9 |
          Prairie fleurie, dix mètres carrés = Flower meadow, ten square metres | 16.00 50g | s3-5 s9-10 |
          Terreau sans tourbe = Peat-free compost | 12.00 40l | v:standard c:garden/plants |
          Cours : faire ses semences = Save your own seeds | 70.00 | d240@ours n12 s6-9 v:standard c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "Les Fleurs de Lully",
    trade: "floricultrice à Bernex = flower grower in Bernex",
    summary: "Des fleurs de plein champ, coupées le matin même. = Field flowers, cut the same morning.",
    category: "garden/flowers",
    place: "Route de Lully 23, 1233 Bernex",
    hours: "thu 14-18, fri 9-18, sat 8-13",
    since: "2026-05-01",
    labels: ["terre-d-ici"],
    shelves: [
      {
        ...living,
        category: "garden/flowers",
        options: "!terre-d-ici",
        lines: `
          Bouquet du jour = Bouquet of the day | Petit 18.00; Moyen 28.00; Grand 45.00 | n14 | Ce qui est ouvert ce matin.
          Bouquet champêtre = Meadow bouquet | 32.00 | n6 s5-10 |
          Bouquet de fleurs séchées = Dried flower bouquet | 34.00 | n12 |
          Tulipes, les dix = Ten tulips | 14.00 10p | s3-5 |
          Narcisses, les dix = Ten daffodils | 9.00 10p | s2-4 |
          Renoncules, les dix = Ten ranunculus | 18.00 10p | s4-5 |
          Pivoines, les cinq = Five peonies | 22.00 5p | s5-6 |
          Roses anciennes, les sept = Seven old roses | 28.00 7p | s6-9 |
          Pois de senteur = Sweet peas | 14.00 | s6-7 |
          Dahlias, les sept = Seven dahlias | 21.00 7p | s7-10 |
          Zinnias, les dix = Ten zinnias | 16.00 10p | s7-10 |
          Tournesols, les cinq = Five sunflowers | 17.00 5p | s7-9 |
          Chrysanthèmes en pot = Potted chrysanthemum | 16.00 | s9-11 |
          Hellébores, les cinq = Five hellebores | 19.00 5p | s11-3 |
          Branches de forsythia = Forsythia branches | 12.00 | s1-3 |
          Couronne de l’Avent = Advent wreath | 48.00 | n18 s11-12 |
          Couronne de porte, séchée = Dried door wreath | 42.00 | n8 |
          Abonnement : un bouquet par semaine, un mois = Weekly bouquet, one month | 105.00 4p | n* c:gift |
          Fleurs à cueillir soi-même, un seau = Pick your own, one bucket | 25.00 | n20 s6-9 |
          Fleurs de mariage, sur devis = Wedding flowers, deposit | 150.00 | d60@ours v:standard |`,
      },
    ],
  }),
  stall({
    name: "Pépinière des Évaux",
    trade: "pépinière à Onex = nursery in Onex",
    summary:
      "Vivaces, arbustes et vieux fruitiers, élevés dehors. = Perennials, shrubs and old fruit trees, grown outdoors.",
    category: "garden/plants",
    place: "Route de Loëx 40, 1213 Onex",
    hours: "tue-fri 9-18, sat 9-16",
    since: "2026-03-03",
    labels: ["terre-d-ici"],
    couriers: ["le-petit-fret", "navette-des-communes"],
    shelves: [
      {
        ...living,
        category: "garden/plants",
        options: "!terre-d-ici",
        lines: `
          Pommier haute tige, Franc-Roseau = Apple tree, Franc-Roseau | 95.00 | n6 s10-3 |
          Pommier basse tige, Boskoop = Apple tree, Boskoop | 58.00 | n9 s10-3 |
          Poirier palmette, Conférence = Espalier pear, Conference | 110.00 | n4 s10-3 |
          Prunier Fellenberg = Plum tree, Fellenberg | 62.00 | n6 s10-3 |
          Cerisier Burlat = Cherry tree, Burlat | 68.00 | n5 s10-3 |
          Cognassier = Quince tree | 64.00 | n5 s10-3 |
          Figuier de Bornholm = Hardy fig | 39.00 | n7 |
          Vigne de table, Muscat bleu = Table vine, blue Muscat | 28.00 | n9 |
          Framboisier, les trois = Three raspberry canes | 18.00 3p | s10-4 |
          Cassissier = Blackcurrant bush | 16.00 | s10-4 |
          Groseillier rouge = Redcurrant bush | 16.00 | s10-4 |
          Myrtillier = Blueberry bush | 19.00 | |
          Rhubarbe, plant = Rhubarb plant | 12.00 | s10-5 |
          Fraisiers, les dix = Ten strawberry plants | 14.00 10p | s3-5 s8-9 |
          Charme pour haie, les dix = Ten hornbeams for hedging | 48.00 10p | s10-3 |
          Noisetier = Hazel | 24.00 | |
          Sureau noir = Elder | 18.00 | |
          Églantier = Dog rose | 14.00 | |
          Lavande vraie = True lavender | 7.50 | |
          Romarin = Rosemary | 8.50 | |
          Sauge officinale = Sage | 6.80 | |
          Thym citron = Lemon thyme | 6.50 | |
          Verveine citronnelle = Lemon verbena | 8.50 | s4-10 |
          Menthe marocaine = Moroccan mint | 6.50 | s4-10 |
          Géranium lierre = Ivy geranium | 6.20 | s4-9 |
          Hortensia paniculé = Panicle hydrangea | 28.00 | |
          Rosier grimpant, blanc = Climbing rose, white | 34.00 | |
          Pivoine herbacée = Herbaceous peony | 22.00 | |
          Hosta = Hosta | 14.00 | |
          Fougère mâle = Male fern | 11.00 | |
          Aster d’automne = Autumn aster | 9.80 | s8-11 |
          Graminée « cheveux d’ange » = Feather grass | 9.80 | |
          Bulbes de tulipes, les vingt = Twenty tulip bulbs | 14.00 20p | s9-12 |
          Bulbes de narcisses, les vingt = Twenty daffodil bulbs | 12.00 20p | s9-12 |
          Oignons à forcer, jacinthes, les trois = Three forcing hyacinths | 12.00 3p | s10-1 |
          Monstera = Monstera | 38.00 | c:garden/plants n6 |
          Ficus = Ficus | 42.00 | n5 |
          Plante araignée = Spider plant | 12.00 | n14 |
          Aloès = Aloe | 14.00 | n12 |
          Cyclamen en pot = Potted cyclamen | 9.80 | s10-3 |
          Sapin de Noël en pot = Potted Christmas tree | 58.00 | n30 s11-12 |
          Compost mûr = Mature compost | 9.00 40l | v:standard |
          Rempoter à l’atelier = Repotting at the workshop | 6.00 | d15@ours v:standard |
          Taille d’un arbre fruitier = Pruning a fruit tree | 120.00 | d90@yours s11-3 v:standard |`,
      },
    ],
  }),
];
