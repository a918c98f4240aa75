import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const wine = { vat: "standard", allergensDeclared: true, category: "drinks/wine" } as const;

/** Lines of wines: a name, its price, and every vintage that is left. */
function vintages(list: string, options: string, container = ""): string {
  return list
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [name = "", price = "", years = "", words = ""] = row.split("|").map((part) => part.trim());
      return years.split(" ").map((year, index) => {
        const older = (Number(price) + index * 1.5).toFixed(2);
        return `${name} ${year} | ${older} 75cl${container} | ${options} | ${words}`;
      });
    })
    .join("\n");
}

/** Wine, beer, juice: what comes out of a cellar or a press. */
export const cellars: readonly DemoParty[] = [
  stall({
    name: "Domaine du Chant-d’Alouette",
    trade: "vignerons à Satigny = winegrowers in Satigny",
    summary: "Neuf hectares de coteau, vingt cépages, une cuverie sans néons. = Nine hectares, twenty grape varieties.",
    story:
      "Trois générations sur le même coteau. Les vignes sont enherbées, les vendanges se font à la main avec les voisins, et l’on goûte à la cave tous les samedis.",
    category: "drinks/wine",
    place: "Chemin de la Vigne-Blanche 12, 1242 Satigny",
    hours: "fri 16-19, sat 9-13",
    minimum: 30,
    since: "2026-02-05",
    labels: ["terre-d-ici", "bio-controle"],
    couriers: ["navette-des-communes", "le-petit-fret"],
    shelves: [
      {
        ...wine,
        origin: "Satigny, Genève AOC",
        lines: [
          vintages(
            `
            Chasselas Coteau de l’Alouette | 11.50 | 2025 2024 | Vif, un peu perlant, pour la fondue et l’amitié.
            Aligoté | 12.50 | 2025 2024 |
            Chardonnay en fût | 18.00 | 2024 2023 |
            Sauvignon blanc | 15.50 | 2025 2024 |
            Pinot gris | 15.00 | 2025 |
            Viognier | 18.50 | 2024 |
            Gewurztraminer | 16.50 | 2024 |
            Kerner | 14.00 | 2025 |
            Scheurebe demi-sec | 14.50 | 2024 |
            Vin doux de gewurztraminer | 26.00 | 2023 |`,
            "c:drinks/wine/white a16 +sulphites vegan !terre-d-ici !bio-controle",
          ),
          vintages(
            `
            Œil-de-perdrix | 13.50 | 2025 |
            Rosé de gamay | 11.50 | 2025 |`,
            "c:drinks/wine/rose a16 +sulphites vegan !terre-d-ici !bio-controle",
          ),
          vintages(
            `
            Gamay vieilles vignes | 13.50 | 2024 2023 |
            Gamaret | 17.50 | 2024 2023 | Fruits noirs, poivre, deux ans de bouteille ne lui font pas peur.
            Garanoir | 16.00 | 2024 |
            Pinot noir du Mandement | 17.00 | 2024 2023 |
            Merlot | 19.00 | 2023 2022 |
            Cabernet franc | 19.50 | 2023 |
            Syrah du coteau | 22.00 | 2022 |
            Assemblage rouge « Trois Alouettes » | 24.00 | 2022 2021 |`,
            "c:drinks/wine/red a16 +sulphites vegan !terre-d-ici !bio-controle",
          ),
        ].join("\n"),
      },
      {
        ...wine,
        category: "drinks/sparkling",
        origin: "Satigny, Genève AOC",
        options: "a16 +sulphites !terre-d-ici",
        lines: `
          Mousseux brut de chardonnay = Brut sparkling chardonnay | 24.00 75cl |  |
          Mousseux rosé de pinot = Sparkling pinot rosé | 25.00 75cl |  |
          Pétillant naturel de gamay = Gamay pét-nat | 19.00 75cl |  |
          Carton de six, découverte = Tasting case of six | 92.00 4.5l | c:drinks/wine | Deux blancs, un rosé, trois rouges.
          Marc de gamaret = Gamaret marc | 38.00 5dl | a18 c:drinks/wine |
          Jus de raisin rouge = Red grape juice | 7.50 75cl | c:drinks/juice v:reduced n24 |
          Verjus = Verjuice | 9.00 2.5dl | c:food/oil v:reduced |
          Dégustation à la cave, cinq vins = Cellar tasting, five wines | 22.00 | d75@ours c:services/courses a16 |`,
      },
    ],
  }),
  stall({
    name: "Cave du Nant-d’Avril",
    trade: "vignerons à Russin = winegrowers in Russin",
    summary: "Vins nature et vieux cépages, en bouteilles qui reviennent. = Natural wines in returnable bottles.",
    category: "drinks/wine",
    place: "Route du Mandement 388, 1281 Russin",
    hours: "thu 17-19, sat 10-14",
    minimum: 24,
    since: "2026-05-18",
    labels: ["consigne", "terre-d-ici"],
    couriers: ["navette-des-communes", "le-petit-fret"],
    shelves: [
      {
        ...wine,
        origin: "Russin, Genève AOC",
        lines: [
          vintages(
            `
            Chasselas non filtré « Brume » | 14.00 | 2025 2024 |
            Altesse | 19.00 | 2024 |
            Sauvignon gris | 17.00 | 2025 |
            Savagnin ouillé | 21.00 | 2023 |`,
            "c:drinks/wine/white a16 vegan ~sulphites !consigne !terre-d-ici",
            " +bottle-75cl",
          ),
          vintages(
            `
            Vin orange de pinot gris | 22.00 | 2024 2023 |`,
            "a16 vegan ~sulphites !consigne !terre-d-ici",
            " +bottle-75cl",
          ),
          vintages(
            `
            Gamay « Le Rond » | 15.00 | 2025 2024 |
            Mondeuse | 21.00 | 2023 2022 |
            Pinot noir sans soufre | 20.00 | 2024 |
            Divico | 18.00 | 2024 2023 |
            Galotta | 18.50 | 2023 |
            Servagnin | 20.00 | 2023 |
            Assemblage « Nant » | 23.00 | 2022 |`,
            "c:drinks/wine/red a16 vegan ~sulphites !consigne !terre-d-ici",
            " +bottle-75cl",
          ),
        ].join("\n"),
      },
    ],
  }),
  stall({
    name: "Brasserie du Bois-Noir",
    trade: "bières à Meyrin = beer in Meyrin",
    summary: "Trois bières de garde, une limonade au foin. = Keeping beers and a hay lemonade.",
    category: "drinks/beer",
    place: "Rue de la Bise 4, 1217 Meyrin",
    hours: "thu 16-20, fri 16-21, sat 11-18",
    since: "2026-09-03",
    labels: ["consigne"],
    couriers: ["la-bise-a-velo", "navette-des-communes", "le-petit-fret"],
    shelves: [
      {
        ...wine,
        category: "drinks/beer",
        options: "a16 +gluten vegan !consigne",
        lines: `
          Bière blonde « Bise noire » = Blonde beer | 3.90 33cl +bottle-33cl; Carton de 12 42.00 4l; Fût 118.00 20l +keg-20l | n96 | Orge de Meinier, houblon de Chancy.
          Bière blanche au verjus = White beer with verjuice | 4.20 33cl +bottle-33cl | |
          Ambrée de garde = Amber keeping beer | 4.40 33cl +bottle-33cl | |
          Brune au seigle fumé = Smoked rye brown ale | 4.60 33cl +bottle-33cl | |
          IPA du Mandement = IPA | 4.80 33cl +bottle-33cl | |
          Pale ale houblon frais = Fresh-hop pale ale | 4.80 33cl +bottle-33cl | s9-11 |
          Saison aux fleurs de sureau = Elderflower saison | 4.80 33cl +bottle-33cl | s5-8 |
          Stout à l’avoine = Oatmeal stout | 4.80 33cl +bottle-33cl | s10-3 |
          Triple d’hiver = Winter triple | 5.20 33cl +bottle-33cl | s11-2 |
          Sour aux griottes = Sour cherry ale | 5.40 33cl +bottle-33cl | s7-10 |
          Barley wine de deux ans = Two-year barley wine | 11.00 37.5cl +bottle-33cl | n18 |
          Blonde sans alcool = Alcohol-free blonde | 3.60 33cl +bottle-33cl | |
          Coffret dégustation, six bières = Tasting box, six beers | 28.00 2l | c:gift |
          Kit pour brasser chez soi = Home brewing kit | 49.00 | c:gift n9 |`,
      },
      {
        ...wine,
        category: "drinks/juice",
        vat: "reduced",
        options: "vegan gf !consigne",
        lines: `
          Limonade au foin = Hay lemonade | 3.20 33cl +bottle-33cl | |
          Ginger beer = Ginger beer | 3.60 33cl +bottle-33cl | |
          Kéfir de fruits = Water kefir | 4.80 33cl +bottle-33cl | cold |
          Drêches séchées, pour le pain = Dried spent grain | 3.50 500g | c:food/flour +gluten |`,
      },
    ],
  }),
  stall({
    name: "Pressoir d’Avully",
    trade: "jus et cidres à Avully = juice and cider in Avully",
    summary: "On presse vos pommes et les nôtres, de septembre à décembre. = We press your apples and ours.",
    category: "drinks/juice",
    place: "Chemin du Pré-de-la-Cure 6, 1237 Avully",
    hours: "wed 14-18, sat 8-12",
    minimum: 10,
    since: "2026-03-23",
    labels: ["terre-d-ici", "consigne"],
    couriers: ["navette-des-communes", "le-petit-fret"],
    shelves: [
      {
        ...wine,
        category: "drinks/juice",
        vat: "reduced",
        options: "vegan gf !terre-d-ici !consigne",
        origin: "Champagne genevoise",
        lines: `
          Jus de pomme trouble = Cloudy apple juice | 4.20 1l +bottle-1l; Cube 14.50 5l | n60 |
          Jus de pomme et coing = Apple and quince juice | 4.90 1l +bottle-1l | s10-4 |
          Jus de poire = Pear juice | 4.80 1l +bottle-1l | |
          Jus pomme et betterave = Apple and beetroot juice | 4.90 1l +bottle-1l | |
          Jus pomme et gingembre = Apple and ginger juice | 5.20 1l +bottle-1l | |
          Jus de carotte = Carrot juice | 5.40 1l +bottle-1l | |
          Jus de tomate = Tomato juice | 5.60 1l +bottle-1l | |
          Nectar d’abricot = Apricot nectar | 6.20 1l +bottle-1l | |
          Jus de raisin blanc = White grape juice | 5.90 1l +bottle-1l | s9-3 |
          Sirop de sureau = Elderflower cordial | 9.80 5dl +bottle-75cl | |
          Sirop de menthe = Mint cordial | 9.20 5dl +bottle-75cl | |
          Sirop de framboise = Raspberry cordial | 10.40 5dl +bottle-75cl | |
          Sirop de coing = Quince cordial | 9.80 5dl +bottle-75cl | s10-3 |
          Sirop de bourgeons de sapin = Fir bud cordial | 11.50 5dl +bottle-75cl | s5-12 |
          Vinaigre de cidre = Cider vinegar | 5.80 5dl | c:food/oil |
          Vinaigre de framboise = Raspberry vinegar | 8.40 2.5dl | c:food/oil |
          Raisinée, vin cuit de poires = Reduced pear must | 12.80 2.5dl | c:food/preserves | Vingt-quatre heures de chaudron.
          Cidre brut = Dry cider | 6.80 75cl +bottle-75cl | a16 v:standard c:drinks/sparkling |
          Cidre doux = Sweet cider | 6.80 75cl +bottle-75cl | a16 v:standard c:drinks/sparkling |
          Poiré = Perry | 7.80 75cl +bottle-75cl | a16 v:standard c:drinks/sparkling |
          Eau-de-vie de poire Williams = Williams pear spirit | 36.00 5dl | a18 v:standard c:drinks/wine |
          Eau-de-vie de coing = Quince spirit | 38.00 5dl | a18 v:standard c:drinks/wine |
          Pressage de vos pommes, 100 kg = Pressing your apples, 100 kg | 42.00 | d45@ours c:services/courses v:standard s9-12 |`,
      },
    ],
  }),
];
