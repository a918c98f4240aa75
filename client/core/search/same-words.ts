import { stemOf } from "./stems.ts";
import { fold } from "./terms.ts";

// What a city market sells, and of what and which colour it is: French = English = German = Italian, one thing a line.
// Words of one language that mean the same stand beside each other.
const things = `
rouge = red = rot = rosso
blanc blanche = white = weiss = bianco
rosé = rosé = = rosato
noir = black dark = schwarz dunkel = nero fondente
vert = green = grün = verde
jaune = yellow = gelb = giallo
bleu = blue = blau = blu
doux = sweet = süss = dolce
cru = raw = roh = crudo
fumé = smoked = geräuchert = affumicato
séché sec = dried dry = getrocknet trocken = secco
frais = fresh = frisch = fresco
haché = minced = Hack gehackt = macinato
enfant = child children kid = Kind Kinder = bambino bambini
bébé = baby = Baby = neonato
chien = dog = Hund = cane
chat = cat = Katze = gatto
pain = bread loaf = Brot = pane
seigle = rye = Roggen = segale
épeautre = spelt = Dinkel = farro
blé froment = wheat = Weizen = grano frumento
avoine = oat = Hafer = avena
sarrasin = buckwheat = Buchweizen = saraceno
complet = wholemeal = Vollkorn = integrale
levain = sourdough = Sauerteig = lievito
farine = flour = Mehl = farina
tresse = plait = Zopf = treccia
tarte gâteau = pie tart cake = Kuchen Wähe Torte = torta crostata
biscuit = biscuit cookie = Guetzli Keks = biscotto
pâte = dough = Teig = impasto
pâtes nouilles = pasta noodles = Teigwaren Nudeln = pasta
riz = rice = Reis = riso
lentille = lentil = Linse = lenticchia
haricot = bean = Bohne = fagiolo
lait = milk = Milch = latte
beurre = butter = Butter = burro
yogourt yaourt = yogurt yoghurt = Joghurt Jogurt = yogurt
crème = cream = Rahm Sahne = panna
fromage = cheese = Käse = formaggio
chèvre = goat = Ziege = capra
brebis = sheep ewe = Schaf = pecora
vache = cow = Kuh = mucca
bufflonne = buffalo = Büffel = bufala
alpage montagne = alpine mountain = Alp Berg = alpe montagna
œuf œufs = egg = Ei Eier = uovo uova
viande = meat = Fleisch = carne
bœuf = beef = Rind Rindfleisch = manzo
veau = veal = Kalb Kalbfleisch = vitello
porc = pork = Schwein Schweinefleisch = maiale
agneau = lamb = Lamm Lammfleisch = agnello
poulet = chicken = Poulet Huhn = pollo
canard = duck = Ente = anatra
saucisse = sausage = Wurst = salsiccia
jambon = ham = Schinken = prosciutto
poisson = fish = Fisch = pesce
truite = trout = Forelle = trota
perche = perch = Egli = persico
brochet = pike = Hecht = luccio
légume = vegetable = Gemüse = verdura ortaggio
fruit = fruit = Frucht Obst = frutto frutta
pomme = apple = Apfel = mela mele
poire = pear = Birne = pera
prune pruneau = plum = Pflaume Zwetschge = prugna susina
cerise = cherry = Kirsche = ciliegia
abricot = apricot = Aprikose Marille = albicocca
pêche = peach = Pfirsich = pesca
fraise = strawberry = Erdbeere Erdbeer = fragola
framboise = raspberry = Himbeere Himbeer = lampone
myrtille = blueberry = Heidelbeere Blaubeere = mirtillo
mûre = blackberry = Brombeere = mora
cassis = blackcurrant = Cassis Johannisbeere = ribes
groseille = redcurrant = Johannisbeere = ribes
raisin = grape = Traube Weintraube = uva
coing = quince = Quitte = cotogna
rhubarbe = rhubarb = Rhabarber = rabarbaro
figue = fig = Feige = fico
citron = lemon = Zitrone = limone
orange = orange = Orange = arancia
melon = melon = Melone = melone
noix = walnut nut = Nuss Baumnuss Walnuss = noce
noisette = hazelnut = Haselnuss = nocciola
amande = almond = Mandel = mandorla
châtaigne = chestnut = Kastanie Marroni = castagna
carotte = carrot = Karotte Rüebli Möhre = carota
betterave = beetroot = Rande Randen = barbabietola
panais = parsnip = Pastinake = pastinaca
navet = turnip = Räbe Mairübe = rapa
radis = radish = Radieschen Rettich = ravanello
céleri = celery celeriac = Sellerie = sedano
poireau = leek = Lauch = porro
oignon = onion = Zwiebel = cipolla
échalote = shallot = Schalotte = scalogno
ail = garlic = Knoblauch = aglio
courgette = courgette zucchini = Zucchini Zucchetti = zucchina zucchine
courge potimarron citrouille = squash pumpkin = Kürbis = zucca
concombre = cucumber = Gurke = cetriolo
cornichon = gherkin = Essiggurke = cetriolino
asperge = asparagus = Spargel = asparago
fenouil = fennel = Fenchel = finocchio
épinard = spinach = Spinat = spinacio
laitue = lettuce = Kopfsalat = lattuga
salade = salad = Salat = insalata
rampon doucette mâche = cornsalad = Nüsslisalat Feldsalat = valeriana
roquette = rocket arugula = Rucola = rucola
côte bette = chard = Krautstiel Mangold = bietola
chou = cabbage = Kohl Kabis = cavolo
brocoli = broccoli = Brokkoli Broccoli = broccolo
pois = pea = Erbse = pisello
maïs = maize corn sweetcorn = Mais = mais
tomate = tomato = Tomate = pomodoro pomodori
aubergine = aubergine eggplant = Aubergine = melanzana
poivron = pepper = Peperoni Paprika = peperone
champignon = mushroom = Pilz Champignon = fungo
patate = potato = Kartoffel = patata
herbe = herb = Kräuter = erba
basilic = basil = Basilikum = basilico
persil = parsley = Petersilie = prezzemolo
ciboulette = chives = Schnittlauch = cipollina
menthe = mint = Minze = menta
sauge = sage = Salbei = salvia
thym = thyme = Thymian = timo
romarin = rosemary = Rosmarin = rosmarino
lavande = lavender = Lavendel = lavanda
camomille = chamomile = Kamille = camomilla
sureau = elderflower elderberry = Holunder = sambuco
gingembre = ginger = Ingwer = zenzero
cannelle = cinnamon = Zimt = cannella
poivre = peppercorn = Pfeffer = pepe
sel = salt = Salz
épice = spice = Gewürz = spezia
moutarde = mustard = Senf = senape
vinaigre = vinegar = Essig = aceto
huile = oil = Öl = olio
olive = olive = Olive Oliven = oliva
tournesol = sunflower = Sonnenblume = girasole
colza = rapeseed = Raps = colza
sucre = sugar = Zucker = zucchero
miel = honey = Honig = miele
forêt = forest = Wald = bosco
fleur = flower blossom = Blume Blüte Blumen = fiore
tilleul = linden = Linde = tiglio
acacia = acacia = Akazie = acacia
confiture = jam = Konfitüre Konfi Marmelade = marmellata confettura
gelée = jelly = Gelee = gelatina
soupe velouté = soup = Suppe = zuppa minestra
sauce = sauce = Sauce Sosse = salsa sugo
chocolat = chocolate = Schokolade Schoggi Schokoladen = cioccolato
glace = icecream = Glace Eis = gelato
vin = wine = Wein = vino
bière = beer = Bier = birra
cidre = cider = Apfelwein = sidro
jus = juice = Saft = succo
sirop = syrup cordial = Sirup = sciroppo
limonade = lemonade = Limonade = limonata
thé = tea = Tee = tè
tisane infusion = infusion = Kräutertee = tisana
café = coffee = Kaffee = caffè
panier = basket box = Korb = cesto cesta
bouteille = bottle = Flasche = bottiglia
savon = soap = Seife = sapone
shampoing = shampoo = Shampoo Haarseife = shampoo
dentifrice = toothpaste = Zahnpasta = dentifricio
baume = balm = Salbe Balsam = balsamo
brosse = brush = Bürste = spazzola
balai = broom = Besen = scopa
bougie = candle = Kerze = candela
cire = wax = Wachs = cera
laine = wool = Wolle Woll = lana
lin = linen = Leinen = lino
coton = cotton = Baumwolle = cotone
soie = silk = Seide = seta
cuir = leather = Leder = cuoio
bois = wood wooden = Holz = legno
verre = glass = Glas = vetro
céramique grès = ceramic stoneware = Keramik Steinzeug = ceramica
bol saladier = bowl = Schale Schüssel = ciotola
assiette = plate = Teller = piatto
tasse = cup mug = Tasse = tazza
couteau = knife = Messer = coltello
planche = board = Brett = tagliere
pull = sweater jumper pullover = Pullover = maglione
écharpe = scarf = Schal = sciarpa
bonnet = beanie = Mütze = berretto
gant moufle = glove mitten = Handschuh = guanto
chaussette = sock = Socke = calza
chaussure = shoe = Schuh = scarpa
pantalon = trousers = Hose = pantaloni
chemise = shirt = Hemd = camicia
robe = dress = Kleid = vestito
manteau = coat = Mantel = cappotto
veste = jacket = Jacke = giacca
sac besace = bag = Tasche Sack = borsa
ceinture = belt = Gürtel = cintura
bijou = jewellery = Schmuck = gioiello
bague = ring = Ring = anello
montre = watch = Uhr Uhren = orologio
jouet = toy = Spielzeug = giocattolo
poupée = doll = Puppe = bambola
jeu = game = Spiel = gioco
cadeau = gift present = Geschenk = regalo
chaise = chair = Stuhl = sedia
table = table = Tisch = tavolo
lampe = lamp = Lampe = lampada
armoire = wardrobe cupboard = Schrank = armadio
étagère bibliothèque = shelf bookcase = Regal Gestell = scaffale
lit = bed = Bett = letto
vélo = bike bicycle = Velo Fahrrad = bici bicicletta
roue = wheel = Rad = ruota
frein = brake = Bremse = freno
livre = book = Buch Bücher = libro libri
roman = novel = Roman = romanzo
cuisine = cooking cookery = Koch Küche = cucina
disque vinyle = record vinyl = Schallplatte = disco
violon = violin = Geige Violine = violino
piano = piano = Klavier = pianoforte
guitare = guitar = Gitarre = chitarra
téléphone = phone = Telefon Handy = telefono
ordinateur = computer = Computer = computer
plante = plant = Pflanze = pianta
arbre = tree = Baum = albero
graine semence = seed = Samen Saatgut = seme
planton = seedling = Setzling = piantina
bouquet = bouquet = Strauss Blumenstrauss = mazzo
terreau = compost = Erde = terriccio
réparation réparer = repair = Reparatur reparieren = riparazione
couture = sewing = Näh nähen = cucito
affûtage affûter = sharpening = schleifen Schliff = affilatura
location = rental hire = Miete = noleggio
cours leçon = lesson course class = Kurs Unterricht Stunde = corso lezione
coiffure coiffeur coiffeuse = haircut hairdresser = Haarschnitt Coiffeur Friseur Frisur = parrucchiere taglio capelli
perceuse = drill = Bohrmaschine Bohrer = trapano
Noël = Christmas = Weihnachten Weihnacht Weihnachts = Natale
nettoyage ménage = cleaning = Reinigung Putzen = pulizia
`;

