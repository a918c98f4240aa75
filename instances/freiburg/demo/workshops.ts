import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./place.ts";

/** Who makes, mends, teaches, plants and hands on. */
export const workshops: readonly DemoParty[] = [
  stall({
    name: "Radwerk Vauban",
    trade: "Fahrradwerkstatt in der Vauban = bike workshop in Vauban",
    summary: "Reparieren, umbauen, verleihen. Neu nur, wenn es sein muss. = Mending, converting, lending.",
    category: "repair/bicycle",
    place: "Vaubanallee 22, 79100 Freiburg im Breisgau",
    hours: "mon-fri 9-18",
    couriers: [],
    since: "2026-02-16",
    labels: ["erst-reparieren", "zweites-leben"],
    shelves: [
      {
        category: "repair/bicycle",
        vat: "standard",
        options: "!erst-reparieren",
        lines: `
          Durchsicht, klein = Small service | 39.00 | d45@ours | Bremsen, Schaltung, Luft.
          Durchsicht, groß = Full service | 89.00 | d120@ours | Alles auseinander, alles gefettet.
          Schlauch wechseln = Inner tube replaced | 18.00 | d30@ours |
          Bremsen einstellen = Brakes adjusted | 16.00 | d20@ours |
          Laufrad zentrieren = Wheel trued | 24.00 | d30@ours |
          Nabendynamo und Licht einbauen = Hub dynamo and lights fitted | 45.00 | d90@ours |
          Reparatur vor der Haustür = Repairs at your door | 32.00 | d30@yours |
          Selber schrauben, Abendkurs = Mend it yourself, evening course | 28.00 | d150@ours c:services/courses keep:dated n8 |
          Lastenrad, ein Tag = Cargo bike for a day | 35.00 | d1440@ours c:services/rental keep:dated n3 |`,
      },
      {
        category: "second-hand/bicycle",
        vat: "standard",
        options: "n1 !zweites-leben",
        lines: `
          Stadtrad, sieben Gänge = Town bike, seven gears | 290.00 | |
          Rennrad, Stahl, 1986 = Steel road bike, 1986 | 420.00 | |
          Kinderrad, 20 Zoll = Children’s bike, 20 inch | 95.00 | n3 |
          Anhänger für zwei Kinder = Trailer for two children | 240.00 | |`,
      },
    ],
  }),
  stall({
    name: "Antiquariat Fischerau",
    trade: "Antiquariat in der Altstadt = second-hand books in the old town",
    summary: "Gelesene Bücher, die noch einmal wollen. = Books that have been read and want to be read again.",
    category: "second-hand/books",
    place: "Fischerau 16, 79098 Freiburg im Breisgau",
    hours: "tue-fri 11-18, sat 10-16",
    since: "2026-03-23",
    labels: ["zweites-leben"],
    shelves: [
      {
        category: "second-hand/books",
        vat: "reduced",
        options: "n1 !zweites-leben",
        lines: `
          »Der Prozess«, F. Kafka | 6.00 | | Leinen, kleiner Fleck am Rücken.
          »Effi Briest«, T. Fontane | 4.50 | |
          »Faust I und II«, J. W. v. Goethe | 7.00 | n2 |
          »Das kalte Herz«, W. Hauff | 5.00 | |
          »Buddenbrooks«, T. Mann | 8.00 | |
          »Gedichte«, A. v. Droste-Hülshoff | 9.50 | |
          »Kinder- und Hausmärchen«, Brüder Grimm | 14.00 | |
          »Hauff und Hebel, Kalendergeschichten« | 6.50 | |
          »Wandern im Schwarzwald« | 5.00 | n2 | Karte liegt bei.
          »Vögel am Oberrhein« | 12.00 | |
          »Das Münster und seine Steinmetze« | 18.00 | |
          »Die Judenbuche«, A. v. Droste-Hülshoff | 4.00 | |
          Stadtplan von 1925, gerahmt = Town map of 1925, framed | 48.00 | c:craft/art v:standard |
          Fünf Krimis, gemischt = Five crime novels, mixed | 10.00 5p | n6 c:books/novel |`,
      },
      {
        category: "second-hand/music",
        vat: "standard",
        options: "n1 !zweites-leben",
        lines: `
          Bach, Goldberg-Variationen, Vinyl | 14.00 | |
          Schubert, Winterreise, Vinyl | 12.00 | |
          Jazz aus Paris, Vinyl = Jazz from Paris, vinyl | 16.00 | |`,
      },
    ],
  }),
  stall({
    name: "Töpferei Sonnhalde",
    trade: "Töpferei in Herdern = pottery in Herdern",
    summary: "Steinzeug für jeden Tag, gebrannt mit Sonnenstrom. = Everyday stoneware, fired on solar power.",
    category: "craft/ceramic",
    place: "Sonnhalde 28, 79104 Freiburg im Breisgau",
    hours: "wed-fri 10-17, sat 10-13",
    since: "2026-04-20",
    labels: ["handarbeit", "von-hier"],
    shelves: [
      {
        category: "craft/ceramic",
        vat: "standard",
        options: "!handarbeit",
        lines: `
          Becher, nachtblau = Mug, midnight blue | 24.00 | n14 |
          Becher, leinenweiß = Mug, linen white | 24.00 | n11 |
          Müslischale = Cereal bowl | 28.00 | n16 |
          Teller, 26 cm = Plate, 26 cm | 36.00 | n12 |
          Krug, ein Liter = Jug, one litre | 58.00 | n5 |
          Teekanne = Teapot | 78.00 | n4 |
          Butterdose = Butter dish | 42.00 | n6 |
          Kerzenständer = Candlestick | 22.00 | n9 c:home/candle |
          Vase, schmal = Slim vase | 46.00 | n7 c:craft/vase |
          Schale mit Ihrem Namen = Bowl with your name | 39.00 | keep:made-to-order n* | Vier Wochen bis zum Brand.
          Drehen lernen, vier Abende = Throwing on the wheel, four evenings | 160.00 | d120@ours c:services/courses keep:dated n6 |`,
      },
    ],
  }),
  stall({
    name: "Nadel & Faden Haslach",
    trade: "Änderungsschneiderei und gebrauchte Kleidung in Haslach = alterations and used clothes in Haslach",
    summary: "Passend machen, stopfen, weitergeben. = Made to fit, darned, handed on.",
    category: "repair/clothes",
    place: "Carl-Kistner-Straße 34, 79115 Freiburg im Breisgau",
    since: "2026-05-11",
    vat: false,
    labels: ["erst-reparieren", "zweites-leben", "handarbeit"],
    shelves: [
      {
        category: "repair/clothes",
        vat: "standard",
        options: "!erst-reparieren",
        lines: `
          Hose kürzen = Trousers shortened | 14.00 | d20@ours |
          Reißverschluss ersetzen = Zip replaced | 22.00 | d40@ours |
          Pullover stopfen = Jumper darned | 18.00 | d45@ours |
          Jacke enger nähen = Jacket taken in | 38.00 | d90@ours |
          Vorhänge nach Maß = Curtains to measure | 60.00 | d60@yours keep:made-to-order c:home/textile |`,
      },
      {
        category: "second-hand/clothes",
        vat: "standard",
        options: "n1 !zweites-leben",
        lines: `
          Wollmantel, dunkelgrün = Wool coat, dark green | 64.00 | s9-3 |
          Strickjacke, grau = Cardigan, grey | 28.00 | |
          Leinenhemd = Linen shirt | 22.00 | n2 |
          Jeans, gerade = Straight jeans | 26.00 | n3 |
          Sommerkleid, geblümt = Summer dress, flowered | 29.00 | s4-9 |
          Regenjacke für Kinder = Child’s raincoat | 16.00 | n2 |
          Wanderstiefel = Walking boots | 45.00 | c:clothes/shoes |
          Handgestrickte Socken = Hand-knitted socks | 18.00 | c:clothes/socks n8 !handarbeit keep:hygiene |`,
      },
    ],
  }),
  stall({
    name: "Gärtnerei Kappler Tal",
    trade: "Gärtnerei in Littenweiler = nursery in Littenweiler",
    summary: "Stauden, Setzlinge und Sträuße, torffrei. = Perennials, seedlings and bunches, no peat.",
    category: "garden/plants",
    place: "Kappler Straße 60, 79117 Freiburg im Breisgau",
    hours: "tue-fri 9-18, sat 9-14",
    since: "2026-06-01",
    labels: ["von-hier", "bio-hof", "handarbeit"],
    shelves: [
      {
        category: "garden/plants",
        vat: "reduced",
        options: "!von-hier",
        lines: `
          Christrose = Christmas rose | 8.90 | s10-2 n20 |
          Salbei im Topf = Potted sage | 4.20 | c:food/herbs n25 |
          Lavendel = Lavender | 5.40 | s4-9 n30 |
          Zwergapfel = Dwarf apple tree | 34.00 | s10-4 n8 |
          Rosmarin = Rosemary | 4.80 | c:food/herbs n20 |
          Minze = Mint | 3.90 | c:food/herbs n25 s4-10 |
          Farn für den Schatten = Fern for shade | 7.80 | n12 |
          Zwanzig Tulpenzwiebeln = Twenty tulip bulbs | 9.60 20p | s9-11 n30 c:garden/seedlings |
          Tomatensetzling, alte Sorte = Heirloom tomato seedling | 3.20 | s4-6 n60 c:garden/seedlings |
          Strauß der Woche = Bunch of the week | Klein 14.00; Groß 24.00 | n20 c:garden/flowers keep:perishable |
          Adventskranz = Advent wreath | 32.00 | s11-12 n15 c:garden/flowers !handarbeit |
          Baumschnitt im Garten = Trees pruned in your garden | 55.00 | d60@yours s11-3 c:services/courses |`,
      },
      {
        category: "home/soap",
        vat: "standard",
        options: "vegan !handarbeit keep:hygiene",
        lines: `
          Ringelblumenseife = Marigold soap | 6.50 100g | n30 |
          Tannennadelseife = Fir-needle soap | 6.50 100g | n24 |
          Ringelblumensalbe = Marigold ointment | 9.80 50ml | n18 c:home/soap |`,
      },
    ],
  }),
];
