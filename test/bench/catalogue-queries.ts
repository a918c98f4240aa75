// What people type into a shop's search, in the four languages of the market: things, trades, stalls, labels, several
// words, plurals, no accents, and slips of the pen as thumbs make them.

const french = `
pain|pain de campagne|pains|baguette|baguette tradition|pain complet|pain au levain|pain sans gluten|croissant|croisant|
tresse|tresse au beurre|brioche|tarte aux pommes|tarte au pruneau|biscuits|farine|farine complète|farine epeautre|levain|
fromage|fromages|fromage de chèvre|fromage chevre|tomme|tomes|tomme vaudoise|gruyère|gruyere|raclette|fondue|vacherin|
lait|lait cru|lait entier|yaourt|yogourt nature|beurre|creme double|crème|oeufs|œufs|oeuf bio|sérac|séré|
poulet|poulet fermier|boeuf|viande de boeuf|steak haché|saucisse|saucisson|longeole|jambon|agneau|viande séchée|lard|
poisson|filet de perche|perches|féra|truite|truite fumée|poisson du lac|écrevisse|
tomate|tomates|tomates cerises|tomate coeur de boeuf|salade|salades|carotte|carrotes|pommes de terre|patates|courge|
courges|poireau|oignons|ail|ail des ours|cardon|cardons|betterave|chou|choux|épinards|haricots verts|concombre|courgettes|
pomme|pommes|pommes golden|poire|poires|fraises|fraise|cerises|abricots|abricot du valais|prunes|raisin|framboises|kiwi|
panier de légumes|panier legumes|panier bio|fruits|légumes|legumes de saison|fruits de saison|
miel|miel de forêt|miel d’acacia|mièl|confiture|confiture de fraises|confitures|gelée|moutarde|cornichons|huile|huile d’olive|
huile de noix|vinaigre|sel|poivre|épices|curry|vanille|thé|thé vert|tisane|tisanes|café|café en grains|cafe moulu|chocolat|
chocolats|chocolat noir|chocolta|tablette chocolat|caramel|bonbons|pâtes|pates fraiches|riz|lentilles|pois chiches|quinoa|
polenta|muesli|granola|noix|noisettes|amandes|tofu|végane|vegan|végétarien|sans gluten|sans lactose|bio|
vin|vin rouge|vin blanc|gamay|chasselas|pinot noir|vin mousseux|bière|bieres|bière blonde|bière artisanale|cidre|jus|
jus de pomme|jus de pommes|sirop|sirop de sureau|limonade|eau de vie|kombucha|
savon|savon d’alep|savons|shampoing|shampoing solide|lessive|lessive en vrac|produit vaisselle|eponge|brosse|bougie|
bougies|éponge|crème mains|déodorant|dentifrice|baume|
vélo|velo|réparation vélo|réparation velo|reparation de velo|vélo électrique|pneu velo|chambre à air|casque|freins|révision vélo|
livre|livres|livre de cuisine|roman|bd|bande dessinée|livre enfant|carte de geneve|cahier|papier|stylo|affiche|
vêtements|pull|pull laine|bonnet|écharpe|chaussettes|t-shirt|manteau|robe|chaussures|cordonnier|ressemelage|couture|
retouche|retouches pantalon|ourlet|laine|
table|chaise|chaises|lampe|vaisselle|assiette|assiettes|tasse|bol|bols|céramique|vase|poterie|couteau|planche|panier|tapis|
jouet|jouets en bois|puzzle|jeu de société|peluche|cadeau|cadeaux|cadeau de naissance|bijoux|collier|boucles d’oreilles|
plante|plantes|plantons|plantons tomates|graines|semences|terreau|compost|fleurs|bouquet|rosier|arrosoir|
coiffeur|coupe cheveux|massage|yoga|cours de français|cours piano|leçon de piano|cours cuisine|cours de poterie|atelier|
réparation téléphone|réparation ordinateur|reparer montre|clés|serrurier|plombier|jardinier|ménage|garde d’enfants|
location perceuse|louer outils|perceuse|vinyle|vinyles|disque|platine|guitare|occasion|seconde main|fromagerie|boulangerie|
boucherie|ferme|ferme des tilleuls|brasserie|librairie|boulangerie carouge|épicerie en vrac|fleuriste|`;

