/**
 * What a shopper expects of a search on a demo market. Each answer is read as `name [category] @stall #diet…`, the name in
 * the market's first language.
 */
export interface Expectation {
  readonly text: string;
  /** What the first answer is. */
  readonly first?: RegExp;
  /** What at least four of the first five answers are, or all where there are fewer. */
  readonly most?: RegExp;
  /** What is not among the first five. */
  readonly never?: RegExp;
}

const breads = /\[food\/bread/;
const cheeses = /\[food\/dairy\/cheese\]/;

/** On Geneva's. */
export const expectations: readonly Expectation[] = [
  // the thing itself before what only mentions it
  { text: "pain", first: /^Pain /, most: breads, never: /books|leaves|wood/ },
  { text: "pains", first: /^Pain/, most: breads },
  { text: "miel", first: /^Miel/, most: /\[food\/honey\]/ },
  { text: "savon", first: /^Savon/, most: /\[home\/soap\]/ },
  { text: "tomme", first: /^Tomme/, most: cheeses },
  { text: "tommes", first: /^Tomme/, most: cheeses },
  { text: "pomme", first: /^Pomme/, most: /^Pomme/ },
  { text: "oeufs", first: /Œuf/, most: /Œuf|\[food\/eggs\]/ },
  { text: "chaise", most: /chaise/i },
  { text: "bière", first: /bi[eè]re/i, most: /\[drinks\/beer\]/ },
  { text: "vin", first: /^Vin/, most: /\[drinks\/wine/, never: /^(Eau-de-vie|Hydromel|Marc)/ },
  { text: "vin rouge", most: /\[drinks\/wine/ },
  { text: "café", most: /\[drinks\/coffee\]|café/i },
  { text: "thé", most: /\[drinks\/tea\]|thé/i },
  { text: "lait", first: /^Lait/ },
  { text: "farine", first: /^Farine/, most: /\[food\/flour\]/ },
  { text: "beurre", first: /^Beurre/ },
  // without accents, and what a word stands for in the tree of categories
  { text: "velo", first: /Vélo|\[repair\/bicycle\]|vélo/, most: /bicycle|vélo/i, never: /velours|Velouté/ },
  { text: "reparation velo", first: /\[repair\/bicycle\]/, most: /bicycle/ },
  { text: "vélo électrique", first: /[Vv]élo électrique/ },
  { text: "fromage", most: cheeses },
  { text: "fromages", most: cheeses },
  { text: "fromaje", most: cheeses },
  { text: "frommage", most: cheeses },
  { text: "äpfel", most: /\[food\/fruit\/apple\]/ },
  { text: "mele", most: /\[food\/fruit\/apple\]/ },
  { text: "karotten", most: /\[food\/vegetables\/root\]/ },
  { text: "legumes", most: /\[food\/vegetables/ },
  { text: "fruits", most: /\[food\/(fruit|dried-fruit)/ },
  { text: "livres", most: /\[second-hand\/books/ },
  { text: "creme brulee", never: /books/ },
  // plural, singular and other endings, in four languages
  { text: "courges", most: /[Cc]ourge|Potimarron|Pâtisson/ },
  { text: "noix", most: /[Nn]oix/ },
  { text: "choux", most: /[Cc]hou/ },
  { text: "tomates", first: /[Tt]omate/, most: /[Tt]omate/ },
  { text: "massages", first: /[Mm]assage/ },
  { text: "fermier", first: /ferm(e|ier)/i },
  { text: "apples", most: /^Pomme/ },
  { text: "cheeses", most: cheeses },
  { text: "strawberries", first: /[Ff]raise/ },
  { text: "candles", most: /\[home\/candle\]|[Bb]ougie/ },
  { text: "Käse", most: cheeses },
  { text: "Brote", most: breads },
  { text: "Kerzen", most: /\[home\/candle\]/ },
  { text: "formaggio", most: cheeses },
  { text: "libri", most: /\[second-hand\/books/ },
  { text: "sapone", most: /\[home\/soap\]/ },
  // a word that is whole before what it begins
  { text: "brot", first: breads, most: breads },
  { text: "ail", most: /\bail\b/i },
  { text: "lait", never: /^Laitue/ },
  // what people say and no thing nor branch is called
  { text: "Fahrrad", most: /bicycle/ },
  { text: "Rüebli", most: /\[food\/vegetables\/root\]/ },
  { text: "Rotwein", most: /\[drinks\/wine\/red\]/, never: /blanc/ },
  { text: "Weisswein", most: /\[drinks\/wine\/white\]/ },
  { text: "red wine", first: /\[drinks\/wine\/red\]/, most: /\[drinks\/wine\/red\]/ },
  { text: "Klavierstunde", most: /music-lesson/ },
  { text: "Hähnchen", most: /\[food\/meat\/poultry\]/ },
  { text: "carotes", first: /^Carotte/, most: /[Cc]arotte/, never: /[Cc]artes?\b/ },
  { text: "pane", first: breads, most: breads, never: /^Panais/ },
  { text: "Weine", first: /\[drinks\/wine/, most: /\[drinks\/wine/ },
  { text: "Holzofenbrot", first: breads, most: breads },
  { text: "Schafskäse", first: /[Bb]rebis/, most: cheeses },
  // the first part of a compound says which, in whatever language the thing is named
  { text: "Roggenbrot", first: /^Pain de seigle/, most: breads },
  { text: "Apfelsaft", first: /^Jus (de )?pomme/, most: /\[drinks\/juice\]/ },
  { text: "Veloreparatur", first: /\[repair\/bicycle\]/, most: /bicycle/ },
  { text: "Kürbissuppe", first: /^Soupe à la courge/ },
  // words of a language in which nothing is written
  { text: "Spargel", first: /^Asperges/ },
  { text: "Reparatur", most: /\[repair\// },
  { text: "bike repair", first: /\[repair\/bicycle\]/, most: /bicycle/ },
  { text: "libro per bambini", most: /\[second-hand\/books\/children\]/ },
  { text: "jus d’orange", most: /\[drinks\/juice\]/ },
  { text: "vino rosso", most: /\[drinks\/wine/, never: /Osso/ },
  { text: "carote", first: /^Carotte/, most: /^Carotte/ },
  // what was declared about who eats it
  { text: "sans gluten", first: /#gluten-free/, most: /#gluten-free/, never: /@Le Levain Bleu/ },
  { text: "glutenfrei", first: /#gluten-free/, most: /#gluten-free/ },
  { text: "senza glutine", first: /#gluten-free/, most: /#gluten-free/ },
  { text: "légumes sans gluten", most: /#gluten-free/ },
  { text: "vegan", first: /#vegan/, most: /#vegan/ },
  { text: "savon vegan", first: /^Savon.*#vegan/, most: /\[home\/soap\].*#vegan/ },
  // one stem, another thing
  { text: "pâtes", most: /\[food\/legumes\]/, never: /^P[âa]t[ée]/ },
  { text: "pasta", most: /\[food\/legumes\]/, never: /^P[âa]t[ée]/ },
  { text: "truite", first: /^Truite/, most: /\[food\/fish\]/ },
  { text: "haircut", most: /\[services\/hair\]/ },
  { text: "Haarschnitt", most: /\[services\/hair\]/ },
  { text: "coupe cheveux", first: /^Coupe /, most: /^Coupe /, never: /\[garden/ },
  { text: "Bohrmaschine", first: /^Perceuse/, most: /^Perceuse/ },
  // what is named before what is merely for hire, also where only the stall says all the words
  { text: "louer perceuse", first: /^Perceuse à percussion/ },
  { text: "perceuse à louer", first: /^Perceuse à percussion/ },
  { text: "louer une perceuse", first: /^Perceuse à percussion/ },
  { text: "louer une perceuse deux heures", first: /^Perceuse à percussion/ },
  { text: "rent a drill", first: /^Perceuse à percussion/ },
  { text: "Natale", first: /de Noël/ },
  // slips of the pen
  { text: "gnochi", first: /^Gnocchi/, most: /^Gnocchi/, never: /\[games/ },
  { text: "frommage", most: cheeses },
  { text: "boulangrie", most: /@Le Levain Bleu/ },
  { text: "chocolta", first: /choco|\[food\/chocolate\]/i },
  { text: "pomes", most: /^Pomme/ },
  { text: "savn", most: /[Ss]avon/ },
  { text: "miell", first: /^Miel/ },
  { text: "perceusse", first: /Perceuse/ },
  { text: "pome de tere", first: /^Pommes de terre/, most: /^Pommes de terre/ },
  { text: "betrave", first: /^Betterave/ },
  { text: "champignion", most: /mushroom|[Cc]hampignon/ },
  // several words, in any order, with what lies between them
  { text: "pain noix", first: /^Pain aux noix/ },
  { text: "noix pain", first: /^Pain aux noix/ },
  { text: "pommes de terre", most: /^Pommes de terre/ },
  { text: "jus de pomme bio", first: /^Jus (de )?pomme/, never: /^Tarte/ },
  { text: "pain d’épeautre", first: /^Pain d’épeautre/, never: /épices/ },
  { text: "jus de pomme", first: /^Jus (de )?pomme/ },
  { text: "huile noix", first: /^Huile de noix/ },
  { text: "miel de forêt", first: /^Miel de forêt/ },
  { text: "leçon piano", first: /^Leçon de piano/, most: /music-lesson/ },
  { text: "piano lesson", first: /^Leçon de piano/, most: /music-lesson/ },
  { text: "tomme cumin", first: /^Tomme au cumin/ },
  { text: "savon lavande", first: /^Savon.*lavande/ },
  { text: "tarte pommes", first: /^Tarte aux pommes/ },
  { text: "lait de chèvre", first: /[Cc]hèvre/ },
  // while typing
  { text: "pa", most: /(^|[ ’«])pa/i },
  { text: "tom", most: /(^|[ ’«])tom/i },
  { text: "pain de ca", first: /^Pain de campagne/ },
  { text: "choc", most: /choc/i },
  // who makes it, where, and what was granted
  { text: "levain bleu", most: /@Le Levain Bleu/ },
  { text: "trois noyers", most: /@Ferme des Trois Noyers/ },
  { text: "ruches bernex", most: /@Les Ruches de Bernex/ },
  { text: "tomme noyers", first: /^Tomme.*@Ferme des Trois Noyers/ },
  { text: "rayonnante", most: /@La Rayonnante/ },
];

/** On Freiburg's, whose sellers write as one word what it is and of what. */
export const germanExpectations: readonly Expectation[] = [
  { text: "Apfelsaft", first: /^Apfelschorle/, most: /\[drinks\/juice\]/ },
  { text: "jus de pomme", first: /^Apfelschorle/ },
  { text: "Traubensaft", first: /^Traubensaft/ },
  { text: "Säfte", first: /^Traubensaft/ },
  { text: "Apfel", first: /^(Zwerga|A)pfel/ },
  { text: "Wein", most: /\[drinks\/(wine|sparkling)/, never: /^(Tresterbrand|Met) / },
  { text: "pain d’épeautre", first: /^Dinkelbrot/ },
  { text: "piatti", first: /^Teller/ },
  { text: "Lauch", first: /^Lauch/ },
  { text: "Honig", most: /\[food\/honey\]/ },
  { text: "Weihnachten", first: /^Christrose/ },
  { text: "Noël", first: /^Christrose/, never: /Krimi|\[books/ },
];

/** What nothing on Freiburg's market is: no other thing is meant by a slip of the pen. */
export const nothingThere: readonly string[] = ["Bohrer", "perceuse", "table", "riso"];

/** Whether five first answers, in order, are what a shopper expects. */
export function isAsExpected({ first, most, never }: Expectation, answers: readonly string[]): boolean {
  const five = answers.slice(0, 5);
  if (first !== undefined && !first.test(five[0] ?? "")) return false;
  if (most !== undefined && five.filter((answer) => most.test(answer)).length < Math.max(1, five.length - 1))
    return false;
  return never === undefined || !five.some((answer) => never.test(answer));
}