/**
 * What stalls are, and no thing is: who types "Bäckerei" looks for one, not for what is baked in French only. With what
 * they make, since those look for them who want it.
 */
const trades = `
boulangerie boulanger pain = bakery baker bread = Bäckerei Bäcker Brot = panetteria panificio panettiere pane
boucherie boucher viande = butcher butchery meat = Metzgerei Metzger Fleisch = macelleria macellaio carne
fromagerie fromager fromage = cheesemaker cheesemonger cheese = Käserei Käse = caseificio formaggio
brasserie brasseur bière = brewery brewer beer = Brauerei Brauer Bier = birrificio birra
vigneron vin = winegrower winery wine = Winzer Weingut Weinbauer Wein = viticoltore vino
maraîcher = grower = Gemüsebauer = orticoltore
ferme = farm = Hof Bauernhof = fattoria
fleuriste floriculteur fleur = florist flower = Florist Blumenladen Blumen = fiorista fioraio fiore
coiffeur = hairdresser = Coiffeur Friseur = parrucchiere
menuisier ébéniste = joiner carpenter = Schreiner Tischler = falegname
librairie bouquinerie bouquiniste livre = bookshop bookseller book = Buchhandlung Bücher = libreria libri
atelier = workshop = Werkstatt = laboratorio
`;