const german = `
Brot|Brote|Vollkornbrot|Roggenbrot|Zopf|Mehl|Käse|Kase|Kaese|Ziegenkäse|Milch|Rohmilch|Eier|Butter|Joghurt|Rahm|
Fleisch|Rindfleisch|Poulet|Wurst|Würste|Speck|Fisch|Forelle|Gemüse|Gemuse|Gemüsekorb|Kartoffeln|Kartofeln|Tomaten|Tomate|
Karotten|Salat|Kürbis|Zwiebeln|Lauch|Äpfel|Apfel|Birnen|Erdbeeren|Kirschen|Aprikosen|Honig|Waldhonig|Konfitüre|Senf|Öl|
Olivenöl|Essig|Gewürze|Tee|Kaffee|Schokolade|Schokoade|Nüsse|Wein|Rotwein|Weisswein|Bier|Biere|Apfelsaft|Sirup|
Seife|Seifen|Waschmittel|Kerze|Kerzen|Velo|Velo Reparatur|Fahrrad|Reparatur|Bücher|Buch|Kochbuch|Kleider|Pullover|Schuhe|
Tisch|Stuhl|Lampe|Teller|Tasse|Spielzeug|Geschenk|Geschenke|Schmuck|Pflanzen|Blumen|Samen|Setzlinge|Klavierunterricht|
Massage|Nähen|Schneider|Werkzeug|Bohrmaschine|gebraucht|vegan|glutenfrei|bio|`;

const italian = `
pane|pane integrale|pagnotta|farina|formaggio|formaggi|formaggio di capra|latte|latte crudo|uova|burro|yogurt|panna|
carne|manzo|pollo|salsiccia|salame|prosciutto|pesce|trota|verdura|verdure|pomodori|pomodoro|insalata|carote|patate|zucca|
cipolle|aglio|frutta|mele|mela|pere|fragole|ciliegie|albicocche|miele|marmellata|senape|olio|olio d’oliva|aceto|spezie|tè|
caffè|cafe|cioccolato|cioccolata|ciocolato|noci|pasta fresca|riso|lenticchie|vino|vino rosso|vino bianco|birra|succo di mela|
sciroppo|sapone|saponi|detersivo|candela|candele|bicicletta|bici|riparazione|riparazione bici|libri|libro|vestiti|maglione|
scarpe|tavolo|sedia|lampada|piatti|tazza|giocattoli|regalo|regali|gioielli|piante|fiori|semi|massaggio|lezioni di piano|
sartoria|attrezzi|usato|vegano|senza glutine|`;

const english = `
bread|sourdough|wholemeal bread|rolls|croissants|butter plait|cake|apple tart|biscuits|flour|cheese|cheeses|goat cheese|
chese|raw milk|milk|eggs|egg|butter|yoghurt|cream|beef|chicken|sausage|sausages|ham|lamb|bacon|fish|trout|perch|vegetables|
vegtables|vegetable box|tomatoes|tomato|potatoes|potatos|carrots|salad|pumpkin|onions|garlic|wild garlic|leek|apples|pears|
strawberries|strawberry|cherries|apricots|honey|forest honey|jam|mustard|olive oil|oil|vinegar|spices|tea|green tea|coffee|
coffee beans|chocolate|choclate|dark chocolate|walnuts|almonds|pasta|rice|lentils|wine|red wine|white wine|beer|beers|cider|
apple juice|syrup|soap|soaps|shampoo|detergent|candle|candles|bike|bike repair|bicycle repair|helmet|books|cookbook|novel|
sweater|socks|shoes|shoe repair|table|chair|lamp|plates|mug|mugs|toys|wooden toys|board game|gift|gifts|necklace|plants|
seedlings|flowers|seeds|massage|piano lessons|french lessons|pottery class|haircut|drill rental|second hand|records|vegan|
gluten free|organic|local|farm|bakery|brewery|`;

function typed(list: string): string[] {
  return list
    .split(/[|\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** What shoppers type, in turn from each language. */
export const queries: readonly string[] = [...new Set([french, german, italian, english].flatMap(typed))];

/** What stands in the box after each key, for every query. */
export function keystrokes(texts: readonly string[]): string[] {
  return texts.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));
}
