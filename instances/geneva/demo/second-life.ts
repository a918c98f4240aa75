import { chance } from "../../notation/shelf-notation.ts";
import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./party-notation.ts";

const used = { vat: "none", options: "n1 !reemploi" } as const;

const states = ["comme neuf", "très bon état", "bon état", "couverture fatiguée", "annoté au crayon"] as const;

/** One copy of each title, in the state it is in, at a price that goes with it. */
function copies(list: string, from: number, to: number, form: string): string {
  return list
    .trim()
    .split("\n")
    .map((title) => {
      const name = title.trim();
      const state = states[Math.floor(chance(`${name} state`) * states.length)] ?? "bon état";
      const price = Math.round((from + chance(`${name} price`) * (to - from)) * 2) / 2;
      return `${name}, ${form} | ${price.toFixed(2)} | | Occasion, ${state}.`;
    })
    .join("\n");
}

/** Garments as they come in: a kind, its colours, one size each. */
function garments(list: string): string {
  const sizes = ["XS", "S", "M", "L", "XL"];
  return list
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [name = "", price = "", colours = "", options = ""] = row.split("|").map((part) => part.trim());
      return colours.split(", ").map((colour) => {
        const size = sizes[Math.floor(chance(name + colour) * sizes.length)] ?? "M";
        const francs = Number(price) + Math.floor(chance(`${colour} ${name}`) * 5);
        return `${name} ${colour}, taille ${size} | ${francs}.00 | ${options}`;
      });
    })
    .join("\n");
}