/** Of the tables, in their order: ISO 639-1. */
const tableLanguages = ["fr", "en", "de", "it"];
const german = tableLanguages.indexOf("de");

/** A folded word, by its stem in its language: see {@link stemOf}. */
export interface Meaning {
  readonly text: string;
  readonly stem: string;
  /** Words of this stem that are another thing: "pâte" is none of the "pâtes". */
  readonly unlike?: readonly string[];
  /** A compound that may be another thing, and counts less: "Apfelsaft" is of apples and none. */
  readonly isPartly?: true;
}

/** One thing: its words by language as they are written, and with their stems once somebody has asked for them. */
interface Thing {
  readonly written: readonly (readonly string[])[];
  words?: readonly Meaning[];
}

interface Table {
  readonly things: readonly Thing[];
  readonly byWord: ReadonlyMap<string, readonly Thing[]>;
  readonly germans: ReadonlySet<string>;
  /** Filled by {@link learnStems}. */
  readonly byStem: Map<string, Thing[]>;
}

function read(lines: string): Table {
  const things = lines
    .trim()
    .split("\n")
    .map((line): Thing => ({ written: line.split("=").map((words) => fold(words).split(" ").filter(Boolean)) }));
  const byWord = new Map<string, Thing[]>();
  for (const thing of things) {
    for (const text of new Set(thing.written.flat())) byWord.set(text, [...(byWord.get(text) ?? []), thing]);
  }
  const germans = new Set(things.flatMap(({ written }) => written[german]!));
  return { things, byWord, germans, byStem: new Map() };
}

