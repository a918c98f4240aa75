import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const dry = { vat: "reduced", allergensDeclared: true } as const;

/** Chocolate, coffee, spices and teas, fresh pasta. */
export const delicacies: readonly DemoParty[] = [
  stall({
    name: "Chocolaterie du Faubourg",
    trade: "chocolats à Saint-Jean = chocolate in Saint-Jean",
    summary: "De la fève à la tablette, dans une ancienne laiterie. = From bean to bar, in a former dairy.",
    category: "food/chocolate",
    place: "Rue du Contrat-Social 13, 1203 Saint-Jean",
    since: "2026-02-12",
    labels: ["fait-main"],
    shelves: [
      {
        ...dry,
        category: "food/chocolate",
        options: "veg gf ~nuts ~milk ~soy !fait-main",
        lines: `
          Tablette noire 72 %, Madagascar = Dark bar 72 %, Madagascar | 8.40 80g | vegan |
          Tablette noire 80 %, Pérou = Dark bar 80 %, Peru | 8.40 80g | vegan |
          Tablette noire 65 %, Haïti = Dark bar 65 %, Haiti | 8.40 80g | vegan |
          Tablette 100 %, Équateur = 100 % bar, Ecuador | 9.20 80g | vegan |
          Tablette lait 45 % = Milk bar 45 % | 7.80 80g | +milk |
          Tablette lait et noisettes = Hazelnut milk bar | 8.60 80g | +milk +nuts |
          Tablette blanche vanille = White vanilla bar | 7.80 80g | +milk |
          Tablette noire, fleur de sel = Dark bar with sea salt | 8.60 80g | vegan |
          Tablette noire, orange confite = Dark bar with candied orange | 8.90 80g | vegan |
          Tablette noire, gingembre = Dark bar with ginger | 8.90 80g | vegan |
          Tablette noire, grué = Dark bar with nibs | 8.60 80g | vegan |
          Tablette noire, poivre de Timut = Dark bar with Timut pepper | 8.90 80g | vegan |
          Pavés du Faubourg = Ganache squares | 14.00 120g; Grande boîte 26.00 240g | +milk |
          Truffes au lait cru = Raw-cream truffles | 15.00 120g | +milk cold |
          Pralinés assortis = Assorted pralines | 16.00 130g; Grande boîte 30.00 260g | +milk +nuts |
          Amandes enrobées = Chocolate almonds | 9.80 150g | +nuts |
          Noisettes enrobées = Chocolate hazelnuts | 9.80 150g | +nuts +milk |
          Orangettes = Candied orange sticks | 11.00 130g | vegan |
          Citronnettes = Candied lemon sticks | 11.00 130g | vegan |
          Marmite de l’Escalade, petite = Escalade chocolate pot, small | 24.00 250g | n30 s11-12 +nuts | Remplie de légumes en massepain. À casser par la plus jeune et le plus vieux.
          Marmite de l’Escalade, grande = Escalade chocolate pot, large | 58.00 700g | n12 s11-12 +nuts |
          Lapin de Pâques = Easter bunny | 16.00 140g | s3-4 +milk |
          Œufs garnis = Filled eggs | 14.00 120g | s3-4 +milk +nuts |
          Pâte à tartiner noisette = Hazelnut spread | 11.80 250g | +nuts +milk |
          Pâte à tartiner noire = Dark chocolate spread | 11.80 250g | +nuts vegan |
          Poudre à chocolat chaud = Hot chocolate powder | 12.40 250g | vegan |
          Fèves torréfiées = Roasted cocoa beans | 9.40 120g | vegan |
          Guimauves enrobées = Chocolate marshmallows | 8.40 100g | +milk +eggs |
          Atelier tablettes, deux heures = Bar-making workshop | 65.00 | d120@ours c:services/courses v:standard n10 |`,
      },
    ],
  }),
  stall({
    name: "Torréfaction des Deux-Rives",
    trade: "café aux Eaux-Vives = coffee in Les Eaux-Vives",
    summary: "Cafés de cinq coopératives, torréfiés le mardi. = Coffee of five cooperatives, roasted on Tuesdays.",
    category: "drinks/coffee",
    place: "Rue de la Terrassière 44, 1207 Eaux-Vives",
    since: "2026-04-07",
    shelves: [
      {
        ...dry,
        category: "drinks/coffee",
        options: "vegan gf",
        lines: `
          Éthiopie, Yirgacheffe lavé = Ethiopia, washed Yirgacheffe | 12.50 250g; Le kilo 44.00 1kg | |
          Éthiopie, Guji nature = Ethiopia, natural Guji | 13.50 250g | |
          Colombie, Huila = Colombia, Huila | 11.80 250g; Le kilo 42.00 1kg | |
          Guatemala, Huehuetenango = Guatemala, Huehuetenango | 11.80 250g | |
          Pérou, Cajamarca = Peru, Cajamarca | 11.20 250g | |
          Rwanda, lac Kivu = Rwanda, Lake Kivu | 12.80 250g | |
          Mexique, Chiapas = Mexico, Chiapas | 10.90 250g | |
          Inde, moussonné du Malabar = India, monsooned Malabar | 11.40 250g | |
          Espresso de la maison = House espresso | 9.80 250g; Le kilo 34.00 1kg | n40 |
          Décaféiné à l’eau = Water-process decaf | 12.40 250g | |
          Cascara, infusion de cerises de café = Cascara | 9.80 150g | |
          Chicorée torréfiée = Roasted chicory | 6.80 250g | |
          Filtres en papier, les cent = Hundred paper filters | 6.90 100p | v:standard c:home/textile |
          Cafetière italienne, six tasses = Six-cup moka pot | 39.00 | v:standard c:home/textile n6 |
          Moulin à main = Hand grinder | 68.00 | v:standard c:home/textile n4 |
          Initiation au barista = Barista taster | 80.00 | d150@ours v:standard c:services/courses n6 |`,
      },
    ],
  }),
  stall({
    name: "Comptoir de l’Estragon",
    trade: "épices, thés et tisanes à Plainpalais = spices and teas in Plainpalais",
    summary:
      "Cent épices et feuilles, moulues et mêlées au comptoir. = A hundred spices and leaves, ground at the counter.",
    category: "food/herbs",
    place: "Rue de Candolle 20, 1205 Plainpalais",
    since: "2026-03-05",
    shelves: [
      {
        ...dry,
        category: "food/herbs",
        options: "vegan gf ~mustard ~sesame ~celery",
        lines: `
          Poivre noir de Kampot = Kampot black pepper | 8.90 50g | |
          Poivre de Timut = Timut pepper | 8.40 40g | |
          Poivre long de Java = Java long pepper | 7.90 40g | |
          Baies roses = Pink peppercorns | 6.80 40g | |
          Baies de genièvre = Juniper berries | 4.60 40g | |
          Cannelle de Ceylan, bâtons = Ceylon cinnamon sticks | 6.40 30g | |
          Cannelle moulue = Ground cinnamon | 4.80 40g | |
          Vanille de Madagascar, deux gousses = Two vanilla pods | 12.00 2p | |
          Cardamome verte = Green cardamom | 9.20 40g | |
          Clous de girofle = Cloves | 4.80 35g | |
          Noix de muscade entières = Whole nutmeg | 5.60 35g | |
          Macis = Mace | 7.20 25g | |
          Badiane = Star anise | 4.90 30g | |
          Curcuma moulu = Ground turmeric | 4.40 50g | |
          Gingembre moulu = Ground ginger | 4.60 45g | |
          Coriandre en grains = Coriander seeds | 3.80 45g | |
          Cumin en grains = Cumin seeds | 4.20 45g | |
          Carvi = Caraway | 4.20 45g | |
          Fenouil en grains = Fennel seeds | 3.80 45g | |
          Fenugrec = Fenugreek | 3.60 50g | |
          Graines de moutarde = Mustard seeds | 3.40 60g | +mustard |
          Nigelle = Nigella | 4.60 45g | |
          Sumac = Sumac | 5.80 45g | |
          Safran de Mund = Mund saffron | 22.00 0.5g | n7 |
          Paprika doux fumé = Sweet smoked paprika | 5.20 50g | |
          Piment d’Espelette = Espelette pepper | 9.80 40g | |
          Piment chipotle = Chipotle | 6.40 35g | |
          Flocons de piment d’Alep = Aleppo pepper | 6.20 45g | |
          Curry de Madras = Madras curry | 5.20 50g | +mustard |
          Garam masala = Garam masala | 5.80 50g | |
          Ras el-hanout = Ras el hanout | 6.20 50g | |
          Zaatar = Za’atar | 5.60 50g | +sesame |
          Cinq-épices = Five-spice | 5.20 45g | |
          Quatre-épices à biscuits = Gingerbread spice | 5.20 45g | s10-12 |
          Mélange à raclette = Raclette seasoning | 5.80 50g | |
          Herbes de l’alpage = Alpine herbs | 4.80 25g | |
          Thym séché = Dried thyme | 3.60 20g | |
          Origan de Grèce = Greek oregano | 4.20 20g | |
          Laurier = Bay leaves | 3.20 12g | |
          Romarin = Rosemary | 3.20 20g | |
          Sarriette = Savory | 3.60 20g | |
          Livèche = Lovage | 3.80 18g | |
          Reine-des-prés = Meadowsweet | 4.60 20g | |
          Fleur de sel au foin = Hay-smoked sea salt | 8.40 80g | |`,
      },
      {
        ...dry,
        category: "drinks/tea",
        options: "vegan gf",
        lines: `
          Darjeeling de printemps = First-flush Darjeeling | 14.80 80g | |
          Assam = Assam | 9.80 100g | |
          Ceylan Uva = Ceylon Uva | 9.60 100g | |
          Keemun = Keemun | 11.40 80g | |
          Lapsang souchong = Lapsang souchong | 11.80 80g | |
          Earl Grey à la bergamote = Earl Grey | 9.80 100g | |
          Sencha = Sencha | 12.80 80g | |
          Genmaicha = Genmaicha | 10.80 80g | |
          Bancha grillé = Hojicha | 10.40 80g | |
          Matcha de cérémonie = Ceremonial matcha | 29.00 30g | n9 |
          Jasmin perles = Jasmine pearls | 16.80 60g | |
          Oolong de montagne = Mountain oolong | 18.40 60g | |
          Thé blanc Bai Mu Dan = White peony tea | 15.80 50g | |
          Pu-erh en galette = Pu-erh cake | 24.00 100g | |
          Rooibos nature = Plain rooibos | 8.40 100g | |
          Maté vert = Green maté | 7.80 100g | |
          Tisane du soir, tilleul et mélisse = Evening infusion | 7.80 40g | |
          Tisane verveine = Lemon verbena | 7.20 25g | |
          Tisane menthe et réglisse = Mint and liquorice | 6.80 40g | |
          Tisane thym et miel de sapin, gorge = Throat infusion | 7.80 40g | s10-3 |
          Tisane ortie et cassis = Nettle and blackcurrant | 6.90 35g | |
          Tisane camomille = Camomile | 6.80 30g | |
          Tisane d’alpage, onze plantes = Alpine infusion, eleven plants | 8.60 35g | |
          Églantier en baies = Rosehips | 6.40 80g | |`,
      },
    ],
  }),
  stall({
    name: "Pastificio Lucciola",
    trade: "pâtes fraîches aux Pâquis = fresh pasta in Les Pâquis",
    summary: "Pâtes roulées chaque matin, blé dur et œufs de Bernex. = Pasta rolled every morning.",
    category: "food/legumes",
    place: "Rue de Berne 31, 1201 Pâquis",
    hours: "tue-sat 10-18:30",
    minimum: 12,
    since: "2026-06-22",
    labels: ["fait-main"],
    shelves: [
      {
        ...dry,
        category: "food/prepared",
        options: "veg cold +gluten +eggs ~nuts !fait-main",
        lines: `
          Tagliatelle = Tagliatelle | 6.40 400g | |
          Pappardelle = Pappardelle | 6.40 400g | |
          Tagliolini à l’encre = Squid-ink tagliolini | 8.20 400g | +molluscs |
          Spaghetti alla chitarra = Spaghetti alla chitarra | 6.60 400g | |
          Orecchiette = Orecchiette | 6.80 400g | vegan |
          Trofie = Trofie | 6.80 400g | vegan |
          Gnocchi de pommes de terre = Potato gnocchi | 7.20 500g | |
          Gnocchi à la courge = Pumpkin gnocchi | 7.80 500g | s9-2 |
          Ravioli ricotta et épinards = Ricotta and spinach ravioli | 11.80 400g | +milk |
          Ravioli à la courge et amaretti = Pumpkin and amaretti ravioli | 12.40 400g | +milk +nuts s9-2 |
          Ravioli aux bolets = Cep ravioli | 13.80 400g | +milk s9-11 |
          Ravioli à la longeole = Longeole ravioli | 13.80 400g | +milk |
          Tortellini au bouillon = Tortellini for broth | 13.20 400g | +milk +celery |
          Cappelletti au citron = Lemon cappelletti | 12.40 400g | +milk |
          Lasagne à garnir, feuilles = Lasagne sheets | 5.80 400g | |
          Cannelloni à la ricotta = Ricotta cannelloni | 13.80 500g | +milk |
          Pesto au basilic = Basil pesto | 8.40 180g | +milk +nuts gf |
          Pesto d’ail des ours = Wild garlic pesto | 8.40 180g | +milk +nuts s4-6 |
          Sauce tomate et basilic = Tomato and basil sauce | 6.80 350g | vegan |
          Ragù à la bolognaise = Bolognese ragù | 10.80 350g | +celery +milk |
          Sauce aux noix = Walnut sauce | 8.80 180g | +nuts +milk |
          Caponata = Caponata | 8.80 300g | vegan +celery s6-10 |
          Tiramisù, deux parts = Tiramisu for two | 12.00 300g | +milk |
          Panna cotta, fruits rouges = Panna cotta with berries | 5.20 150g | +milk |`,
      },
    ],
  }),
];