/** Books, records, clothes, devices and household things that have served before. */
export const secondLife: readonly DemoParty[] = [
  stall({
    name: "Le Coin Corné",
    trade: "bouquinerie à Saint-Jean = second-hand books in Saint-Jean",
    summary: "Dix mille livres lus, dont cent vingt ici. = Ten thousand books already read.",
    category: "second-hand/books",
    place: "Rue du Vélodrome 5, 1205 Plainpalais",
    hours: "tue-fri 11-18:30, sat 10-17",
    pickups: { "kiosque-de-la-jonction": { days: "tue 12-18, sat 12-18" } },
    since: "2026-02-19",
    labels: ["reemploi"],
    vat: false,
    shelves: [
      {
        ...used,
        category: "second-hand/books",
        lines: copies(
          `
          « La Grande Peur dans la montagne », C. F. Ramuz
          « Derborence », C. F. Ramuz
          « Aline », C. F. Ramuz
          « Si le soleil ne revenait pas », C. F. Ramuz
          « Farinet ou la fausse monnaie », C. F. Ramuz
          « Les Confessions », J.-J. Rousseau
          « Les Rêveries du promeneur solitaire », J.-J. Rousseau
          « La Nouvelle Héloïse », J.-J. Rousseau
          « Candide », Voltaire
          « Zadig », Voltaire
          « Adolphe », B. Constant
          « Corinne ou l’Italie », G. de Staël
          « Frankenstein », M. Shelley
          « Nouvelles genevoises », R. Töpffer
          « Madame Bovary », G. Flaubert
          « L’Éducation sentimentale », G. Flaubert
          « Bouvard et Pécuchet », G. Flaubert
          « Germinal », É. Zola
          « Au Bonheur des Dames », É. Zola
          « Le Ventre de Paris », É. Zola
          « L’Assommoir », É. Zola
          « Le Père Goriot », H. de Balzac
          « Illusions perdues », H. de Balzac
          « Eugénie Grandet », H. de Balzac
          « La Peau de chagrin », H. de Balzac
          « Le Rouge et le Noir », Stendhal
          « La Chartreuse de Parme », Stendhal
          « Les Misérables », V. Hugo
          « Notre-Dame de Paris », V. Hugo
          « Quatrevingt-treize », V. Hugo
          « Le Comte de Monte-Cristo », A. Dumas
          « Les Trois Mousquetaires », A. Dumas
          « Bel-Ami », G. de Maupassant
          « Une vie », G. de Maupassant
          « Le Horla », G. de Maupassant
          « La Mare au diable », G. Sand
          « Consuelo », G. Sand
          « Du côté de chez Swann », M. Proust
          « Le Temps retrouvé », M. Proust
          « Le Grand Meaulnes », Alain-Fournier
          « Poil de carotte », J. Renard
          « L’Île mystérieuse », J. Verne
          « Michel Strogoff », J. Verne
          « Arsène Lupin, gentleman cambrioleur », M. Leblanc
          « Le Mystère de la chambre jaune », G. Leroux
          « Le Fantôme de l’Opéra », G. Leroux
          « Jane Eyre », C. Brontë
          « Les Hauts de Hurlevent », E. Brontë
          « Orgueil et Préjugés », J. Austen
          « Raison et Sentiments », J. Austen
          « Les Grandes Espérances », C. Dickens
          « Voyage avec un âne dans les Cévennes », R. L. Stevenson
          « Dracula », B. Stoker
          « Le Portrait de Dorian Gray », O. Wilde
          « Une étude en rouge », A. Conan Doyle
          « Le Chien des Baskerville », A. Conan Doyle
          « Mrs Dalloway », V. Woolf
          « La Promenade au phare », V. Woolf
          « Moby Dick », H. Melville
          « Walden », H. D. Thoreau
          « Martin Eden », J. London
          « Anna Karénine », L. Tolstoï
          « Guerre et Paix », L. Tolstoï
          « Crime et Châtiment », F. Dostoïevski
          « L’Idiot », F. Dostoïevski
          « La Steppe », A. Tchekhov
          « La Cerisaie », A. Tchekhov
          « Les Âmes mortes », N. Gogol
          « Les Souffrances du jeune Werther », J. W. Goethe
          « La Métamorphose », F. Kafka
          « Le Procès », F. Kafka
          « Lettre d’une inconnue », S. Zweig
          « Don Quichotte », M. de Cervantès
          « La Divine Comédie », Dante
          « L’Avare », Molière
          « Le Malade imaginaire », Molière
          « Cyrano de Bergerac », E. Rostand
          « Les Fleurs du mal », C. Baudelaire
          « Alcools », G. Apollinaire
          « Poésies », A. Rimbaud
          « Les Essais », M. de Montaigne
          « Pensées », B. Pascal
          « Lettres persanes », Montesquieu`,
          4,
          9,
          "poche",
        ),
      },
      {
        ...used,
        category: "second-hand/books/children",
        lines: copies(
          `
          « Heidi », J. Spyri
          « Pinocchio », C. Collodi
          « Les Aventures de Tom Sawyer », M. Twain
          « L’Île au trésor », R. L. Stevenson
          « Croc-Blanc », J. London
          « Vingt mille lieues sous les mers », J. Verne
          « Les Fables », J. de La Fontaine`,
          4,
          9,
          "poche",
        ),
      },
      {
        ...used,
        category: "second-hand/books",
        lines: copies(
          `
          « Le Rucher familial »
          « La Cuisine de nos grands-mères »
          « Champignons d’Europe, guide de terrain »
          « Oiseaux du Léman »
          « Flore des Alpes en couleurs »
          « Le Grand Livre du potager »
          « Tailler les arbres fruitiers »
          « Petit traité de menuiserie »
          « Reliure, gestes et outils »
          « Cent nœuds utiles »
          « Histoire de Genève en gravures »
          « Ponts et quais de Genève »
          « Vignobles du Mandement »
          « Randonnées au pied du Jura »
          « Bateaux à vapeur du Léman »
          « Atlas des nuages »
          « Réparer son vélo »
          « Le Pain au levain »
          « Tricot, mille points »
          « Calligraphie, premier cours »
          « Apprendre l’allemand en trois mois »
          « Dictionnaire français-anglais »
          « Dictionnaire des rimes »
          « Contes et légendes de la Suisse romande »`,
          8,
          24,
          "relié",
        ),
      },
      {
        ...used,
        category: "second-hand/music",
        lines: copies(
          `
          Bach, Variations Goldberg
          Bach, Suites pour violoncelle
          Beethoven, Symphonie n° 6
          Beethoven, Sonates pour piano
          Brahms, Requiem allemand
          Chopin, Nocturnes
          Debussy, La Mer
          Dvořák, Symphonie du Nouveau Monde
          Fauré, Requiem
          Grieg, Peer Gynt
          Haendel, Water Music
          Haydn, La Création
          Mendelssohn, Songe d’une nuit d’été
          Moussorgski, Tableaux d’une exposition
          Mozart, La Flûte enchantée
          Mozart, Concertos pour piano
          Ravel, Boléro
          Satie, Gymnopédies
          Schubert, Winterreise
          Schumann, Scènes d’enfants
          Sibelius, Finlandia
          Smetana, La Moldau
          Tchaïkovski, Casse-noisette
          Verdi, La Traviata
          Vivaldi, Les Quatre Saisons
          Fanfares et cors des Alpes
          Accordéon musette, vingt airs
          Jazz de La Nouvelle-Orléans, anthologie`,
          8,
          22,
          "vinyle",
        ),
      },
    ],
  }),
  stall({
    name: "La Penderie Tournante",
    trade: "friperie aux Pâquis = second-hand clothes in Les Pâquis",
    summary: "Vêtements triés, lavés, reprisés s’il le faut. = Clothes sorted, washed, mended where needed.",
    category: "second-hand/clothes",
    place: "Rue de Neuchâtel 22, 1201 Pâquis",
    since: "2026-04-02",
    labels: ["reemploi", "insertion"],
    shelves: [
      {
        ...used,
        category: "second-hand/clothes",
        options: "n1 !reemploi !insertion",
        lines: garments(`
          Chemise de lin | 24 | bleu ciel, blanche, kaki |
          Chemise à carreaux | 19 | rouge, verte, grise |
          Pull de laine | 32 | gris, moutarde, bordeaux, marine |
          Cardigan | 28 | vert bouteille, écru, noir |
          Veste de velours | 45 | côtelé brun, côtelé vert |
          Manteau de laine | 78 | camel, gris chiné, marine | s9-3
          Imperméable | 54 | jaune, beige |
          Doudoune | 59 | noire, rouge | s10-3
          Jean droit | 29 | brut, délavé, noir |
          Pantalon de toile | 26 | beige, marine, olive |
          Jupe plissée | 27 | verte, marine |
          Robe d’été | 34 | à fleurs, à pois, rouge | s4-9
          Robe de laine | 42 | grise, prune | s10-3
          T-shirt de coton | 9 | blanc, noir, rayé, gris |
          Salopette | 38 | en jean, kaki |
          Short | 16 | beige, marine | s5-9
          Gilet de costume | 29 | gris, brun |
          Foulard de soie | 18 | à fleurs, géométrique, bleu |
          Écharpe | 14 | tartan, grise | s10-3
          Bottines de cuir | 52 | brunes, noires |
          Chaussures de marche | 48 | brunes, grises |
          Anorak d’enfant | 24 | rouge, bleu | s9-4
          Pyjama d’enfant | 11 | à étoiles, rayé |`),
      },
      {
        category: "repair/clothes",
        vat: "standard",
        options: "!insertion",
        lines: `
          Reprise d’un accroc = Darning a tear | 12.00 | d30@ours |
          Lot de chutes pour patchwork = Bundle of patchwork scraps | 9.00 500g | n12 c:home/textile |
          Sac surprise, trois vêtements = Surprise bag, three garments | 30.00 3p | n10 c:gift |`,
      },
    ],
  }),
  stall({
    name: "Ressourcerie des Avanchets",
    trade: "objets et meubles aux Avanchets = reuse shop in Les Avanchets",
    summary:
      "Ce que le quartier donne, vérifié et remis en route. = What the neighbourhood gives, checked and put back to work.",
    category: "second-hand/home",
    place: "Rue du Grand-Bay 10, 1220 Les Avanchets",
    hours: "wed 14-18, sat 9-16",
    since: "2026-07-13",
    labels: ["reemploi", "insertion", "repare-d-abord"],
    couriers: ["le-petit-fret", "la-bise-a-velo"],
    shelves: [
      {
        ...used,
        category: "second-hand/home",
        lines: `
          Chaise de bistrot, hêtre courbé = Bentwood bistro chair | 35.00 | n4 |
          Quatre chaises de cuisine, années 60 = Four 1960s kitchen chairs | 120.00 4p | |
          Table de ferme, sapin = Pine farmhouse table | 240.00 | |
          Commode à trois tiroirs = Three-drawer chest | 145.00 | |
          Bibliothèque basse, chêne = Low oak bookcase | 95.00 | |
          Fauteuil voltaire, à recouvrir = Voltaire armchair, to re-cover | 80.00 | |
          Lampe d’architecte = Architect’s lamp | 38.00 | n2 |
          Lampadaire laiton = Brass floor lamp | 65.00 | |
          Miroir à cadre doré = Gilt-framed mirror | 58.00 | |
          Tapis berbère, 120 × 180 = Berber rug | 110.00 | |
          Service à fondue, six personnes = Fondue set for six | 34.00 | n2 |
          Appareil à raclette, deux personnes = Raclette grill for two | 29.00 | |
          Cocotte en fonte, 24 cm = Cast-iron casserole | 48.00 | n3 |
          Bassine à confiture, cuivre = Copper preserving pan | 72.00 | |
          Moulin à légumes = Vegetable mill | 12.00 | n3 |
          Balance de cuisine à poids = Scales with weights | 26.00 | |
          Douze verres à pied = Twelve stemmed glasses | 24.00 12p | n2 |
          Six assiettes de Langenthal = Six Langenthal plates | 30.00 6p | n2 |
          Théière en fonte = Cast-iron teapot | 22.00 | |
          Couverts de table, vingt-quatre = Cutlery, twenty-four pieces | 28.00 24p | |
          Machine à coudre, révisée = Sewing machine, overhauled | 160.00 | |
          Perceuse, révisée = Drill, overhauled | 45.00 | n2 |
          Boîte à outils garnie = Filled toolbox | 52.00 | |
          Luge de Davos = Davos sledge | 48.00 | n3 s11-3 |
          Skis de fond, la paire = Cross-country skis | 55.00 | n4 s11-3 |
          Tente deux places = Two-person tent | 62.00 | n2 s4-10 |
          Poussette pliable = Folding pushchair | 68.00 | |
          Lit d’enfant, hêtre = Beech cot | 75.00 | |
          Vélo de ville, trois vitesses = Town bike, three gears | 180.00 | n2 c:second-hand/bicycle |
          Vélo d’enfant, 20 pouces = Children’s bike, 20 inch | 85.00 | n3 c:second-hand/bicycle |
          Draisienne = Balance bike | 32.00 | n2 c:second-hand/bicycle |`,
      },
      {
        ...used,
        category: "second-hand/electronics",
        options: "n2 !reemploi !repare-d-abord",
        lines: `
          Ordinateur portable 14 pouces, 16 Go = 14-inch laptop, 16 GB | 390.00 | |
          Ordinateur portable 13 pouces, 8 Go = 13-inch laptop, 8 GB | 260.00 | |
          Ordinateur de bureau, 16 Go = Desktop computer, 16 GB | 240.00 | |
          Écran 24 pouces = 24-inch screen | 85.00 | n5 |
          Écran 27 pouces = 27-inch screen | 140.00 | |
          Clavier suisse romand = Swiss French keyboard | 18.00 | n8 |
          Souris = Mouse | 9.00 | n9 |
          Imprimante laser, toner neuf = Laser printer, new toner | 95.00 | |
          Téléphone, batterie neuve, 64 Go = Phone, new battery, 64 GB | 160.00 | c:electronics/phone |
          Téléphone, batterie neuve, 128 Go = Phone, new battery, 128 GB | 230.00 | c:electronics/phone |
          Téléphone à touches = Button phone | 25.00 | c:electronics/phone |
          Tablette 10 pouces = 10-inch tablet | 145.00 | |
          Liseuse = E-reader | 58.00 | |
          Casque audio = Headphones | 34.00 | |
          Radio de cuisine = Kitchen radio | 22.00 | |
          Platine vinyle, révisée = Turntable, overhauled | 120.00 | n1 |
          Amplificateur et deux enceintes = Amplifier and speakers | 150.00 | n1 |
          Reflex argentique et 50 mm = Film camera with 50 mm lens | 135.00 | n1 c:electronics/photo |
          Appareil compact numérique = Compact digital camera | 48.00 | c:electronics/photo |
          Trépied = Tripod | 28.00 | c:electronics/photo |
          Montre mécanique, révisée = Mechanical watch, overhauled | 190.00 | n1 c:electronics/watch |
          Chargeur universel = Universal charger | 14.00 | n12 |
          Câble USB-C, un mètre = USB-C cable, 1 m | 5.00 1m | n20 |`,
      },
    ],
  }),
];
