import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const work = { vat: "standard" } as const;

/** Repair, lessons, care and help; and what grows. */
export const services: readonly DemoParty[] = [
  stall({
    name: "La Rayonnante",
    trade: "atelier vélo à la Jonction = bike workshop at La Jonction",
    summary: "On répare d’abord ; on apprend à le faire. = We mend first, and show you how.",
    story:
      "Un atelier coopératif où cinq mécaniciennes et mécaniciens forment deux apprentis par an. Les pièces changées vous sont rendues.",
    category: "repair/bicycle",
    place: "Boulevard Carl-Vogt 75, 1205 Plainpalais",
    hours: "tue-fri 10-18:30, sat 10-16",
    appointments: { hours: "tue-fri 10-12:30, tue-fri 14-18:30, sat 10-16", step: 15, capacity: 2 },
    since: "2026-01-15",
    labels: ["repare-d-abord", "insertion"],
    shelves: [
      {
        ...work,
        category: "repair/bicycle",
        options: "!repare-d-abord !insertion",
        lines: `
          Révision complète de vélo = Full bike service | 95.00 | d90@ours book | Freins, vitesses, roues, roulements ; devis avant toute pièce.
          Petite révision = Small service | 48.00 | d45@ours book |
          Réparer une crevaison = Puncture repair | 18.00 | d20@ours |
          Changer un pneu = Tyre change | 15.00 | d20@ours |
          Changer chaîne et cassette = Chain and cassette change | 38.00 | d45@ours |
          Régler les freins = Brake adjustment | 18.00 | d20@ours book |
          Purger un frein hydraulique = Bleeding a hydraulic brake | 45.00 | d45@ours |
          Régler les vitesses = Gear adjustment | 18.00 | d20@ours book |
          Dévoiler une roue = Truing a wheel | 28.00 | d30@ours |
          Rayonner une roue = Building a wheel | 75.00 | d90@ours |
          Changer un boîtier de pédalier = Bottom bracket change | 42.00 | d45@ours |
          Diagnostic de vélo électrique = E-bike check | 55.00 | d45@ours book |
          Monter un porte-bagages = Fitting a rack | 22.00 | d30@ours |
          Poser un éclairage dynamo = Fitting dynamo lights | 65.00 | d60@ours |
          Marquage contre le vol = Anti-theft marking | 12.00 | d15@ours |
          Établi libre, une heure = Bench hire, one hour | 12.00 | d60@ours book | Outils et conseils compris.
          Cours : entretenir son vélo = Maintain your own bike | 60.00 | d180@ours n8 c:services/courses |
          Prise en charge chez vous, à vélo = Collection from your home, by bike | 20.00 | d30@yours |`,
      },
      {
        ...work,
        category: "repair/bicycle",
        lines: `
          Chambre à air = Inner tube | 28 pouces 8.50; 26 pouces 8.50; 20 pouces 8.00 | n30 |
          Pneu de ville 28 × 37 = Town tyre 28 × 37 | 34.00 | n14 |
          Pneu à clous 28 × 42 = Studded tyre | 62.00 | n6 s11-2 |
          Chaîne 8 vitesses = Chain, 8-speed | 24.00 | n12 |
          Chaîne 10 vitesses = Chain, 10-speed | 34.00 | n9 |
          Patins de frein, la paire = Brake blocks, pair | 14.00 2p | n20 |
          Plaquettes de frein = Brake pads | 22.00 | n16 |
          Câble et gaine = Cable and housing | 9.00 | n25 |
          Selle ressorts = Sprung saddle | 58.00 | n5 |
          Poignées de liège = Cork grips | 24.00 | n7 |
          Sonnette de laiton = Brass bell | 19.00 | n12 |
          Antivol pliable = Folding lock | 89.00 | n6 |
          Antivol en U = U-lock | 64.00 | n8 |
          Éclairage à piles, avant et arrière = Battery lights | 32.00 2p | n14 |
          Panier d’osier = Wicker basket | 48.00 | n6 |
          Sacoches, la paire = Panniers, pair | 120.00 2p | n4 |
          Siège d’enfant arrière = Rear child seat | 110.00 | n3 |
          Casque = Helmet | S 59.00; M 59.00; L 59.00 | n6 |
          Kit de rustines = Patch kit | 6.50 | n24 |
          Démonte-pneus, les trois = Three tyre levers | 7.00 3p | n18 |
          Huile de chaîne au lin = Linseed chain oil | 12.00 100ml | n15 |
          Pompe à pied = Floor pump | 42.00 | n7 |`,
      },
      {
        ...work,
        category: "second-hand/bicycle",
        options: "n1 !repare-d-abord",
        lines: `
          Vélo hollandais, révisé = Dutch bike, overhauled | 320.00 | |
          Demi-course Motobécane, révisée = Sports tourer, overhauled | 380.00 | |
          Randonneuse acier, 56 cm = Steel tourer, 56 cm | 540.00 | |
          Vélo pliant, révisé = Folding bike, overhauled | 290.00 | |
          VTT 26 pouces, révisé = Mountain bike, overhauled | 260.00 | |
          Vélo électrique, batterie vérifiée = E-bike, battery checked | 1150.00 | |
          Vélo-cargo, location à la journée = Cargo bike, day hire | 45.00 | d1440@ours n2 c:services/rental |
          Remorque d’enfant, location à la semaine = Child trailer, weekly hire | 35.00 | d10080@ours n3 c:services/rental |`,
      },
    ],
  }),
  stall({
    name: "Le Point Passé",
    trade: "retouches à la Servette = alterations in La Servette",
    summary: "Ourlets, fermetures, coudes usés. = Hems, zips and worn elbows.",
    category: "repair/clothes",
    place: "Rue de la Poterie 18, 1202 Sécheron",
    hours: "tue-fri 9:30-18:30, sat 10-14",
    since: "2026-09-07",
    labels: ["repare-d-abord"],
    vat: false,
    shelves: [
      {
        ...work,
        category: "repair/clothes",
        options: "!repare-d-abord",
        lines: `
          Ourlet de pantalon = Trouser hem | 18.00 | d30@ours | Prêt en trois jours.
          Ourlet de jean, bord d’origine = Jeans hem, original edge | 26.00 | d40@ours |
          Ourlet de robe = Dress hem | 28.00 | d45@ours |
          Ourlet de rideau, le mètre = Curtain hem, per metre | 12.00 1m | d20@ours |
          Changer une fermeture éclair, pantalon = Trouser zip | 26.00 | d40@ours |
          Changer une fermeture éclair, veste = Jacket zip | 45.00 | d75@ours |
          Ajuster une taille = Taking in a waist | 32.00 | d45@ours |
          Raccourcir des manches = Shortening sleeves | 34.00 | d50@ours |
          Coudières de cuir, la paire = Leather elbow patches | 38.00 | d50@ours |
          Repriser un pull = Darning a jumper | 24.00 | d45@ours |
          Doubler un manteau = Relining a coat | 140.00 | d240@ours |
          Retourner un col de chemise = Turning a shirt collar | 28.00 | d45@ours |
          Recoudre cinq boutons = Five buttons | 10.00 | d15@ours |
          Housse de coussin sur mesure = Made-to-measure cushion cover | 42.00 | d60@ours |
          Costume de l’Escalade, location = Escalade costume, hire | 45.00 | d4320@ours s11-12 c:services/rental |
          Cours : sa première jupe = Sew your first skirt | 120.00 | d360@ours n5 c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "Cordonnerie Talon d’Or",
    trade: "cordonnerie et clés à Champel = cobbler in Champel",
    summary: "Ressemeler coûte moins que racheter. = Resoling costs less than buying again.",
    category: "repair/clothes",
    place: "Avenue de Champel 17, 1206 Champel",
    since: "2026-03-19",
    labels: ["repare-d-abord"],
    shelves: [
      {
        ...work,
        category: "repair/clothes",
        options: "!repare-d-abord",
        lines: `
          Ressemelage complet, cuir = Full leather resole | 95.00 | d120@ours |
          Ressemelage gomme = Rubber resole | 78.00 | d90@ours |
          Ressemelage de chaussures de montagne = Mountain boot resole | 110.00 | d120@ours |
          Talons, la paire = Heels, pair | 24.00 | d30@ours |
          Patins, la paire = Half-soles, pair | 32.00 | d40@ours |
          Recoudre une trépointe = Restitching a welt | 38.00 | d45@ours |
          Agrandir une chaussure = Stretching a shoe | 18.00 | d30@ours |
          Changer des œillets = New eyelets | 14.00 | d20@ours |
          Teindre une paire = Dyeing a pair | 48.00 | d60@ours |
          Changer une fermeture de botte = Boot zip | 46.00 | d60@ours |
          Affûter un couteau = Sharpening a knife | 9.00 | d15@ours c:repair/tools |
          Affûter des ciseaux = Sharpening scissors | 12.00 | d15@ours c:repair/tools |
          Copie de clé plate = Flat key copy | 8.00 | d10@ours c:repair/tools |
          Pile de montre = Watch battery | 15.00 | d15@ours c:electronics/watch |
          Cirage incolore = Neutral polish | 9.50 50ml | n20 c:clothes/shoes |
          Cirage brun = Brown polish | 9.50 50ml | n20 c:clothes/shoes |
          Graisse à la cire d’abeille = Beeswax dubbin | 12.00 100ml | n14 c:clothes/shoes |
          Brosse à reluire, crin = Horsehair brush | 16.00 | n10 c:home/broom |
          Lacets cirés, la paire = Waxed laces | 5.50 | n30 c:clothes/shoes |
          Embauchoirs de cèdre = Cedar shoe trees | 34.00 2p | n8 c:clothes/shoes |`,
      },
    ],
  }),
  stall({
    name: "Lutherie de la Corraterie",
    trade: "luthière en Vieille-Ville = violin maker in the Old Town",
    summary: "Violons, altos, violoncelles : réglés, réparés, prêtés. = Strings set up, mended, lent.",
    category: "music",
    place: "Rue de la Corraterie 22, 1204 Vieille-Ville",
    hours: "tue-fri 10-18",
    since: "2026-05-26",
    labels: ["repare-d-abord", "fait-main"],
    shelves: [
      {
        ...work,
        category: "music",
        options: "!repare-d-abord",
        lines: `
          Réglage d’un violon = Violin set-up | 60.00 | d60@ours |
          Changer les cordes = Restringing | 25.00 | d30@ours |
          Remécher un archet de violon = Rehairing a violin bow | 85.00 | d90@ours |
          Remécher un archet de violoncelle = Rehairing a cello bow | 95.00 | d90@ours |
          Recoller une table = Regluing a top | 180.00 | d240@ours |
          Estimation d’un instrument = Valuation | 90.00 | d60@ours |
          Location de violon d’étude, une semaine = Student violin hire, one week | 12.00 | d10080@ours n9 c:services/rental |
          Location de violoncelle, une semaine = Cello hire, one week | 18.00 | d10080@ours n5 c:services/rental |
          Violon d’atelier, 2025 = Workshop violin, 2025 | 9800.00 | n1 !fait-main |
          Violon d’étude, révisé = Student violin, overhauled | 680.00 | n3 |
          Colophane = Rosin | 16.00 | n15 |
          Jeu de cordes de violon = Violin strings | 58.00 4p | n12 |
          Mentonnière d’ébène = Ebony chin rest | 42.00 | n5 |
          Coussin de violon = Shoulder rest | 48.00 | n6 |
          Métronome mécanique, révisé = Mechanical metronome | 64.00 | n3 |`,
      },
    ],
  }),
  stall({
    name: "Claire Aubonney",
    trade: "leçons de piano, chez vous = piano lessons, at your home",
    summary: "Débutants de sept à nonante ans. = Beginners from seven to ninety.",
    category: "services/music-lesson",
    place: "Chemin Rieu 14, 1208 Malagnou",
    hours: "mon-fri 9-20",
    collection: "",
    couriers: [],
    means: ["cash", "local-currency"],
    appointments: { hours: "mon-fri 13-20, wed 9-12", step: 30, leadHours: 24, daysAhead: 28 },
    since: "2026-03-26",
    vat: false,
    shelves: [
      {
        ...work,
        category: "services/music-lesson",
        lines: `
          Leçon de piano, adultes débutants = Piano lesson, adult beginners | 70.00 50min | d50@yours book |
          Leçon de piano, enfants = Piano lesson, children | 50.00 30min | d30@yours book |
          Leçon de piano, avancés = Piano lesson, advanced | 95.00 60min | d60@yours book |
          Dix leçons, enfants = Ten lessons, children | 460.00 300min | d300@yours |
          Solfège, petit groupe = Theory, small group | 25.00 60min | d60@ours n6 |
          Accompagnement d’un examen = Exam accompaniment | 120.00 60min | d60@ours |
          Jouer pour une fête, une heure = Playing at a party, one hour | 180.00 60min | d60@yours |
          Leçon à distance = Lesson at a distance | 55.00 45min | d45@remote book |`,
      },
    ],
  }),
  stall({
    name: "Salon des Bains",
    trade: "coiffure aux Pâquis = hairdresser in Les Pâquis",
    summary: "Couper, coiffer, et rien à vendre en plus. = Cut and style, and nothing else to sell.",
    category: "services/hair",
    place: "Rue des Pâquis 50, 1201 Pâquis",
    appointments: { hours: "tue-fri 9-18, sat 9-16", step: 15, leadHours: 2, capacity: 3 },
    since: "2026-11-16",
    couriers: [],
    shelves: [
      {
        ...work,
        category: "services/hair",
        lines: `
          Coupe courte = Short cut | 48.00 | d30@ours book |
          Coupe mi-longue = Medium cut | 68.00 | d45@ours book |
          Coupe longue = Long cut | 82.00 | d60@ours book |
          Coupe d’enfant = Children’s cut | 32.00 | d25@ours book |
          Barbe = Beard trim | 28.00 | d20@ours |
          Brushing = Blow-dry | 45.00 | d35@ours |
          Couleur végétale = Plant colour | 110.00 | d120@ours |
          Coupe à domicile = Cut at home | 90.00 | d60@yours |
          Coiffure de fête = Party hair | 95.00 | d75@ours book |`,
      },
    ],
  }),
  stall({
    name: "Coup de Main",
    trade: "ménage, transport et bricolage = cleaning, moving and odd jobs",
    summary:
      "Une coopérative de services ; les heures sont payées, toutes. = A services cooperative; every hour is paid.",
    category: "services/cleaning",
    place: "Rue de Montbrillant 52, 1202 Sécheron",
    hours: "mon-fri 8-18",
    collection: "",
    couriers: [],
    since: "2026-04-16",
    labels: ["insertion"],
    shelves: [
      {
        ...work,
        category: "services/cleaning",
        options: "!insertion",
        lines: `
          Ménage, deux heures = Cleaning, two hours | 84.00 120min | d120@yours |
          Ménage, trois heures = Cleaning, three hours | 126.00 180min | d180@yours |
          Nettoyage de fin de bail, deux pièces = End-of-lease cleaning, two rooms | 480.00 | d480@yours |
          Vitres, dix fenêtres = Ten windows | 120.00 | d150@yours |
          Repassage, une corbeille = Ironing, one basket | 38.00 | d90@ours |
          Monter un meuble = Assembling furniture | 65.00 | d60@yours c:repair/tools |
          Poser des étagères = Putting up shelves | 75.00 | d75@yours c:repair/tools |
          Réparer un robinet qui goutte = Fixing a dripping tap | 85.00 | d60@yours c:repair/tools |
          Réparer un petit appareil = Mending a small appliance | 45.00 | d60@ours c:repair/tools |
          Déménagement, deux personnes et fourgon, deux heures = Moving, two people and a van, two hours | 290.00 120min | d120@yours c:services/moving |
          Déménagement à vélo, une pièce = Moving by bike, one room | 220.00 | d240@yours c:services/moving |
          Débarras de cave = Cellar clearance | 340.00 | d240@yours c:services/moving |
          Cartons de déménagement, les dix = Ten moving boxes | 24.00 10p | n* c:services/moving |
          Tondre une pelouse = Mowing a lawn | 60.00 | d60@yours s4-10 c:garden/plants |
          Tailler une haie, dix mètres = Trimming a hedge, ten metres | 130.00 10m | d150@yours s2-10 c:garden/plants |
          Aide informatique chez vous = Computer help at home | 68.00 60min | d60@yours c:services/courses |`,
      },
    ],
  }),
  stall({
    name: "La Remise à Outils",
    trade: "outilthèque à Meyrin = tool library in Meyrin",
    summary:
      "Louer une perceuse deux heures vaut mieux qu’en posséder dix minutes. = Hire it for a day instead of owning it for ten minutes.",
    category: "services/rental",
    place: "Rue de la Prulay 2, 1217 Meyrin",
    hours: "tue 17-20, fri 17-20, sat 9-12",
    couriers: [],
    means: ["cash", "card", "local-currency"],
    since: "2026-10-01",
    labels: ["insertion"],
    vat: false,
    shelves: [
      {
        ...work,
        category: "services/rental",
        options: "d1440@ours",
        lines: `
          Perceuse à percussion, la journée = Hammer drill, per day | 8.00 | n3 |
          Ponceuse orbitale, la journée = Orbital sander, per day | 8.00 | n2 |
          Scie sauteuse, la journée = Jigsaw, per day | 8.00 | n2 |
          Scie circulaire, la journée = Circular saw, per day | 12.00 | n1 |
          Nettoyeur à pression, la journée = Pressure washer, per day | 18.00 | n2 |
          Décolleuse à papier peint, la journée = Wallpaper steamer, per day | 10.00 | n1 |
          Échelle double, la journée = Stepladder, per day | 6.00 | n3 |
          Broyeur à végétaux, la journée = Garden shredder, per day | 28.00 | n1 s2-11 |
          Scarificateur, la journée = Scarifier, per day | 20.00 | n1 s3-10 |
          Bêche et grelinette, la journée = Spade and broadfork, per day | 5.00 | n4 s2-11 |
          Pressoir à fruits, la journée = Fruit press, per day | 22.00 | n1 s8-11 |
          Stérilisateur à bocaux, la journée = Preserving boiler, per day | 9.00 | n2 s6-11 |
          Machine à coudre, la semaine = Sewing machine, per week | 15.00 | n2 |
          Appareil à raclette, huit personnes, la soirée = Raclette grill for eight, per evening | 10.00 | n3 |
          Caquelon et réchaud, la soirée = Fondue set, per evening | 6.00 | n4 |
          Tente de réception 3 × 3, le week-end = Marquee 3 × 3, per weekend | 55.00 | n1 |
          Tables et bancs, le lot = Tables and benches, per set | 18.00 | n6 |
          Sonorisation de fête, la soirée = Party sound system, per evening | 45.00 | n1 |
          Projecteur et toile, la soirée = Projector and screen, per evening | 22.00 | n1 |
          Carte de membre, un an = Membership, one year | 40.00 | n* d30@ours |`,
      },
    ],
  }),
  stall({
    name: "Mains Posées",
    trade: "massages à Carouge = massage in Carouge",
    summary: "Une heure de silence, sur rendez-vous. = An hour of quiet, by appointment.",
    category: "services/body",
    place: "Rue Ancienne 41, 1227 Carouge",
    hours: "mon-fri 9-19",
    couriers: [],
    appointments: { hours: "mon-thu 9-12, mon-thu 13:30-19, fri 9-15", step: 30, leadHours: 12, daysAhead: 42 },
    since: "2026-06-04",
    vat: false,
    shelves: [
      {
        ...work,
        category: "services/body",
        lines: `
          Massage détente, une heure = Relaxing massage, one hour | 110.00 60min | d60@ours book |
          Massage détente, nonante minutes = Relaxing massage, ninety minutes | 155.00 90min | d90@ours book |
          Massage du dos = Back massage | 65.00 30min | d30@ours book |
          Massage sportif = Sports massage | 120.00 60min | d60@ours book |
          Réflexologie = Reflexology | 95.00 50min | d50@ours |
          Massage assis, au bureau = Chair massage, at your office | 35.00 20min | d20@yours |
          Bon cadeau, une heure = Gift voucher, one hour | 110.00 | n* c:gift |`,
      },
    ],
  }),
];
