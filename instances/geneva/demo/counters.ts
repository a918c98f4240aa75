import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const fresh = { vat: "reduced", allergensDeclared: true } as const;

/** Bakers, cheesemongers, butchers, a fishmonger and a kitchen: what is bought over a counter. */
export const counters: readonly DemoParty[] = [
  stall({
    name: "Le Levain Bleu",
    trade: "boulangerie à Carouge = bakery in Carouge",
    summary: "Pains au levain de blés genevois, cuits chaque nuit. = Sourdough from Geneva wheat, baked every night.",
    story: "Un four à bois de 1931, un levain de dix ans et trois boulangers qui se couchent quand vous vous levez.",
    category: "food/bread",
    place: "Place du Marché 11, 1227 Carouge",
    hours: "tue-fri 7-19, sat 7-16",
    minimum: 12,
    since: "2026-01-12",
    labels: ["bio-controle", "farine-canton"],
    shelves: [
      {
        ...fresh,
        category: "food/bread",
        options: "veg +gluten ~nuts ~sesame !bio-controle !farine-canton",
        lines: `
          Pain de campagne au levain = Country sourdough | 7.80 850g; Demi 4.10 425g | n24 vegan | Blé du canton, trente heures de pousse, croûte brune.
          Pain de seigle = Rye bread | 7.20 700g | vegan |
          Pain intégral = Wholemeal bread | 6.90 750g | vegan |
          Pain d’épeautre = Spelt bread | 8.40 650g | vegan |
          Pain aux noix = Walnut bread | 8.80 600g | +nuts vegan |
          Pain aux graines = Seeded bread | 8.20 650g | +sesame vegan |
          Pain de petit épeautre = Einkorn bread | 9.80 600g | vegan |
          Pain de maïs de la Plaine = Cornbread | 7.40 550g | vegan |
          Pain aux figues = Fig bread | 8.90 500g | vegan s9-2 |
          Pain de mie au lait = Milk loaf | 6.80 500g | +milk |
          Miche de deux kilos = Two-kilo loaf | 16.40 2kg; Le quart 4.30 500g | vegan |
          Tresse au beurre = Butter plait | 7.60 500g | +milk +eggs | Le samedi, et les veilles de fête.
          Taillé aux greubons = Crackling loaf | 6.90 350g | +milk +eggs | Fondant de lard, feuilleté, bien salé.
          Baguette tradition = Traditional baguette | 3.20 250g | vegan c:food/bread/baguette |
          Baguette aux céréales = Multigrain baguette | 3.60 250g | vegan +sesame c:food/bread/baguette |
          Ficelle aux olives = Olive stick | 3.90 180g | vegan c:food/bread/baguette |
          Petits pains ronds, les six = Six rolls | 6.00 6p | vegan c:food/bread/baguette |
          Pains à burger, les quatre = Four burger buns | 6.40 4p | +milk +eggs +sesame c:food/bread/baguette |
          Croissants pur beurre, les quatre = Four butter croissants | 7.20 4p | +milk +eggs c:food/bread/viennoiserie |
          Pains au chocolat, les quatre = Four pains au chocolat | 8.40 4p | +milk +eggs ~soy c:food/bread/viennoiserie |
          Brioche au sucre = Sugar brioche | 5.80 300g | +milk +eggs c:food/bread/viennoiserie |
          Escargots aux noisettes = Hazelnut whirl | 3.40 1p | +milk +eggs +nuts c:food/bread/viennoiserie |
          Pain d’épices au miel de châtaignier = Gingerbread with chestnut honey | 9.60 400g | c:food/bread/pastry +eggs |
          Tarte aux pruneaux = Plum tart | Part 4.80 1p; Entière 26.00 8p | +milk +eggs s8-10 c:food/bread/pastry | Celle du Jeûne genevois.
          Tarte aux pommes = Apple tart | Part 4.60 1p; Entière 25.00 8p | +milk +eggs c:food/bread/pastry |
          Gâteau du Vully sucré = Cream and sugar cake | 14.00 450g | +milk +eggs c:food/bread/pastry |
          Cake aux fruits confits = Fruit cake | 12.00 400g | +milk +eggs +sulphites c:food/bread/pastry |
          Biscuits à l’épeautre = Spelt biscuits | 6.40 180g | +milk c:food/bread/biscuits |
          Sablés au beurre = Butter shortbread | 6.80 180g | +milk c:food/bread/biscuits |
          Croquants aux amandes = Almond crunches | 7.20 160g | +nuts +eggs c:food/bread/biscuits |
          Granola du fournil = Bakery granola | 9.40 400g | +nuts vegan c:food/flour |
          Chapelure maison = Breadcrumbs | 3.20 300g | vegan c:food/flour |
          Levain vivant = Live sourdough starter | 4.00 150g | vegan cold c:food/flour | Il s’appelle Fernand. Nourrissez-le.`,
      },
      {
        category: "services/courses",
        vat: "standard",
        lines: `
          Une nuit au fournil = A night at the bakery | 95.00 | d360@ours n4 | De 23 h à l’aube ; on repart avec ses pains.
          Atelier levain, samedi matin = Sourdough workshop | 70.00 | d180@ours n8 |`,
      },
    ],
  }),
  stall({
    name: "Moulin de la Laire",
    trade: "meunerie à Soral = mill in Soral",
    summary: "Farines écrasées à la pierre, d’un seul champ à la fois. = Stone-ground flour, one field at a time.",
    category: "food/flour",
    place: "Route de Rougemont 33, 1286 Soral",
    hours: "wed 14-18, sat 9-12",
    since: "2026-02-23",
    labels: ["farine-canton", "terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/flour",
        options: "vegan +gluten !farine-canton !terre-d-ici",
        origin: "Canton de Genève",
        lines: `
          Farine fleur de blé = White wheat flour | 3.20 1kg; Sac 13.50 5kg | |
          Farine mi-blanche = Half-white flour | 3.00 1kg; Sac 12.50 5kg | |
          Farine bise = Brown flour | 3.00 1kg; Sac 12.50 5kg | |
          Farine intégrale = Wholemeal flour | 2.90 1kg; Sac 12.00 5kg | |
          Farine de seigle = Rye flour | 3.40 1kg | |
          Farine d’épeautre blanche = White spelt flour | 4.60 1kg | |
          Farine d’épeautre intégrale = Wholemeal spelt flour | 4.40 1kg | |
          Farine de petit épeautre = Einkorn flour | 6.20 1kg | |
          Farine à tresse = Plaiting flour | 3.60 1kg | |
          Semoule fine de blé dur = Fine durum semolina | 3.90 1kg | |
          Flocons d’avoine = Rolled oats | 3.40 500g | |
          Flocons de cinq céréales = Five-grain flakes | 4.20 500g | |
          Son de blé = Wheat bran | 2.40 300g | |
          Germe de blé = Wheat germ | 3.60 250g | |
          Grains d’épeautre à cuire = Spelt grains | 4.20 500g | |
          Orge perlé = Pearl barley | 3.60 500g | |
          Seitan frais = Fresh seitan | 6.40 250g | cold c:food/prepared +soy |`,
      },
      {
        ...fresh,
        category: "food/flour",
        options: "vegan gf !terre-d-ici",
        origin: "Canton de Genève",
        lines: `
          Polenta fine = Fine polenta | 4.20 1kg | |
          Polenta bramata = Coarse polenta | 4.20 1kg | |
          Farine de sarrasin = Buckwheat flour | 5.80 500g | ~gluten |
          Farine de pois chiches = Chickpea flour | 5.20 500g | |
          Farine de châtaigne = Chestnut flour | 8.90 500g | s10-3 |
          Millet décortiqué = Hulled millet | 3.90 500g | |
          Graines de lin = Linseed | 3.60 400g | c:food/dried-fruit |
          Graines de tournesol = Sunflower seeds | 3.80 400g | c:food/dried-fruit |
          Graines de courge = Pumpkin seeds | 6.20 300g | c:food/dried-fruit |
          Huile de colza pressée à froid = Cold-pressed rapeseed oil | 9.80 5dl | c:food/oil |
          Huile de tournesol = Sunflower oil | 8.40 5dl | c:food/oil |
          Huile de noix = Walnut oil | 16.50 2.5dl | +nuts c:food/oil |
          Huile de lin = Linseed oil | 11.00 2.5dl | cold c:food/oil |`,
      },
    ],
  }),
  stall({
    name: "Biscuiterie du Rondeau",
    trade: "biscuits et bricelets à Grand-Lancy = biscuits in Grand-Lancy",
    summary:
      "Bricelets, croquets et cuchaule, sans rien qui ne soit pas dans une cuisine. = Biscuits with nothing that is not in a kitchen.",
    category: "food/bread/biscuits",
    place: "Route du Grand-Lancy 54, 1212 Grand-Lancy",
    since: "2026-06-01",
    labels: ["fait-main"],
    vat: false,
    shelves: [
      {
        ...fresh,
        category: "food/bread/biscuits",
        options: "veg +gluten +milk +eggs !fait-main",
        lines: `
          Bricelets à la crème = Cream wafers | 7.80 150g | |
          Bricelets salés au cumin = Savoury caraway wafers | 7.80 150g | |
          Croquets aux noisettes = Hazelnut croquets | 7.40 180g | +nuts |
          Madeleines au citron, les huit = Eight lemon madeleines | 8.00 8p | |
          Macarons aux amandes = Almond macaroons | 9.20 150g | +nuts |
          Florentins au chocolat noir = Dark chocolate florentines | 9.80 160g | +nuts +soy |
          Milanais = Milanese biscuits | 6.80 200g | |
          Étoiles à la cannelle = Cinnamon stars | 8.90 200g | +nuts s11-12 |
          Brunsli au kirsch = Chocolate almond biscuits | 8.90 200g | +nuts s11-12 |
          Leckerlis au miel = Honey leckerli | 8.40 220g | +nuts +sulphites |
          Pains d’anis = Aniseed biscuits | 7.20 180g | |
          Sablés à la lavande = Lavender shortbread | 7.40 180g | s5-9 |
          Crackers au romarin = Rosemary crackers | 6.20 150g | vegan |
          Flûtes au sel = Salted sticks | 5.80 150g | |
          Meringues = Meringues | 6.40 120g | gf |
          Boîte de douze sortes = Box of twelve kinds | 29.00 600g | +nuts +soy c:gift |`,
      },
    ],
  }),
  stall({
    name: "Crèmerie des Grottes",
    trade: "fromager affineur aux Grottes = cheesemonger in Les Grottes",
    summary: "Soixante fromages de trente alpages et fermes, à la coupe. = Sixty cheeses, cut to order.",
    category: "food/dairy/cheese",
    place: "Rue des Gares 9, 1201 Pâquis",
    hours: "tue-fri 9-19, sat 8-17",
    minimum: 15,
    since: "2026-02-02",
    shelves: [
      {
        ...fresh,
        category: "food/dairy/cheese",
        options: "cold +milk gf",
        lines: `
          Gruyère AOP, 8 mois = Gruyère, 8 months | 25/kg 300g | |
          Gruyère AOP, 14 mois = Gruyère, 14 months | 29/kg 300g | |
          Gruyère d’alpage AOP = Alpine Gruyère | 36/kg 300g | |
          Vacherin fribourgeois AOP = Vacherin fribourgeois | 27/kg 300g | |
          Vacherin Mont-d’Or AOP = Vacherin Mont-d’Or | 26/kg 450g | s9-4 |
          L’Etivaz AOP = L’Etivaz | 38/kg 280g | |
          Emmental AOP, grotte = Cave-aged Emmental | 26/kg 300g | |
          Tête de Moine AOP = Tête de Moine | 34/kg 400g | |
          Sbrinz AOP = Sbrinz | 39/kg 250g | |
          Raclette du Valais AOP = Valais raclette | 32/kg 600g | |
          Appenzeller extra = Appenzeller, extra | 28/kg 300g | |
          Tilsit rouge = Red Tilsit | 22/kg 300g | |
          Tomme vaudoise = Vaud tomme | 3.80 100g | |
          Tomme fleurette de Rougemont = Bloomy tomme | 5.90 170g | |
          Tomme aux herbes du Jorat = Tomme with herbs | 4.20 100g | |
          Bleu de la Dent = Blue cheese of the Alps | 31/kg 250g | |
          Bleuchâtel = Neuchâtel blue | 30/kg 250g | |
          Reblochon fermier = Farm reblochon | 15.80 480g | |
          Abondance AOP = Abondance | 31/kg 300g | |
          Beaufort d’été AOP = Summer Beaufort | 42/kg 280g | |
          Comté AOP, 18 mois = Comté, 18 months | 36/kg 300g | |
          Morbier au lait cru = Raw-milk Morbier | 29/kg 300g | |
          Chevrotin des Aravis = Aravis goat cheese | 14.50 300g | |
          Tome des Bauges AOP = Tome des Bauges | 28/kg 350g | |
          Persillé de Tignes = Tignes blue goat cheese | 44/kg 200g | |
          Saint-Marcellin = Saint-Marcellin | 4.60 80g | |
          Brillat-Savarin affiné = Aged Brillat-Savarin | 9.80 200g | |
          Brie de Meaux = Brie de Meaux | 33/kg 250g | |
          Camembert au lait cru = Raw-milk Camembert | 8.20 250g | |
          Époisses = Époisses | 14.90 250g | |
          Roquefort vieux berger = Roquefort | 46/kg 150g | |
          Ossau-Iraty = Ossau-Iraty | 41/kg 250g | |
          Brebis corse = Corsican ewe’s cheese | 43/kg 250g | |
          Pecorino poivré = Peppered pecorino | 36/kg 250g | |
          Parmigiano Reggiano, 24 mois = Parmigiano Reggiano, 24 months | 41/kg 300g | |
          Taleggio = Taleggio | 28/kg 250g | |
          Gorgonzola doux = Sweet gorgonzola | 27/kg 250g | |
          Mozzarella de bufflonne = Buffalo mozzarella | 4.80 125g | |
          Burrata = Burrata | 6.20 150g | |
          Feta de brebis = Ewe’s feta | 6.40 200g | |
          Manchego, 12 mois = Manchego, 12 months | 39/kg 250g | |
          Stilton = Stilton | 44/kg 200g | s10-2 |
          Cheddar fermier = Farmhouse cheddar | 38/kg 250g | |
          Chèvre cendré = Ash-coated goat cheese | 7.80 150g | s3-11 |
          Crottin de chèvre sec = Dried goat crottin | 4.20 60g | |
          Bûche de chèvre frais = Fresh goat log | 6.90 180g | s3-11 |
          Fondue moitié-moitié = Half-and-half fondue mix | 27/kg 400g | | Gruyère 8 mois et vacherin, râpés ce matin.
          Fondue aux bolets = Fondue with ceps | 31/kg 400g | s9-3 |
          Ricotta = Ricotta | 4.60 250g | |
          Mascarpone = Mascarpone | 4.90 250g | |
          Beurre d’alpage = Alpine butter | 8.40 250g | c:food/dairy/butter s6-10 |
          Crème double de la Gruyère = Gruyère double cream | 7.90 2.5dl | c:food/dairy/butter |
          Plateau pour six = Cheese board for six | 49.00 1.2kg | n6 | Sept fromages, leurs noms écrits à la main.`,
      },
    ],
  }),
  stall({
    name: "Boucherie du Pont-Neuf",
    trade: "boucherie à Carouge = butcher in Carouge",
    summary: "Bœufs et porcs du canton, achetés entiers. = Beef and pork of the canton, bought whole.",
    category: "food/meat",
    place: "Rue du Pont-Neuf 8, 1227 Carouge",
    hours: "tue-fri 8-18:30, sat 8-16",
    minimum: 20,
    since: "2026-01-26",
    labels: ["terre-d-ici"],
    shelves: [
      {
        ...fresh,
        category: "food/meat",
        options: "cold gf !terre-d-ici",
        origin: "Canton de Genève",
        lines: `
          Entrecôte de bœuf = Beef entrecôte | 68/kg 250g | |
          Filet de bœuf = Beef fillet | 92/kg 220g | |
          Rumsteck = Rump steak | 54/kg 220g | |
          Bavette = Bavette | 42/kg 250g | |
          Onglet = Hanger steak | 44/kg 250g | n5 |
          Côte de bœuf, 30 jours = Rib of beef, 30 days | 66/kg 900g | |
          Rôti de bœuf, épaule = Shoulder roast | 36/kg 900g | |
          Bouilli = Beef for boiling | 24/kg 800g | |
          Joues de bœuf = Beef cheeks | 28/kg 700g | |
          Queue de bœuf = Oxtail | 21/kg 900g | |
          Viande hachée de bœuf = Minced beef | 24/kg 500g | |
          Tartare coupé au couteau = Hand-cut tartare | 46/kg 180g | +mustard +eggs |
          Émincé de veau = Sliced veal | 58/kg 300g | |
          Escalopes de veau = Veal escalopes | 64/kg 250g | |
          Osso buco = Osso buco | 38/kg 600g | |
          Blanquette de veau = Veal for blanquette | 36/kg 700g | |
          Foie de veau = Calf’s liver | 42/kg 250g | |
          Côtelettes de porc = Pork chops | 24/kg 400g | |
          Rôti de porc, cou = Pork neck roast | 23/kg 900g | |
          Filet mignon de porc = Pork tenderloin | 38/kg 450g | |
          Travers de porc = Spare ribs | 17/kg 900g | |
          Gigot d’agneau = Leg of lamb | 42/kg 1.6kg | s3-6 |
          Côtelettes d’agneau = Lamb chops | 56/kg 300g | s3-6 |
          Lapin fermier = Farm rabbit | 32/kg 1.3kg | n6 |
          Os à moelle = Marrow bones | 6/kg 700g | |`,
      },
      {
        ...fresh,
        category: "food/meat/charcuterie",
        options: "cold gf",
        origin: "Canton de Genève",
        lines: `
          Longeole IGP = Geneva longeole sausage | 23/kg 420g | !terre-d-ici | Porc, couenne et fenouil. Trois heures d’eau frémissante.
          Saucisson vaudois = Vaud sausage | 26/kg 400g | |
          Saucisse aux choux = Cabbage sausage | 21/kg 350g | |
          Boutefas = Boutefas | 28/kg 900g | |
          Atriaux = Atriaux | 19/kg 400g | s10-3 |
          Boudin à la crème = Cream black pudding | 17/kg 350g | s10-3 +milk |
          Saucisse à rôtir de porc = Pork grilling sausage | 22/kg 400g | |
          Saucisse de veau = Veal sausage | 24/kg 400g | +milk |
          Merguez = Merguez | 26/kg 400g | |
          Cervelas, les deux = Two cervelas | 4.40 2p | |
          Jambon à l’os = Bone-in ham | 42/kg 150g | |
          Jambon cru du Valais = Valais cured ham | 78/kg 100g | |
          Viande séchée = Air-dried beef | 96/kg 100g | |
          Lard sec à manger cru = Cured bacon | 48/kg 120g | |
          Lardons fumés = Smoked lardons | 24/kg 250g | |
          Coppa = Coppa | 62/kg 100g | |
          Terrine de campagne = Country terrine | 38/kg 200g | +eggs |
          Pâté en croûte = Pork pie in pastry | 44/kg 250g | +gluten +eggs +milk |
          Rillettes de porc = Pork rillettes | 8.90 180g | |
          Saindoux = Lard | 4.20 250g | |`,
      },
    ],
  }),
  stall({
    name: "Pêcherie de la Bise",
    trade: "pêche du lac à Hermance = lake fishing in Hermance",
    summary:
      "Ce que le lac donne le matin, fileté avant midi. = What the lake gives in the morning, filleted before noon.",
    category: "food/fish",
    place: "Quai d’Hermance 3, 1248 Hermance",
    hours: "tue-sat 9-12",
    minimum: 20,
    leadHours: 18,
    since: "2026-03-16",
    labels: ["terre-d-ici"],
    couriers: ["navette-des-communes"],
    shelves: [
      {
        ...fresh,
        category: "food/fish",
        options: "cold gf +fish",
        origin: "Léman",
        lines: `
          Filets de perche du lac = Lake perch fillets | 72/kg 250g | n8 s6-4 !terre-d-ici |
          Filets de féra = Whitefish fillets | 46/kg 300g | s2-10 !terre-d-ici |
          Féra entière = Whole whitefish | 26/kg 500g | s2-10 !terre-d-ici |
          Omble chevalier = Arctic char | 48/kg 350g | n5 s1-9 !terre-d-ici |
          Truite du lac = Lake trout | 38/kg 700g | n4 s2-9 !terre-d-ici |
          Brochet en darnes = Pike steaks | 36/kg 500g | s5-3 !terre-d-ici |
          Lotte du lac = Burbot | 39/kg 350g | s11-3 !terre-d-ici |
          Écrevisses signal, vivantes = Live crayfish | 34/kg 600g | +crustaceans s6-10 !terre-d-ici | Espèce invasive : mangez-en.
          Gardons pour friture = Roach for frying | 18/kg 500g | !terre-d-ici |
          Féra fumée = Smoked whitefish | 64/kg 150g | !terre-d-ici |
          Truite fumée = Smoked trout | 58/kg 150g | |
          Rillettes de féra = Whitefish rillettes | 9.80 150g | +milk |
          Terrine de brochet = Pike terrine | 44/kg 200g | +eggs +milk |
          Œufs de féra = Whitefish roe | 18.00 80g | n3 s11-1 |
          Fumet de poisson = Fish stock | 7.20 5dl | +celery c:food/prepared |
          Bisque d’écrevisses = Crayfish bisque | 11.80 5dl | +crustaceans +milk +celery c:food/prepared |
          Une matinée de pêche = A morning’s fishing | 90.00 | d240@ours n2 c:services/farm-visit v:standard | Départ 5 h, deux personnes au plus.`,
      },
    ],
  }),
  stall({
    name: "La Marmite Norvégienne",
    trade: "plats mijotés aux Acacias = slow-cooked dishes in Les Acacias",
    summary:
      "Cuisiné le lundi, en bocaux consignés, pour toute la semaine. = Cooked on Monday, in returnable jars, for the week.",
    category: "food/prepared",
    place: "Rue des Noirettes 14, 1227 Les Acacias",
    hours: "mon-thu 11-18",
    minimum: 18,
    since: "2026-07-06",
    labels: ["consigne", "insertion"],
    shelves: [
      {
        ...fresh,
        category: "food/prepared",
        options: "cold !consigne !insertion",
        lines: `
          Soupe à la courge = Pumpkin soup | 7.80 5dl +jar-500g | vegan gf +celery s9-2 |
          Minestrone = Minestrone | 7.80 5dl +jar-500g | vegan +gluten +celery |
          Velouté de poireaux = Leek soup | 7.80 5dl +jar-500g | veg gf +milk s10-3 |
          Gaspacho = Gazpacho | 7.40 5dl +jar-500g | vegan gf s6-9 |
          Papet vaudois = Leek and potato stew with sausage | 13.80 500g +jar-500g | gf +milk |
          Longeole aux lentilles = Longeole sausage with lentils | 14.80 500g +jar-500g | gf +celery |
          Cardon à la crème = Cardoon in cream | 12.80 500g +jar-500g | veg +milk +gluten s11-1 |
          Gratin dauphinois = Potato gratin | 10.80 500g +jar-500g | veg gf +milk |
          Bœuf braisé au gamay = Beef braised in gamay | 16.80 500g +jar-500g | +celery +sulphites +gluten |
          Blanquette de veau = Veal blanquette | 17.80 500g +jar-500g | +milk +gluten +celery |
          Curry de pois chiches = Chickpea curry | 11.80 500g +jar-500g | vegan gf +mustard |
          Dahl de lentilles corail = Red lentil dal | 10.80 500g +jar-500g | vegan gf +mustard |
          Chili sin carne = Chili sin carne | 11.80 500g +jar-500g | vegan gf |
          Ratatouille = Ratatouille | 10.80 500g +jar-500g | vegan gf s6-10 |
          Couscous aux sept légumes = Seven-vegetable couscous | 12.80 500g +jar-500g | vegan +gluten +celery |
          Lasagnes aux épinards = Spinach lasagne | 13.80 500g | veg +gluten +milk +eggs |
          Capuns des Grisons = Grisons chard rolls | 14.80 400g | +gluten +milk +eggs |
          Malakoffs, les quatre = Four malakoffs | 12.00 4p | veg +gluten +milk +eggs | À réchauffer au four, vingt minutes.
          Riz au lait = Rice pudding | 4.80 200g | veg gf +milk |
          Compote de pommes = Apple compote | 4.20 350g +jar-500g | vegan gf |
          Crème de marrons = Chestnut cream | 6.80 220g | vegan gf s10-2 |
          Houmous = Hummus | 6.20 250g | vegan gf +sesame |
          Menu de la semaine, cinq bocaux = Menu of the week, five jars | 56.00 2.5kg | +gluten +milk +celery |`,
      },
    ],
  }),
];
