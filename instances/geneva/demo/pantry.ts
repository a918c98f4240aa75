import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const dry = { vat: "reduced", allergensDeclared: true } as const;

/** One line a name, at a price per kilogram, in the bags people come with. */
function loose(list: string, bags: readonly number[]): string {
  return list
    .trim()
    .split("\n")
    .map((row) => {
      const [name = "", perKg = "", options = ""] = row.split("|").map((part) => part.trim());
      const prices = bags.map((grams) => {
        const francs = Math.round((Number(perKg) * grams) / 50) / 20;
        return `${grams >= 1000 ? `${grams / 1000} kg` : `${grams} g`} ${francs.toFixed(2)} ${grams}g`;
      });
      return `${name} | ${prices.join("; ")} | ${options}`;
    })
    .join("\n");
}

/** Groceries: loose goods and honey. */
export const pantry: readonly DemoParty[] = [
  stall({
    name: "Le Bocal Plein",
    trade: "épicerie en vrac à la Servette = bulk grocery in La Servette",
    summary: "Tout en vrac. Les bocaux se rapportent. = Everything loose. Jars come back.",
    category: "food/legumes",
    place: "Rue de la Servette 36, 1202 Sécheron",
    hours: "mon-fri 9-19, sat 9-18",
    minimum: 10,
    since: "2026-08-31",
    labels: ["consigne", "bio-controle"],
    shelves: [
      {
        ...dry,
        category: "food/legumes",
        options: "vegan organic !bio-controle",
        lines: loose(
          `
          Lentilles vertes = Green lentils | 6.80 | gf
          Lentilles corail = Red lentils | 6.40 | gf
          Lentilles beluga = Beluga lentils | 8.90 | gf
          Pois chiches = Chickpeas | 5.90 | gf
          Haricots rouges = Kidney beans | 6.20 | gf
          Haricots blancs = White beans | 6.20 | gf
          Haricots noirs = Black beans | 6.60 | gf
          Haricots borlotti = Borlotti beans | 7.20 | gf
          Pois cassés = Split peas | 5.20 | gf
          Soja texturé = Textured soy | 12.80 | +soy
          Riz basmati = Basmati rice | 6.90 | gf
          Riz basmati complet = Brown basmati rice | 6.90 | gf
          Riz rond pour dessert = Pudding rice | 5.40 | gf
          Riz carnaroli = Carnaroli rice | 8.40 | gf
          Riz noir vénéré = Black venere rice | 10.80 | gf
          Riz rouge de Camargue = Red Camargue rice | 9.20 | gf
          Quinoa blanc = White quinoa | 11.80 | gf
          Quinoa rouge = Red quinoa | 12.60 | gf
          Boulgour fin = Fine bulgur | 5.20 | +gluten
          Boulgour gros = Coarse bulgur | 5.20 | +gluten
          Couscous complet = Wholemeal couscous | 5.60 | +gluten
          Sarrasin décortiqué = Buckwheat | 6.80 | gf
          Kasha = Roasted buckwheat | 7.60 | gf
          Amarante = Amaranth | 10.20 | gf
          Avoine concassée = Steel-cut oats | 4.40 | +gluten
          Coquillettes = Elbow pasta | 5.80 | +gluten
          Penne complètes = Wholemeal penne | 6.20 | +gluten
          Fusilli d’épeautre = Spelt fusilli | 8.20 | +gluten
          Spirales de pois chiches = Chickpea spirals | 12.40 | gf
          Vermicelles = Vermicelli | 5.80 | +gluten`,
          [250, 500, 1000],
        ),
      },
      {
        ...dry,
        category: "food/dried-fruit",
        options: "vegan gf ~nuts ~peanuts",
        lines: loose(
          `
          Amandes décortiquées = Almonds | 26.00 | +nuts
          Amandes effilées = Flaked almonds | 28.00 | +nuts
          Poudre d’amandes = Ground almonds | 29.00 | +nuts
          Noisettes grillées = Roasted hazelnuts | 31.00 | +nuts
          Noix de cajou = Cashew nuts | 27.00 | +nuts
          Noix du Brésil = Brazil nuts | 29.00 | +nuts
          Noix de pécan = Pecans | 38.00 | +nuts
          Cerneaux de noix = Walnut halves | 29.00 | +nuts
          Pistaches grillées = Roasted pistachios | 36.00 | +nuts
          Pignons de pin = Pine nuts | 68.00 | +nuts
          Cacahuètes non salées = Unsalted peanuts | 11.00 | +peanuts
          Raisins sultanines = Sultanas | 9.80 |
          Raisins de Corinthe = Currants | 10.40 |
          Abricots secs = Dried apricots | 17.00 |
          Figues séchées = Dried figs | 15.00 |
          Dattes medjool = Medjool dates | 19.00 |
          Cranberries = Dried cranberries | 19.00 |
          Mangue séchée = Dried mango | 32.00 |
          Ananas séché = Dried pineapple | 34.00 |
          Bananes chips = Banana chips | 12.00 |
          Gingembre confit = Candied ginger | 18.00 |
          Baies de goji = Goji berries | 34.00 |
          Noix de coco râpée = Desiccated coconut | 11.00 |
          Graines de chia = Chia seeds | 14.00 |
          Graines de sésame = Sesame seeds | 9.60 | +sesame
          Graines de pavot = Poppy seeds | 15.00 |
          Mélange du randonneur = Trail mix | 19.00 | +nuts +peanuts`,
          [100, 250, 500],
        ),
      },
      {
        ...dry,
        category: "food/flour",
        options: "vegan",
        lines: loose(
          `
          Muesli de la maison = House muesli | 9.80 | +gluten +nuts
          Granola cacao = Cocoa granola | 14.00 | +gluten +nuts
          Corn flakes nature = Plain corn flakes | 9.20 | gf
          Riz soufflé = Puffed rice | 12.00 | gf
          Sucre de canne blond = Light cane sugar | 4.20 | gf
          Sucre complet rapadura = Whole cane sugar | 7.20 | gf
          Cassonade = Brown sugar | 5.40 | gf
          Cacao en poudre = Cocoa powder | 22.00 | gf
          Fécule de maïs = Cornflour | 5.20 | gf
          Levure de bière en flocons = Nutritional yeast | 32.00 | gf
          Pépites de chocolat noir = Dark chocolate chips | 21.00 | +soy
          Caroube en poudre = Carob powder | 18.00 | gf
          Sel gris de mer = Grey sea salt | 3.20 | gf
          Gros sel des Alpes = Coarse Alpine salt | 2.40 | gf`,
          [250, 500],
        ),
      },
      {
        category: "home/cleaning",
        vat: "standard",
        options: "!consigne",
        lines: `
          Savon noir liquide = Black soap | 7.80 1l +bottle-1l | |
          Lessive liquide au savon de Marseille = Laundry liquid | 6.90 1l +bottle-1l | |
          Liquide vaisselle, agrumes = Washing-up liquid, citrus | 5.90 1l +bottle-1l | |
          Vinaigre ménager = Cleaning vinegar | 2.40 1l +bottle-1l | |
          Bicarbonate de soude = Bicarbonate of soda | 4.20 500g +jar-500g | |
          Percarbonate = Percarbonate | 5.60 500g +jar-500g | |
          Acide citrique = Citric acid | 5.80 500g +jar-500g | |
          Cristaux de soude = Soda crystals | 3.90 500g +jar-500g | |
          Pierre d’argile = Clay cleaning stone | 9.80 300g | |
          Éponge en loofah = Loofah sponge | 4.50 | |
          Brosse à vaisselle, hêtre = Beech dish brush | 6.80 | c:home/broom |
          Têtes de rechange pour brosse, les deux = Two brush heads | 6.00 2p | c:home/broom |
          Lavettes en coton, les trois = Three cotton cloths | 12.00 3p | |
          Bocal à joint, vide = Empty clip jar | Un litre 4.20 1l; Demi-litre 3.40 500ml | c:home/textile |
          Sac à vrac en coton = Cotton produce bag | Petit 3.20; Grand 4.20 | c:home/textile |
          Gourde en inox = Steel bottle | 24.00 5dl | c:home/textile |`,
      },
    ],
  }),
  stall({
    name: "Rucher de la Seymaz",
    trade: "apiculture à Choulex = beekeeping in Choulex",
    summary: "Quarante ruches qui ne voyagent pas. = Forty hives that stay where they are.",
    category: "food/honey",
    place: "Route de Choulex 150, 1244 Choulex",
    hours: "sat 9-12",
    since: "2026-03-30",
    labels: ["terre-d-ici", "rucher-fixe", "fait-main", "consigne"],
    vat: false,
    shelves: [
      {
        ...dry,
        category: "food/honey",
        options: "veg gf !terre-d-ici !rucher-fixe",
        origin: "Choulex",
        lines: `
          Miel de forêt, récolte d’août = Forest honey, August harvest | 14.00 500g; Petit 7.80 250g | n38 | Sapin, chêne, un peu de ronce. Sombre, long en bouche.
          Miel de printemps = Spring honey | 13.00 500g; Petit 7.20 250g | n22 | Saule, cerisier, pissenlit.
          Miel de tilleul = Lime blossom honey | 14.00 500g | n9 |
          Miel de châtaignier = Chestnut honey | 15.00 500g | |
          Miel d’acacia = Acacia honey | 15.00 500g | |
          Miel en rayon = Honeycomb | 16.00 250g | s6-9 |
          Miel aux noix = Honey with walnuts | 13.00 250g | +nuts |
          Pollen frais = Fresh pollen | 14.00 150g | cold s5-8 |
          Propolis en teinture = Propolis tincture | 16.00 3cl | v:standard |
          Hydromel brut, millésime 2023 = Dry mead, 2023 | 22.00 75cl +bottle-75cl | a16 c:drinks/wine v:standard !consigne |
          Hydromel doux = Sweet mead | 20.00 75cl +bottle-75cl | a16 c:drinks/wine v:standard !consigne |
          Nougat tendre = Soft nougat | 9.80 150g | +nuts +eggs c:food/chocolate |
          Bonbons au miel = Honey drops | 6.40 120g | c:food/chocolate |
          Bougie de cire d’abeille = Beeswax candle | 16.00 | c:home/candle !fait-main |
          Bougies de table, la paire = Pair of beeswax tapers | 14.00 2p | c:home/candle !fait-main |
          Emballages à la cire, les trois = Three beeswax wraps | 24.00 3p | c:home/textile !fait-main |
          Baume à la propolis = Propolis balm | 12.00 30ml | c:home/soap !fait-main |
          Parrainer une ruche, un an = Sponsor a hive for a year | 120.00 | n12 c:gift | Six pots de miel et une lettre par saison.`,
      },
    ],
  }),
  stall({
    name: "Les Ruches de Bernex",
    trade: "apiculteurs à Bernex = beekeepers in Bernex",
    summary: "Un rucher-école au bord du vignoble. = A teaching apiary beside the vines.",
    category: "food/honey",
    place: "Chemin de Lully 4, 1233 Bernex",
    hours: "wed 14-17, sat 9-12",
    since: "2026-07-20",
    labels: ["bio-controle", "insertion", "rucher-fixe"],
    vat: false,
    shelves: [
      {
        ...dry,
        category: "food/honey",
        options: "veg gf organic !bio-controle",
        origin: "Bernex",
        lines: `
          Miel de fleurs, crémeux = Creamed flower honey | 8.90 250g; Grand 16.50 500g | n26 |
          Miel de colza = Rapeseed honey | 8.40 250g | |
          Miel de lavande du jardin = Garden lavender honey | 9.80 250g | s7-10 |
          Miel de montagne = Mountain honey | 10.40 250g | !rucher-fixe |
          Vinaigre de miel = Honey vinegar | 7.80 25cl | c:food/oil |
          Moutarde au miel = Honey mustard | 6.80 200g | +mustard c:food/preserves |
          Pain d’épices de Bernex = Bernex gingerbread | 9.40 350g | +gluten +eggs c:food/bread/pastry |
          Caramels au miel = Honey caramels | 8.20 150g | +milk c:food/chocolate |
          Cire en pain = Block of beeswax | 11.00 200g | c:home/candle v:standard |
          Ruchette vide, d’occasion = Used nucleus hive | 45.00 | n2 c:second-hand/home v:standard |
          Essaim sur six cadres, à réserver = Swarm on six frames | 190.00 | n5 s5-7 c:garden/plants v:standard |
          Une matinée au rucher = A morning at the apiary | 45.00 | d180@ours c:services/apiary-visit v:standard !insertion | Combinaison prêtée, dès huit ans.
          Cours d’apiculture, cinq samedis = Beekeeping course, five Saturdays | 390.00 | d900@ours c:services/courses v:standard n8 !insertion |`,
      },
    ],
  }),
];
