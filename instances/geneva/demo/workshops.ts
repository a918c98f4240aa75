import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const made = { vat: "standard", options: "!fait-main" } as const;

interface Glaze {
  readonly fr: string;
  readonly en: string;
}

/** Each form in each finish, at a price a little of its own. */
function inFinishes(forms: string, finishes: readonly Glaze[], options: string): string {
  return forms
    .trim()
    .split("\n")
    .flatMap((row, form) => {
      const [names = "", price = "", words = ""] = row.split("|").map((part) => part.trim());
      const [fr = "", en = ""] = names.split(" = ");
      // Not every form comes in every finish: the kiln decides.
      return finishes
        .filter((_, finish) => (form + finish) % 3 !== 0 || finish === 0)
        .map((finish) => `${fr}, ${finish.fr} = ${en}, ${finish.en} | ${price} | ${options} | ${words}`);
    })
    .join("\n");
}

/** Potters, soap makers, joiners, leather and wool, toys: things made in the workshop that sells them. */
export const workshops: readonly DemoParty[] = [
  stall({
    name: "Four à Deux",
    trade: "céramique aux Acacias = ceramics in Les Acacias",
    summary:
      "Deux tourneuses, un four à gaz, du grès qui va au lave-vaisselle. = Two potters, one gas kiln, stoneware for every day.",
    story: "Lise tourne, Maude émaille, et le four décide. Chaque cuisson dure quatorze heures ; on ouvre le lundi.",
    category: "craft/ceramic",
    place: "Rue des Allobroges 9, 1227 Les Acacias",
    hours: "thu 14-18:30, fri 14-18:30, sat 10-16",
    collection: "thu 14-18:30, fri 14-18:30, sat 10-16",
    leadHours: 24,
    since: "2026-02-26",
    labels: ["fait-main"],
    shelves: [
      {
        ...made,
        category: "craft/ceramic",
        lines: inFinishes(
          `
          Bol à soupe en grès = Stoneware soup bowl | 38.00 | Ø 14 cm, tient dans les deux mains.
          Bol à thé = Tea bowl | 32.00 |
          Tasse à café = Coffee cup | 28.00 |
          Tasse à anse, grande = Large mug | 36.00 |
          Assiette plate = Dinner plate | 42.00 |
          Assiette à dessert = Dessert plate | 34.00 |
          Assiette creuse = Deep plate | 40.00 |
          Saladier = Salad bowl | 88.00 |
          Plat à gratin = Gratin dish | 78.00 |
          Beurrier à l’eau = Water butter dish | 54.00 |
          Pichet d’un litre = One-litre jug | 72.00 |
          Coupelle à sel = Salt dish | 18.00 |`,
          [
            { fr: "émail cendre", en: "ash glaze" },
            { fr: "émail céladon", en: "celadon glaze" },
            { fr: "bleu de nuit", en: "night blue" },
            { fr: "terre nue", en: "bare clay" },
          ],
          "n3",
        ),
      },
      {
        ...made,
        category: "craft/vase",
        lines: `
          Vase bouteille = Bottle vase | 64.00 | n4 |
          Vase soliflore = Bud vase | 34.00 | n7 |
          Grand vase à col = Large necked vase | 140.00 | n1 |
          Cache-pot en grès chamotté = Grogged stoneware planter | 58.00 | n5 |
          Pot à lait de chaux, nichoir = Clay nest box | 46.00 | n6 |
          Initiation au tour, deux heures = Throwing taster, two hours | 85.00 | d120@ours c:services/courses | Deux pièces émaillées et cuites comprises.
          Cours de tour, huit soirs = Wheel course, eight evenings | 460.00 | d960@ours c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "La Bulle d’Arve",
    trade: "savonnerie à Carouge = soap maker in Carouge",
    summary: "Savons à froid, six semaines de cure, rien d’autre. = Cold-process soap, cured for six weeks.",
    category: "home/soap",
    place: "Rue Saint-Joseph 24, 1227 Carouge",
    since: "2026-03-12",
    labels: ["fait-main"],
    shelves: [
      {
        ...made,
        category: "home/soap",
        options: "vegan !fait-main",
        lines: `
          Savon à froid, foin et lavande = Hay and lavender soap | 8.50 100g | n34 | Huile de colza du canton, lavande de Cartigny.
          Savon au lait de chèvre = Goat’s milk soap | 9.00 100g | |
          Savon miel et avoine = Honey and oat soap | 9.00 110g | |
          Savon argile rose = Pink clay soap | 8.50 100g | |
          Savon argile verte, peaux mixtes = Green clay soap | 8.50 100g | |
          Savon au charbon = Charcoal soap | 8.50 100g | |
          Savon calendula, tout doux = Calendula soap | 8.50 100g | |
          Savon à l’ortie = Nettle soap | 8.50 100g | |
          Savon sapin et romarin = Fir and rosemary soap | 8.50 100g | |
          Savon à la menthe = Mint soap | 8.50 100g | |
          Savon nature, sans parfum = Unscented soap | 7.80 100g | |
          Savon du jardinier, au sable = Gardener’s sand soap | 8.80 120g | |
          Savon à barbe, en bol = Shaving soap in a bowl | 24.00 90g | |
          Savon de ménage, bloc = Household soap block | 6.80 300g | |
          Shampoing solide, ortie = Solid shampoo, nettle | 12.50 70g | |
          Shampoing solide, camomille = Solid shampoo, camomile | 12.50 70g | |
          Après-shampoing solide = Solid conditioner | 13.50 60g | |
          Déodorant en pot = Deodorant cream | 13.00 50g | |
          Dentifrice solide = Solid toothpaste | 9.80 25g | |
          Baume à lèvres = Lip balm | 6.80 10g | |
          Baume pour les mains de travail = Work hands balm | 14.00 60ml | |
          Huile de massage, arnica = Arnica massage oil | 19.00 100ml | |
          Eau florale de bleuet = Cornflower water | 12.00 100ml | s6-12 |
          Coffret de trois savons = Box of three soaps | 24.00 300g | c:gift |
          Porte-savon en hêtre = Beech soap dish | 12.00 | c:craft/wood |
          Chutes de savon, au poids = Soap ends, by weight | 5.00 200g | n9 |
          Atelier : son premier savon = Make your first soap | 75.00 | d180@ours c:services/courses n8 |`,
      },
      {
        ...made,
        category: "home/candle",
        lines: `
          Bougie colza et sapin = Rapeseed and fir candle | 24.00 | |
          Bougie colza et lavande = Rapeseed and lavender candle | 24.00 | |
          Bougie sans parfum = Unscented candle | 19.00 | |
          Chauffe-plats en cire, les six = Six wax tealights | 9.00 6p | |
          Recharge pour bougie = Candle refill | 14.00 | |`,
      },
    ],
  }),
  stall({
    name: "Menuiserie du Bout-du-Monde",
    trade: "menuiserie à Vessy = joinery in Vessy",
    summary:
      "Bois du canton, sciés au pied du Salève, assemblés sans vis. = Wood of the canton, joined without screws.",
    category: "craft/wood",
    place: "Route de Vessy 51, 1234 Vessy",
    hours: "tue-fri 9-17",
    leadHours: 48,
    since: "2026-04-27",
    labels: ["fait-main", "terre-d-ici"],
    couriers: ["le-petit-fret", "navette-des-communes"],
    shelves: [
      {
        ...made,
        category: "craft/wood",
        lines: `
          Planche à pain, noyer = Walnut bread board | 58.00 | n5 |
          Planche à découper, hêtre = Beech chopping board | 42.00 | n9 |
          Planche de service, chêne = Oak serving board | 48.00 | n6 |
          Cuillère de cuisine, cerisier = Cherry kitchen spoon | 18.00 | n14 |
          Spatule à raclette, érable = Maple raclette scraper | 9.50 | n22 |
          Rouleau à pâte, érable = Maple rolling pin | 34.00 | n6 |
          Dessous-de-plat, frêne = Ash trivet | 22.00 | n10 |
          Boîte à sel, arolle = Arolla pine salt box | 44.00 | n5 |
          Coffre à pain, arolle = Arolla pine bread box | 148.00 | n3 |
          Saladier tourné, frêne = Turned ash salad bowl | 95.00 | n2 |
          Coquetiers, les deux = Two egg cups | 19.00 2p | n8 |
          Pilon et mortier, chêne = Oak mortar and pestle | 52.00 | n4 |
          Tabouret à trois pieds, frêne = Three-legged ash stool | 185.00 | n3 c:home/furniture |
          Banc d’entrée, mélèze = Larch hall bench | 340.00 | n1 c:home/furniture |
          Table basse, noyer = Walnut coffee table | 620.00 | n1 c:home/furniture |
          Étagère murale, chêne = Oak wall shelf | 145.00 | n4 c:home/furniture |
          Patère à cinq crochets = Coat rack with five pegs | 88.00 | n5 c:home/furniture |
          Lampe de chevet, frêne et lin = Ash and linen bedside lamp | 135.00 | n4 c:home/lamp |
          Suspension en copeaux = Wood shaving pendant lamp | 165.00 | n2 c:home/lamp |
          Nichoir à mésanges = Nest box for tits | 38.00 | n12 c:garden/plants |
          Hôtel à insectes = Insect hotel | 46.00 | n7 c:garden/plants |
          Mangeoire d’hiver = Winter bird feeder | 42.00 | n9 s10-3 c:garden/plants |
          Bac potager en mélèze = Larch raised bed | 180.00 | n5 c:garden/plants |
          Affûtage d’un rabot ou d’un ciseau = Sharpening a plane or chisel | 15.00 | d30@ours c:repair/tools |
          Recollage d’une chaise = Regluing a chair | 65.00 | d90@ours c:repair/tools !fait-main |
          Cours d’assemblage, un samedi = Joinery class, one Saturday | 160.00 | d420@ours n6 c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "Cuir et Corne",
    trade: "maroquinerie à la Jonction = leather workshop at La Jonction",
    summary: "Cuirs tannés au chêne, cousus au point sellier. = Oak-tanned leather, saddle-stitched.",
    category: "craft/leather",
    place: "Rue des Bains 34, 1205 Plainpalais",
    since: "2026-05-11",
    labels: ["fait-main", "repare-d-abord"],
    shelves: [
      {
        ...made,
        category: "craft/leather",
        lines: `
          Ceinture, cuir brut = Belt, natural leather | 85 cm 78.00; 95 cm 78.00; 105 cm 82.00 | n5 |
          Ceinture étroite, noire = Narrow black belt | 85 cm 68.00; 95 cm 68.00 | n4 |
          Porte-cartes = Card holder | Fauve 42.00; Noir 42.00; Vert sapin 44.00 | n6 |
          Portefeuille à soufflet = Gusseted wallet | 96.00 | n4 |
          Porte-monnaie sans couture = Folded coin purse | 34.00 | n9 |
          Étui à lunettes = Glasses case | 48.00 | n5 |
          Étui à couteau = Knife sheath | 36.00 | n6 |
          Trousse à crayons = Pencil case | 44.00 | n6 |
          Carnet relié cuir = Leather notebook | 52.00 | n7 |
          Besace de facteur = Messenger bag | 320.00 | n2 |
          Sac à dos à rabat = Flap backpack | 390.00 | n1 |
          Cabas souple = Soft tote | 240.00 | n3 |
          Tablier de travail = Work apron | 165.00 | n3 |
          Collier de chien = Dog collar | Petit 38.00; Grand 46.00 | n5 |
          Porte-clés = Key ring | 14.00 | n20 |
          Recoudre une anse = Restitching a handle | 28.00 | d45@ours c:repair/clothes !repare-d-abord |
          Changer une fermeture de sac = Replacing a bag zip | 48.00 | d90@ours c:repair/clothes !repare-d-abord |
          Nourrir et raviver un cuir = Feeding and reviving leather | 35.00 | d60@ours c:repair/clothes !repare-d-abord |`,
      },
    ],
  }),
  stall({
    name: "Laines du Salève",
    trade: "filature et tricot à Veyrier = wool and knitting in Veyrier",
    summary:
      "La laine de douze troupeaux, lavée, filée, teinte aux plantes. = Wool of twelve flocks, dyed with plants.",
    category: "clothes/knit",
    place: "Chemin des Tournettes 8, 1255 Veyrier",
    hours: "wed 14-18, fri 14-18, sat 9-13",
    since: "2026-01-30",
    labels: ["terre-d-ici", "fait-main"],
    shelves: [
      {
        ...made,
        category: "home/textile",
        options: "!terre-d-ici",
        lines: inFinishes(
          `
          Pelote de laine, 4 fils = Four-ply wool, ball | 9.80 50g |
          Écheveau de laine fine = Fine wool, skein | 24.00 100g |
          Grosse laine à feutrer = Chunky felting wool | 12.00 100g |`,
          [
            { fr: "écru", en: "undyed" },
            { fr: "garance", en: "madder" },
            { fr: "gaude", en: "weld" },
            { fr: "indigo", en: "indigo" },
            { fr: "noyer", en: "walnut" },
            { fr: "gris mouton", en: "sheep grey" },
          ],
          "n18",
        ),
      },
      {
        ...made,
        category: "clothes/knit",
        lines: `
          Écharpe côtes anglaises = Ribbed scarf | Écru 78.00; Garance 82.00; Indigo 82.00 | n4 |
          Bonnet à revers = Cuffed hat | Écru 42.00; Gris 42.00; Noyer 44.00 | n6 c:clothes/gloves |
          Mitaines = Fingerless mitts | 36.00 | n8 c:clothes/gloves |
          Gants fins = Fine gloves | S 54.00; M 54.00; L 56.00 | n4 c:clothes/gloves |
          Moufles d’enfant = Children’s mittens | 2 à 4 ans 28.00; 5 à 8 ans 30.00 | n6 c:clothes/gloves |
          Chaussettes de marche = Walking socks | 36–38 28.00; 39–41 28.00; 42–44 29.00; 45–46 29.00 | n12 c:clothes/socks |
          Chaussettes fines = Fine socks | 36–38 22.00; 39–41 22.00; 42–44 23.00 | n10 c:clothes/socks |
          Chaussons feutrés = Felted slippers | 36–38 64.00; 39–41 64.00; 42–44 68.00 | n3 c:clothes/shoes |
          Pull marin = Fisherman’s jumper | S 240.00; M 240.00; L 250.00 | n2 |
          Gilet sans manches = Sleeveless cardigan | M 180.00; L 185.00 | n2 |
          Cape de berger = Shepherd’s cape | 290.00 | n1 c:clothes/coat |
          Plaid à franges = Fringed throw | 220.00 | n3 c:home/textile |
          Coussin de laine = Wool cushion | 58.00 | n6 c:home/textile |
          Couette en laine, une place = Single wool duvet | 280.00 | n4 c:home/textile |
          Peau de mouton, tannée à l’alun = Alum-tanned sheepskin | 140.00 | n5 c:home/textile |
          Semelles feutrées = Felt insoles | 36–38 12.00; 39–41 12.00; 42–44 12.00 | n20 c:clothes/shoes |
          Tricoter ses premières chaussettes = Knit your first socks | 95.00 | d360@ours n8 c:services/courses |
          Teindre aux plantes, une journée = Plant dyeing day | 140.00 | d420@ours n8 s5-9 c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "L’Atelier du Merle",
    trade: "estampes et bijoux à Saint-Jean = prints and jewellery in Saint-Jean",
    summary: "Linogravures et argent recyclé, dans le même atelier. = Linocuts and recycled silver.",
    category: "craft/art",
    place: "Rue de Saint-Jean 67, 1203 Saint-Jean",
    hours: "wed-sat 13-18:30",
    since: "2026-06-29",
    labels: ["fait-main"],
    vat: false,
    shelves: [
      {
        ...made,
        category: "craft/art",
        lines: `
          Linogravure « Le Salève en hiver » = Linocut, the Salève in winter | 75.00 | n9 |
          Linogravure « Bains des Pâquis » = Linocut, the Pâquis baths | 75.00 | n6 |
          Linogravure « Merle sur la gouttière » = Linocut, blackbird on a gutter | 55.00 | n12 |
          Linogravure « Tram 12 » = Linocut, tram 12 | 65.00 | n8 |
          Linogravure « Cardon » = Linocut, cardoon | 55.00 | n10 |
          Eau-forte « Jonction » = Etching, the Jonction | 140.00 | n4 |
          Sérigraphie « Jet d’eau, trois encres » = Screen print, three inks | 85.00 | n7 |
          Calendrier 2027, douze gravures = 2027 calendar, twelve prints | 34.00 | n40 s10-1 c:gift |
          Cartes postales, les huit = Eight postcards | 16.00 8p | n30 c:gift |
          Carnet cousu, papier de lin = Hand-sewn notebook | 22.00 | n14 |
          Papier à lettres, vingt feuilles = Letter paper, twenty sheets | 18.00 20p | n12 |
          Faire-part gravés, les cinquante = Fifty engraved announcements | 190.00 50p | n* |
          Cours de linogravure = Linocut class | 70.00 | d180@ours n6 c:services/courses |`,
      },
      {
        ...made,
        category: "craft/jewellery",
        lines: `
          Anneau martelé, argent = Hammered silver ring | 52 84.00; 54 84.00; 56 84.00; 58 84.00 | n3 |
          Bague fine, or recyclé = Fine ring, recycled gold | 320.00 | n2 |
          Créoles, argent = Silver hoops | 68.00 | n6 |
          Puces « goutte », argent = Drop studs, silver | 48.00 | n9 |
          Pendentif « feuille de ginkgo » = Ginkgo leaf pendant | 92.00 | n5 |
          Pendentif galet de l’Arve = Arve pebble pendant | 64.00 | n8 |
          Bracelet jonc, laiton = Brass bangle | 46.00 | n7 |
          Broche « merle » = Blackbird brooch | 58.00 | n6 |
          Boutons de manchette = Cufflinks | 110.00 | n3 |
          Mise à taille d’une bague = Ring resizing | 45.00 | d45@ours c:repair/tools |
          Faire fondre un vieux bijou en neuf = Melting an old jewel into a new one | 180.00 | d180@ours c:repair/tools |`,
      },
    ],
  }),
  stall({
    name: "Le Cheval à Roulettes",
    trade: "jouets de bois à Chêne-Bourg = wooden toys in Chêne-Bourg",
    summary:
      "Des jouets que l’on peut réparer, et des jeux à plusieurs. = Toys that can be mended, and games for many.",
    category: "toys",
    place: "Rue du Gothard 9, 1225 Chêne-Bourg",
    since: "2026-08-10",
    labels: ["repare-d-abord"],
    shelves: [
      {
        category: "toys",
        vat: "standard",
        lines: `
          Cheval à roulettes, hêtre = Pull-along horse | 68.00 | n8 |
          Train à trois wagons = Train with three wagons | 54.00 | n9 |
          Camion-benne = Tipper truck | 46.00 | n7 |
          Tracteur et remorque = Tractor and trailer | 52.00 | n6 |
          Tram 12 en bois = Wooden tram 12 | 48.00 | n10 |
          Bateau de bain, épicéa = Bath boat | 24.00 | n12 |
          Cubes à empiler, vingt-cinq = Twenty-five stacking blocks | 44.00 25p | n9 |
          Blocs de construction, cent = Hundred building bricks | 89.00 100p | n6 |
          Quilles de jardin = Garden skittles | 74.00 | n4 s4-9 |
          Mobile « Oiseaux du lac » = Mobile, birds of the lake | 39.00 | n8 |
          Hochet d’érable = Maple rattle | 19.00 | n15 |
          Anneau de dentition = Teething ring | 14.00 | n14 |
          Toupies peintes, les trois = Three painted tops | 18.00 3p | n16 |
          Yoyo de hêtre = Beech yo-yo | 12.00 | n15 |
          Dînette, douze pièces = Tea set, twelve pieces | 58.00 12p | n5 |
          Étal de marché miniature = Miniature market stall | 120.00 | n3 | Avec ses légumes de feutre et sa balance.
          Ferme en bois et huit bêtes = Farm with eight animals | 98.00 9p | n4 |
          Poupée de chiffon, lin et laine = Rag doll | 64.00 | n6 |
          Ours de laine = Woollen bear | 58.00 | n7 |
          Marionnettes à doigts, les cinq = Five finger puppets | 29.00 5p | n10 |
          Cerf-volant de coton = Cotton kite | 42.00 | n6 s3-10 |
          Corde à sauter = Skipping rope | 14.00 | n18 |
          Boîte de crayons à la cire, douze = Twelve wax crayons | 19.00 12p | n14 |
          Réparer un jouet de bois = Mending a wooden toy | 18.00 | d30@ours c:repair/tools !repare-d-abord |`,
      },
      {
        category: "games",
        vat: "standard",
        lines: `
          Jeu de l’oie du Léman = Goose game of the lake | 34.00 | n9 |
          Memory des oiseaux = Bird memory | 24.00 | n12 |
          Domino des légumes = Vegetable dominoes | 26.00 | n9 |
          Jass, deux jeux de cartes = Jass, two packs | 14.00 2p | n20 |
          Échecs de voyage = Travel chess | 48.00 | n4 |
          Moulin et dames, noyer = Nine men’s morris and draughts | 62.00 | n4 |
          Petits chevaux = Ludo | 38.00 | n6 |
          Mikado géant = Giant pick-up sticks | 28.00 | n6 |
          Jeu coopératif « Avant l’orage » = Cooperative game, before the storm | 42.00 | n8 | Rentrer les foins à temps, tous ensemble.
          Puzzle de bois, canton et communes = Wooden puzzle of the communes | 45.00 45p | n7 c:games/puzzle |
          Puzzle « Marché de Plainpalais », 500 = Puzzle, Plainpalais market, 500 | 34.00 500p | n8 c:games/puzzle |
          Puzzle « La Rade », 1000 = Puzzle, the harbour, 1,000 | 42.00 1000p | n6 c:games/puzzle |
          Premiers encastrements = First inset puzzle | 29.00 6p | n9 c:games/puzzle |
          Soirée jeux, le jeudi = Games evening, Thursdays | 5.00 | d180@ours c:services/courses n20 |`,
      },
    ],
  }),
];
