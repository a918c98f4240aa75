import type { DemoParty } from "../../notation/demo-market.ts";
import { stall } from "./place.ts";

const fresh = { vat: "reduced", allergensDeclared: true } as const;

/** Who grows, bakes, milks, smokes, brews. */
export const farmsAndKitchens: readonly DemoParty[] = [
  stall({
    name: "Gemüsehof Schönberg",
    trade: "Gemüsehof in Merzhausen = market garden in Merzhausen",
    summary:
      "Vierzig Sorten auf vier Hektar, geerntet am Morgen. = Forty kinds on four hectares, picked in the morning.",
    story:
      "Drei Familien und ein Kaltblut namens Moritz. Im Winter stehen Feldsalat und Zuckerhut unter Vlies, im Sommer so viele Tomaten, dass wir einkochen, was übrig bleibt.",
    category: "food/vegetables",
    place: "Am Schönberghang 12, 79249 Merzhausen",
    hours: "tue 15-18:30, fri 14-18:30, sat 8-13",
    minimum: 10,
    since: "2026-02-09",
    labels: ["von-hier", "bio-hof", "mehrweg"],
    shelves: [
      {
        ...fresh,
        category: "food/vegetables",
        options: "vegan organic gf lf keep:perishable !von-hier !bio-hof",
        origin: "Merzhausen",
        lines: `
          Feldsalat = Lamb’s lettuce | 2.80 150g | c:food/vegetables/leaves s10-3 | Gewaschen, noch mit Wurzel.
          Zuckerhut = Sugarloaf chicory | 2.60 | c:food/vegetables/leaves s9-1 |
          Linda, festkochend = Linda potatoes, waxy | 1 kg 2.90 1kg; 2,5 kg 6.40 2.5kg | c:food/vegetables/potato | Die gelbe, die nach etwas schmeckt.
          Bamberger Hörnle = Bamberg fingerling potatoes | 4.60 1kg | c:food/vegetables/potato s8-3 |
          Möhren mit Grün = Carrots with their tops | 2.90 | s6-11 |
          Pastinaken = Parsnips | 3.10 500g | s9-3 |
          Mangold = Chard | 2.90 500g | c:food/vegetables/leaves s6-11 |
          Champignons, braun = Brown mushrooms | 3.60 250g | c:food/vegetables/mushroom |
          Rote Bete = Beetroot | 2.40 1kg | s7-3 |
          Hokkaido = Red kuri squash | 3.20/kg 1200g | s9-2 | Mit Schale in den Ofen.
          Ochsenherz-Tomaten = Oxheart tomatoes | 6.90/kg 400g | c:food/vegetables/tomato s7-10 |
          Spitzkohl = Pointed cabbage | 2.80/kg 900g | c:food/vegetables/cabbage s5-12 |
          Grünkohl = Kale | 3.40 500g | c:food/vegetables/cabbage s10-2 | Nach dem ersten Frost.
          Lauch = Leeks | 2.70 500g | c:food/vegetables/onion s9-4 |
          Knoblauch, der Zopf = Plait of garlic | 9.50 | c:food/vegetables/garlic s7-12 |
          Gemüsekiste der Woche = Weekly vegetable box | Klein 14.00 +crate; Groß 24.00 +crate | n20 !mehrweg | Was der Hof hergibt; die Kiste kommt zurück.`,
      },
      {
        ...fresh,
        category: "food/preserves",
        options: "vegan organic gf lf !von-hier !mehrweg",
        lines: `
          Passierte Tomaten = Tomato passata | 4.20 500g +jar-500g | n30 | Vom Überfluss im August.
          Sauerkraut, roh = Raw sauerkraut | 3.90 500g +jar-500g | n18 cold |
          Kürbis süßsauer = Pickled pumpkin | 4.40 500g +jar-500g | n14 |`,
      },
    ],
  }),
  stall({
    name: "Ziegenhof Horben",
    trade: "Käserei in Horben = goat dairy in Horben",
    summary: "Sechzig Ziegen, Rohmilch, und ein Keller im Fels. = Sixty goats, raw milk, a cellar in the rock.",
    story:
      "Die Ziegen halten die steilen Weiden offen, die keine Maschine mehr mäht. Gemolken wird zweimal am Tag, gekäst jeden Morgen, gereift im alten Bierkeller unter der Scheune.",
    category: "food/dairy/cheese",
    place: "Langackern 3, 79289 Horben",
    hours: "wed 15-18, sat 9-13",
    minimum: 12,
    since: "2026-02-23",
    labels: ["von-hier", "bio-hof", "mehrweg"],
    shelves: [
      {
        ...fresh,
        category: "food/dairy/cheese",
        options: "cold veg gf organic +milk !von-hier !bio-hof",
        origin: "Horben",
        lines: `
          Ziegenfrischkäse = Fresh goat’s cheese | 4.20 150g | n22 | Mild, zwei Tage alt.
          Ziegenfrischkäse mit Kräutern = Fresh goat’s cheese with herbs | 4.60 150g | n16 |
          Ziegencamembert = Goat’s camembert | 5.40 150g | n12 |
          Horbener Bergkäse = Horben mountain cheese | Stück 34/kg 250g; Großes Stück 32/kg 600g | n15 | Acht Monate im Fels.
          Ziegengouda mit Bockshornklee = Goat’s gouda with fenugreek | 31/kg 250g | n11 |
          Blauer vom Schauinsland = Blue goat’s cheese | 36/kg 200g | n7 |
          Grillkäse = Cheese for grilling | 6.20 200g | n18 s4-9 |
          Feta in Lake = Goat’s feta in brine | 5.80 200g +jar-500g | n13 !mehrweg |`,
      },
      {
        ...fresh,
        category: "food/dairy/milk",
        options: "cold veg gf organic +milk !von-hier !mehrweg",
        lines: `
          Ziegenmilch = Goat’s milk | 3.20 1l +bottle-1l | n24 | Vor dem Trinken abkochen.
          Ziegenjoghurt = Goat’s yogurt | 3.40 500g +jar-500g | n20 c:food/dairy/yogurt |`,
      },
      {
        category: "services/courses",
        vat: "standard",
        lines: `
          Ziegenkäse selber machen = Make goat’s cheese yourself | 48.00 | d180@ours keep:dated | Sechs Plätze, mit Vesper.`,
      },
    ],
  }),
  stall({
    name: "Backstube Wiehre",
    trade: "Holzofenbäckerei in der Wiehre = wood-fired bakery in the Wiehre",
    summary: "Sauerteig, drei Mühlen, ein Ofen von 1911. = Sourdough, three mills, an oven of 1911.",
    category: "food/bread",
    place: "Günterstalstraße 40, 79102 Freiburg im Breisgau",
    hours: "tue-fri 7-18, sat 7-13",
    leadHours: 14,
    since: "2026-03-03",
    labels: ["von-hier", "handarbeit"],
    shelves: [
      {
        ...fresh,
        category: "food/bread",
        options: "keep:perishable +gluten ~sesame ~nuts !von-hier !handarbeit",
        lines: `
          Bauernbrot = Farmhouse loaf | Ein Pfund 4.10 500g; Ein Kilo 7.40 1kg | n24 vegan | Roggen und Weizen, Kruste wie Rinde.
          Roggenvollkorn = Whole rye | 5.20 750g | n12 vegan | Hält eine Woche, wird jeden Tag besser.
          Dinkelbrot = Spelt bread | 5.60 750g | n14 organic vegan |
          Walnussbrot = Walnut bread | 5.90 500g | +nuts s9-4 vegan |
          Schwarzwälder Schrotbrot = Black Forest coarse rye | 5.40 1kg | vegan |
          Baguette | 2.60 250g | c:food/bread/baguette vegan |
          Laugenbrezel = Pretzel | Eine 1.10 1p; Fünf 5.00 5p | c:food/bread/baguette n60 vegan |
          Seelen mit Kümmel = Caraway spelt sticks | 2.20 | c:food/bread/baguette vegan |
          Hefezopf = Plaited yeast loaf | 6.40 500g | n10 c:food/bread/viennoiserie +milk +eggs veg |
          Schneckennudel = Cinnamon snail | 2.30 | c:food/bread/viennoiserie +milk +eggs veg |
          Linzer Torte = Linzer tart | 18.50 600g | c:food/bread/pastry +nuts +milk +eggs veg n8 | Mit Himbeeren vom Kaiserstuhl.
          Springerle = Aniseed biscuits | 5.80 200g | c:food/bread/biscuits +eggs veg s11-12 |`,
      },
      {
        ...fresh,
        category: "food/flour",
        options: "vegan +gluten !von-hier",
        lines: `
          Dinkelmehl 630 = Spelt flour | 3.20 1kg | n40 |
          Roggenmehl 1150 = Rye flour | 2.60 1kg | n35 |
          Roggensauer zum Ansetzen = Rye sourdough starter | 2.50 150g | n12 cold |`,
      },
    ],
  }),
  stall({
    name: "Metzgerei Burgert & Tochter",
    trade: "Metzgerei in Herdern = butcher in Herdern",
    summary: "Hinterwälder Rind, Schwein vom Stroh, Rauch aus Tanne. = Local cattle, straw-bred pork, fir smoke.",
    category: "food/meat",
    place: "Habsburgerstraße 91, 79104 Freiburg im Breisgau",
    hours: "tue-fri 8-18, sat 8-13",
    minimum: 15,
    since: "2026-03-10",
    labels: ["von-hier"],
    shelves: [
      {
        ...fresh,
        category: "food/meat",
        options: "cold !von-hier",
        lines: `
          Gulasch vom Hinterwälder Rind = Beef for stewing | 19.80/kg 500g | n14 gf lf |
          Siedfleisch mit Knochen = Boiling beef on the bone | 14.50/kg 800g | n9 gf lf |
          Schweineschnitzel = Pork escalope | 17.90/kg 300g | n20 gf lf |
          Maultaschen = Swabian ravioli | Vier 6.40 4p; Acht 12.00 8p | c:food/prepared n25 +gluten +eggs +celery |
          Ganzes Huhn = Whole chicken | 14.80/kg 1500g | c:food/meat/poultry n8 gf lf |
          Schwarzwälder Schinken = Black Forest ham | 29/kg 150g | c:food/meat/charcuterie n18 gf lf | Drei Wochen kalt geräuchert.
          Fleischkäse zum Backen = Meat loaf to bake | 8.40 500g | c:food/prepared n12 gf lf |
          Landjäger, das Paar = Pair of smoked sausages | 3.40 2p | c:food/meat/charcuterie n40 +mustard gf lf |
          Leberwurst im Glas = Liver sausage in a jar | 5.20 200g | c:food/meat/charcuterie n16 +mustard gf lf |
          Saiten, fünf Paar = Five pairs of frankfurters | 8.90 500g | c:food/meat/charcuterie n15 +celery +mustard gf lf |`,
      },
    ],
  }),
  stall({
    name: "Weingut Lettenhof",
    trade: "Winzerin am Tuniberg = winegrower at the Tuniberg",
    summary: "Burgunder auf Löss, von Hand gelesen. = Pinots on loess, picked by hand.",
    story:
      "Zwölf Hektar rund um Opfingen. Seit die Großmutter den Keller übergeben hat, gärt alles mit den Hefen, die auf den Trauben sitzen.",
    category: "drinks/wine",
    place: "Altgasse 7, 79112 Freiburg im Breisgau",
    hours: "thu-fri 16-19, sat 10-16",
    since: "2026-04-01",
    labels: ["von-hier", "bio-hof", "handarbeit", "mehrweg"],
    shelves: [
      {
        category: "drinks/wine",
        vat: "standard",
        options: "a16 vegan organic +sulphites !von-hier !bio-hof",
        allergensDeclared: true,
        lines: `
          Gutedel = Chasselas | 7.80 75cl | n60 c:drinks/wine/white | Leicht, zum Vesper.
          Grauburgunder = Pinot gris | Eine Flasche 9.80 75cl; Sechs Flaschen 55.00 450cl | n48 c:drinks/wine/white |
          Weißburgunder vom Löss = Pinot blanc from loess | 10.50 75cl | n40 c:drinks/wine/white |
          Spätburgunder Rosé = Pinot noir rosé | 8.90 75cl | n36 c:drinks/wine/rose |
          Spätburgunder, alte Reben = Pinot noir, old vines | 16.50 75cl | n24 c:drinks/wine/red | Zwei Jahre im Fass.
          Muskateller = Muscat | 11.20 75cl | n20 c:drinks/wine/white |
          Sekt, brut = Sparkling wine, brut | 15.90 75cl | c:drinks/sparkling n30 |
          Tresterbrand = Marc | 24.00 50cl | a18 n12 |`,
      },
      {
        category: "drinks/juice",
        vat: "standard",
        options: "!von-hier",
        lines: `
          Traubensaft, rot = Red grape juice | 3.90 1l +bottle-1l | n40 vegan organic !mehrweg |
          Lese mit Vesper = A day of picking, with supper | 35.00 | d360@ours c:services/farm-visit s9-10 keep:dated n12 |`,
      },
    ],
  }),
  stall({
    name: "Imkerei Dreisamtal",
    trade: "Imkerei in Kirchzarten = beekeepers in Kirchzarten",
    summary: "Vierzig Völker zwischen Tal und Tannen. = Forty colonies between valley and firs.",
    category: "food/honey",
    place: "Lindenaustraße 5, 79199 Kirchzarten",
    hours: "fri 15-18, sat 9-12",
    since: "2026-04-13",
    vat: false,
    labels: ["von-hier", "mehrweg"],
    shelves: [
      {
        ...fresh,
        category: "food/honey",
        options: "veg !von-hier",
        lines: `
          Tannenhonig = Fir honey | 9.80 500g +jar-500g | n30 gf lf !mehrweg | Dunkel, malzig, nicht jedes Jahr.
          Löwenzahnhonig = Dandelion honey | 8.20 500g +jar-500g | n22 gf lf !mehrweg |
          Sommerblüte, cremig = Creamy summer blossom honey | 7.60 500g +jar-500g | n40 gf lf !mehrweg |
          Wabenstück = Piece of comb | 8.90 200g | n8 gf lf s6-9 |
          Lebkuchen mit Honig = Honey gingerbread | 6.40 250g | c:food/bread/biscuits +gluten +nuts +eggs s10-12 n20 |
          Bienenwachskerzen, vier Stück = Four beeswax candles | 11.00 4p | c:home/candle n25 |
          Met = Mead | 8.50 50cl +bottle-50cl | c:drinks/wine a16 n15 |
          Eine Stunde am Bienenstand = An hour with the bees | 12.00 | d60@ours c:services/apiary-visit s5-8 keep:dated n10 |`,
      },
    ],
  }),
  stall({
    name: "Brauwerk Stühlinger",
    trade: "Brauerei im Stühlinger = brewery in the Stühlinger",
    summary: "Kleine Sude, Wasser aus dem Tal, alles in Mehrweg. = Small brews, valley water, refillable bottles.",
    category: "drinks/beer",
    place: "Ferdinand-Weiß-Straße 9, 79106 Freiburg im Breisgau",
    hours: "wed-fri 14-20, sat 11-20",
    since: "2026-05-04",
    labels: ["von-hier", "mehrweg"],
    shelves: [
      {
        category: "drinks/beer",
        vat: "standard",
        options: "a16 vegan +gluten !von-hier !mehrweg",
        allergensDeclared: true,
        lines: `
          Helles = Lager | Eine Flasche 2.20 50cl +bottle-50cl; Zehn Flaschen 20.00 5l +crate | n80 |
          Keller-Pils = Unfiltered pils | 2.30 50cl +bottle-50cl | n60 |
          Tannenspitzen-Ale = Fir-tip ale | 2.90 50cl +bottle-50cl | n24 s5-9 | Mit jungen Trieben vom Schauinsland.
          Rauchbier = Smoked beer | 2.70 50cl +bottle-50cl | n18 |`,
      },
      {
        category: "drinks/juice",
        vat: "standard",
        options: "!von-hier",
        lines: `
          Alkoholfreies Weizen = Alcohol-free wheat beer | 2.20 50cl +bottle-50cl | n40 vegan +gluten !mehrweg c:drinks/beer |
          Apfelschorle = Apple spritzer | 1.80 50cl +bottle-50cl | n50 gf vegan !mehrweg |
          Treberbrot = Spent-grain bread | 4.80 750g | c:food/bread v:reduced keep:perishable n10 vegan +gluten |
          Brauen, ein Samstag = Brewing, a Saturday | 75.00 | d420@ours c:services/courses keep:dated n8 |`,
      },
    ],
  }),
];