function wordsOf(thing: Thing): readonly Meaning[] {
  thing.words ??= thing.written.flatMap((texts, place) =>
    texts.map((text): Meaning => ({ text, stem: stemOf(text, tableLanguages[place]!)! })),
  );
  return thing.words;
}

/** Read at the first word that is looked for: a millisecond. Their stems take fifty, four times as long on a phone. */
let tables: { readonly ofThings: Table; readonly ofTrades: Table } | undefined;
const known = () => (tables ??= { ofThings: read(things), ofTrades: read(trades) });
let learnt = 0;
let isLearnt = false;

/**
 * Learns the stems of all words, for `sliceMs` at most: until then only words as they are written in the tables are known.
 * Returns whether all are.
 */
export function learnStems(sliceMs = Number.POSITIVE_INFINITY): boolean {
  if (isLearnt) return true;
  const end = performance.now() + sliceMs;
  const { ofThings, ofTrades } = known();
  const all = [...ofThings.things, ...ofTrades.things];
  while (learnt < all.length) {
    wordsOf(all[learnt]!);
    learnt += 1;
    if (performance.now() > end) return false;
  }
  const wordsByStem = new Map<string, string[]>();
  for (const { text, stem } of all.flatMap(wordsOf)) wordsByStem.set(stem, [...(wordsByStem.get(stem) ?? []), text]);
  for (const { things: some, byStem } of [ofThings, ofTrades]) {
    for (const thing of some) {
      const own = new Set(thing.written.flat());
      thing.words = wordsOf(thing).map((word) => {
        const unlike = wordsByStem.get(word.stem)!.filter((text) => !own.has(text));
        return unlike.length === 0 ? word : { ...word, unlike };
      });
      for (const stem of new Set(thing.words.map((word) => word.stem))) {
        byStem.set(stem, [...(byStem.get(stem) ?? []), thing]);
      }
    }
  }
  isLearnt = true;
  return true;
}

function meaningsIn(some: readonly Table[], typed: string): readonly Meaning[] {
  // The very word first: "pane" means bread, and has the stem of "panais" in French.
  const written = some.flatMap(({ byWord }) => byWord.get(typed) ?? []);
  if (written.length > 0 || !isLearnt) return written.flatMap(wordsOf);
  const stems = new Set(tableLanguages.map((language) => stemOf(typed, language)!));
  const found = new Set([...stems].flatMap((stem) => some.flatMap(({ byStem }) => byStem.get(stem) ?? [])));
  return [...found].flatMap(wordsOf);
}

/**
 * Words that mean the same as a typed one, itself among them, in its own language and in others: things are said in one
 * or two languages, and looked for in four. None for a word that is not known, whole or with another ending.
 */
export const sameWords = (typed: string): readonly Meaning[] => meaningsIn([known().ofThings], typed);

/** The same where stalls are looked for, which are called by their trades too. */
export function sameTrades(typed: string): readonly Meaning[] {
  const { ofThings, ofTrades } = known();
  return meaningsIn([ofThings, ofTrades], typed);
}

/** Whether a thing is called so, as it is written in the table: then it is no slip of the pen. */
export const isWritten = (typed: string): boolean => known().ofThings.byWord.has(typed);

/** Whether it is a thing's word in German, whole or with another ending. */
export const isGermanThing = (typed: string): boolean => {
  const { germans, byStem } = known().ofThings;
  return germans.has(typed) || byStem.has(stemOf(typed, "de")!);
};
