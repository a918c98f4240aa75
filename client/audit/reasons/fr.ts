/** The reasons and retentions of the data map, as the server says them, in French: see ../reasons.ts. */
export const reasons: Readonly<Record<string, string>> = {
  "which of the kinds of statement it is": "de quel genre de déclaration il s’agit",
  "who signed it": "qui l’a signée",
  "what it is about: a party or one of its shelves": "de quoi elle parle : un étal ou l’une de ses étagères",
  "a higher one replaces a lower one; stalls write the second in which they sign, which is public with all of it":
    "un numéro plus haut remplace un plus bas ; les étals écrivent la seconde où ils signent, publique comme le reste",
  "when its author says it was made": "quand son auteur dit l’avoir faite",
  "names the exact bytes": "nomme les octets exacts",
  "the signed document, as anyone may read it": "le document signé, tel que chacun peut le lire",
  "which entry of the transparency log it is": "quelle entrée du journal public elle est",
  "names the listing, as the log has it": "nomme la liste, comme le journal la connaît",
  "says when to forget it": "dit quand l’oublier",
  "which statements the catalogue showed on that day, by their hashes":
    "quelles déclarations le catalogue montrait ce jour-là, par leurs empreintes",
  "the order of the transparency log": "l’ordre du journal public",
  "whose statement it was, which revision, and the hash of its bytes":
    "de qui était la déclaration, quelle version, et l’empreinte de ses octets",
  "which level of the log's tree": "quel niveau de l’arbre du journal",
  "which part of the level": "quelle partie du niveau",
  "hashes of the log's tree, from which anyone proves what is in it":
    "des empreintes de l’arbre du journal, avec lesquelles chacun prouve ce qu’il contient",
  "there is one row": "il n’y a qu’une ligne",
  "the name of the log": "le nom du journal",
  "how many entries the tree covers": "combien d’entrées l’arbre couvre",
  "the hash over all of them": "l’empreinte de toutes ensemble",
  "both, signed by the log and by witnesses that saw it":
    "les deux, signés par le journal et par les témoins qui l’ont vu",
  "the newest checkpoint that a witness signed": "le dernier état qu’un témoin a signé",
  "the name of a log of others that this server watches": "le nom d’un journal d’ailleurs que ce serveur surveille",
  "how far it has seen that log": "jusqu’où il a vu ce journal",
  "the hash over what it has seen": "l’empreinte de ce qu’il a vu",
  "names the picture": "nomme l’image",
  "which party brought it, for its quota": "quel étal l’a apportée, pour son quota",
  "the format of the picture": "le format de l’image",
  "the newest come first; those of keys that never became a party are deleted":
    "les plus récentes d’abord ; celles des clés qui ne sont jamais devenues un étal sont effacées",
  "the picture at the size of a card, as anyone may see it":
    "l’image à la taille d’une carte, telle que chacun peut la voir",
  "the picture, as anyone may see it": "l’image, telle que chacun peut la voir",
  "lets readers of the small size check it against the name": "permet à qui lit la petite taille de la comparer au nom",
  "since when no statement has named it, so that it can be deleted":
    "depuis quand aucune déclaration ne la nomme, pour pouvoir l’effacer",
  "the same bytes sent again are a retry, not a second envelope":
    "les mêmes octets envoyés à nouveau sont une répétition, pas une seconde enveloppe",
  "says when to forget the digest": "dit quand oublier l’empreinte",
  "the party whose inbox it is": "l’étal dont c’est la boîte",
  "the order in which a reader takes them": "l’ordre dans lequel son lecteur les prend",
  "names the key of the day, and says when to forget": "nomme la clé du jour, et dit quand oublier",
  "sealed for its reader, and closed again under the key of the day":
    "scellée pour son lecteur, et refermée sous la clé du jour",
  "which day's board it is on": "de quel jour est le tableau",
  "which of the day's boards, each shared by many": "lequel des tableaux du jour, chacun partagé par beaucoup",
  "the order in which readers take them": "l’ordre dans lequel les lecteurs les prennent",
  "sealed for one of the board's readers, and closed under the key of the day":
    "scellée pour l’un des lecteurs du tableau, et refermée sous la clé du jour",
  "of the nonce of a token: the same one pays once": "du numéro d’un jeton : le même ne paie qu’une fois",
  "the Monday of the week in which it was issued: says when to forget":
    "le lundi de la semaine où il a été émis : dit quand l’oublier",
  "what it paid for, so that the same post again is a retry":
    "ce qu’il a payé, pour que le même envoi soit une répétition",
  "which account has drawn this week's batch": "quel compte a tiré les jetons de la semaine",
  "what the tokens pay for": "ce que les jetons paient",
  "the Monday of the week": "le lundi de la semaine",
  "of the blinded tokens: the same request again is a retry":
    "des jetons aveuglés : la même demande est une répétition",
  "which party has drawn": "quel étal a tiré des jetons",
  "which of the week's batches": "lequel des lots de la semaine",
  "32 random bytes that passkeys know the account by":
    "32 octets au hasard sous lesquels les clés d’accès connaissent le compte",
  "how often its keys were changed, so that two devices do not overwrite each other":
    "combien de fois ses clés ont changé, pour que deux appareils ne s’effacent pas l’un l’autre",
  "shown to its owner": "montré à son propriétaire",
  "names a way in": "nomme une entrée",
  "whose way in it is": "de qui est cette entrée",
  "passkey or written-down code": "clé d’accès ou code écrit",
  "which passkey answers": "quelle clé d’accès répond",
  "verifies the passkey's answer": "vérifie la réponse de la clé d’accès",
  "finds the wrapper of a written-down code": "retrouve l’enveloppe d’un code écrit",
  "a new keyring is sealed to it": "un nouveau trousseau est scellé pour elle",
  "opens only with the passkey or the code": "ne s’ouvre qu’avec la clé d’accès ou le code",
  "the owner's keys, sealed to this way in": "les clés du propriétaire, scellées pour cette entrée",
  "shown to its owner, who may find a way in that is not theirs":
    "montré à son propriétaire, qui peut y trouver une entrée qui n’est pas la sienne",
  "recognises the cookie of a device that is signed in": "reconnaît le cookie d’un appareil connecté",
  "who is signed in": "qui est connecté",
  "when signing in ends by itself": "quand la connexion prend fin d’elle-même",
  "the address of the space; no account is named with it": "l’adresse de l’espace ; aucun compte n’y est nommé",
  "the newest change, so that devices know what they miss":
    "le dernier changement, pour que les appareils sachent ce qui leur manque",
  "for the quota": "pour le quota",
  "tells an operator how old unused spaces are": "dit à l’exploitant de quand datent les espaces qui ne servent plus",
  "the space it is in": "l’espace où elle se trouve",
  "names the record and says nothing of its subject": "nomme la page et ne dit rien de son sujet",
  "two devices do not overwrite each other": "deux appareils ne s’effacent pas l’un l’autre",
  "devices ask for what changed since": "les appareils demandent ce qui a changé depuis",
  "the record, padded to one of eleven sizes": "la page, complétée à l’une de onze tailles",
  "which version the database's tables have": "quelle version ont les tables de la base",
  "when the operator started that version for the first time":
    "quand l’exploitant a lancé cette version pour la première fois",
  "two servers do not change tables at once": "deux serveurs ne changent pas les tables en même temps",
  "closes the envelopes of a day at rest": "ferme les enveloppes d’un jour sur le disque",
  "closes the posts of a day at rest": "ferme les réponses d’un jour sur le disque",
  "signs the tokens of one purpose and week, without seeing them":
    "signe les jetons d’un usage et d’une semaine, sans les voir",
  "the seed of the keys with which the server signs its token keys, releases, listings, checkpoints and cosignatures":
    "la graine des clés par lesquelles le serveur signe ses clés de jetons, ses versions, la liste du jour et les états du journal, le sien et ceux dont il témoigne",
  "the key that speaks for the whole market, with the seat of its first steward":
    "la clé qui parle pour tout le marché, avec la place du premier bureau",
  "until its operator takes it away from the server, as the command that makes it says":
    "jusqu’à ce que l’exploitant l’ôte du serveur, comme le dit la commande qui la crée",
  "a key of the day while it is made, so that of two servers one wins":
    "une clé du jour pendant qu’elle se fait, pour que de deux serveurs un seul l’emporte",
  "the embedded database: its tables are declared above": "la base embarquée : ses tables sont déclarées plus haut",
  "the key that founded the instance": "la clé qui a fondé l’instance",
  "which city's data it is, so that no other's shop is put over it":
    "de quelle ville sont les données, pour que la boutique d’une autre ne s’y mette pas",
  "no two servers open one embedded database": "deux serveurs n’ouvrent pas la même base embarquée",
  "invitation links of a demo": "liens d’invitation d’une démonstration",
  "keys of a demo's invented stalls, with which the next start renews them; no person's":
    "clés des étals inventés d’une démonstration, que le prochain démarrage renouvelle ; de personne",
  "marks a demo whose making was interrupted": "marque une démonstration dont la fabrication a été interrompue",
  "how serious it is": "à quel point c’est grave",
  "when it happened: of the server's own events; requests are logged at debug only":
    "quand c’est arrivé : des événements du serveur même ; les demandes ne sont notées qu’en mise au point",
  "constant text of this program": "texte fixe de ce programme",
  "name of a route, never a path": "nom d’une adresse du programme, jamais un chemin",
  "how it was answered": "comment on y a répondu",
  "how long it took": "combien de temps cela a pris",
  "constant code of a problem": "code fixe d’un problème",
  "lines of this program, without the error's message": "des lignes de ce programme, sans le message de l’erreur",
  "how many of something": "combien il y en a",
  "proves a request about an inbox or a space is its owner's":
    "prouve qu’une demande sur une boîte ou un espace est de son propriétaire",
  "pays for an envelope; its signature was made without seeing it":
    "paie une enveloppe ; sa signature a été faite sans la voir",
  "32 random bytes of a device that is signed in; sent to /account only":
    "32 octets au hasard d’un appareil connecté ; envoyés à /account seulement",
  "refused on relay and spaces; a cookie also on statements and catalogue":
    "refusé sur le relais et les espaces ; un cookie l’est aussi sur les déclarations et le catalogue",
  "refuses account requests that other sites make": "refuse les demandes de compte que d’autres sites font",
  "limits how often one address may write, or ask for public pages":
    "limite combien de fois une adresse peut écrire, ou demander des pages publiques",
  "the client address behind trusted proxies": "l’adresse du client derrière des relais de confiance",
  "limits on what is read": "des limites à ce qui est lu",
  "chooses the language of a public page where its address names none":
    "choisit la langue d’une page publique dont l’adresse n’en nomme pas",
  "which form of a public file to send": "quelle forme d’un fichier public envoyer",
  "what a page may load, and what it may not tell others; one constant text for each kind of answer":
    "ce qu’une page peut charger, et ce qu’elle ne peut dire à d’autres ; un texte fixe par genre de réponse",
  "keeps pages of other sites apart from this one": "tient les pages d’autres sites à l’écart de celle-ci",
  "the same for older browsers": "la même chose pour de vieux navigateurs",
  "no visit without TLS, where there is TLS": "pas de visite sans TLS, là où il y a TLS",
  "the session of a device that signs in; of /account only":
    "la session d’un appareil qui se connecte ; de /account seulement",
  "form and length of the answer": "forme et longueur de la réponse",
  "how long an answer may be kept; a tag is a hash of the answer, the same for everybody":
    "combien de temps une réponse peut être gardée ; une marque est une empreinte de la réponse, la même pour tous",
  "which token is asked for, and the week's key for it, the same for all":
    "quel jeton est demandé, et la clé de la semaine pour lui, les mêmes pour tous",
  "where a thing's public page is": "où se trouve la page publique d’une chose",
  "the connection's own, by HTTP and for proxies": "propres à la connexion, selon HTTP et pour les relais",
  "a challenge and this server's settings for passkeys; no name":
    "un défi et les réglages de ce serveur pour les clés d’accès ; aucun nom",
  "the passkey's answer; its credential id and public key are kept, model and counter are not":
    "la réponse de la clé d’accès ; son identifiant et sa clé publique sont gardés, modèle et compteur non",
  "the owner's keys, sealed to a way in": "les clés du propriétaire, scellées pour une entrée",
  "which change of the keys it is": "quel changement des clés c’est",
  "what the tokens will pay for": "ce que les jetons paieront",
  "tokens to sign, blinded: nothing of them can be found again where they are spent":
    "des jetons à signer, aveuglés : rien d’eux ne se retrouve là où ils sont dépensés",
  "signatures on the blinded tokens": "des signatures sur les jetons aveuglés",
  "the address of the space": "l’adresse de l’espace",
  "pays for the space; its signature was made without seeing it":
    "paie l’espace ; sa signature a été faite sans la voir",
  "whether to ask again": "s’il faut redemander",
  "the record, padded": "la page, complétée",
  "that something came; not what": "que quelque chose est venu ; pas quoi",
  "whose inbox it is": "de qui est la boîte",
  "sealed for the party": "scellée pour l’étal",
  "where a reader goes on": "où un lecteur continue",
  "envelopes with their cursors": "des enveloppes avec leurs rangs",
  "which board, shared by many readers": "quel tableau, partagé par de nombreux lecteurs",
  "a tag that only its reader knows, and an envelope sealed for them":
    "une étiquette que son lecteur seul connaît, et une enveloppe scellée pour lui",
  "which day's board": "de quel jour est ce tableau",
  "the board as anyone may read it, with cursors": "le tableau tel que chacun peut le lire, avec les rangs",
  "a signed document for everyone": "un document signé pour tout le monde",
  "names public content": "nomme un contenu public",
  "signs what the server says about itself": "signe ce que le serveur dit de lui-même",
  "the name of the transparency log": "le nom du journal public",
  "signs the checkpoints of the transparency log": "signe les états du journal public",
  "the signed statement of the client that is served": "la déclaration signée du programme qui est servi",
  "a file of the client": "un fichier du programme",
  "the key of the instance": "la clé de l’instance",
  "shows how far a download is": "montre où en est un téléchargement",
  "how many boards a day has": "combien de tableaux compte un jour",
  "which statements the catalogue showed on a day, by their hashes":
    "quelles déclarations le catalogue montrait un jour donné, par leurs empreintes",
  "statements, the same for every reader": "des déclarations, les mêmes pour chaque lecteur",
  "the head of the transparency log, signed": "l’état du journal public, signé",
  "the newest head that a witness signed": "le dernier état qu’un témoin a signé, tel qu’il est servi",
  "the key with which it signs what it saw of other logs":
    "la clé avec laquelle il signe ce qu’il a vu d’autres journaux",
  "another instance's log that it watches": "le journal d’une autre instance, qu’il surveille",
  "whether that instance serves what its log has": "si cette instance sert ce que son journal contient",
  "when that was found": "quand cela a été constaté",
  "the head of another instance's log, and that it goes on from the last":
    "l’état du journal d’une autre instance, et qu’il continue le précédent",
  "a signature that it was seen, or how far the log was":
    "une signature disant qu’il a été vu, ou jusqu’où allait le journal",
  "which part of the log; readers of the whole ask for all of them":
    "quelle partie du journal ; qui le lit en entier les demande toutes",
  "entries of the log, or hashes of its tree": "des entrées du journal, ou des empreintes de son arbre",
  "a picture for everyone, in two sizes": "une image pour tout le monde, en deux tailles",
  "the picture": "l’image même",
  "the picture in two sizes": "l’image en deux tailles",
  "how much of a reader's budget it takes": "quelle part du budget d’un lecteur elle prend",
  "shows what a budget buys": "montre ce qu’un budget permet",
  "says what a sharper picture costs": "dit ce que coûte une image plus nette",
  "says among how many an item is asked for": "dit parmi combien d’autres un article est demandé",
  "small pictures, the same for every reader": "de petites images, les mêmes pour chaque lecteur",
  "which items' pictures a pack has": "les images de quels articles un paquet contient",
  "names a pack of at least 32 items, one of which its reader looks at":
    "nomme un paquet d’au moins 32 articles, dont son lecteur regarde un",
  "the pictures of all these items": "les images de tous ces articles",
  "which language the page is in": "dans quelle langue est la page",
  "what the catalogue says, as a page": "ce que dit le catalogue, en page",
  "which part of a long list": "quelle partie d’une longue liste",
  "which branch of the city's tree": "quelle branche de l’arbre de la ville",
  "whose stall it is about": "de quel étal il s’agit",
  "whose item it is about": "de l’étal de qui est l’article",
  "which item it is about": "de quel article il s’agit",
  "where the lists of all pages are": "où se trouvent les listes de toutes les pages",
  "addresses of pages and the day each was last changed": "des adresses de pages et le jour où chacune a changé",
  "what programs may read here": "ce que des programmes peuvent lire ici",
  "that the server runs": "que le serveur tourne",
  "that the database answers": "que la base répond",
  "which kind of desk a demo seat is at": "à quel genre de bureau est une place de démonstration",
  "the invented party of the demo": "l’étal inventé de la démonstration",
  "an invitation to a demo desk": "une invitation à un bureau de démonstration",
  "the hour of the count, so that no number tells a moment":
    "l’heure du comptage, pour qu’aucun nombre ne trahisse un moment",
  "which table": "quelle table",
  "how many rows it has, of everybody together": "combien de lignes elle a, de tout le monde ensemble",
  "this document": "ce document",
  "until a newer revision replaces it": "jusqu’à ce qu’une version plus récente la remplace",
  "14 days": "14 jours",
  "for ever": "pour toujours",
  "until the next checkpoint": "jusqu’au prochain état",
  "until a newer one is signed": "jusqu’à ce qu’un plus récent soit signé",
  "until it sees more of it": "jusqu’à ce qu’il en voie davantage",
  "while a statement names it, and 90 days after": "tant qu’une déclaration la nomme, et 90 jours de plus",
  "until its reader acknowledges it, at most 14 days; then its day's key is shredded":
    "jusqu’à ce que son lecteur en accuse réception, 14 jours au plus ; puis la clé de son jour est détruite",
  "until its token is too old to be spent: the end of the week after it was issued":
    "jusqu’à ce que son jeton soit trop vieux pour payer : la fin de la semaine qui suit son émission",
  "until the week is over": "jusqu’à la fin de la semaine",
  "until its owner removes it or deletes the account":
    "jusqu’à ce que son propriétaire la retire ou supprime le compte",
  "until signing out, at most 30 days after tokens were last drawn":
    "jusqu’à la déconnexion, 30 jours au plus après le dernier tirage de jetons",
  "until its owner deletes it": "jusqu’à ce que son propriétaire l’efface",
  "until the day's last envelope is read, at most 14 days; then overwritten":
    "jusqu’à ce que la dernière enveloppe du jour soit lue, 14 jours au plus ; puis écrasée",
  "14 days; then overwritten": "14 jours ; puis écrasée",
  "until the week is over; then overwritten": "jusqu’à la fin de la semaine ; puis écrasée",
  "a moment; what a crash left is removed at the next start":
    "un instant ; ce qu’un arrêt brutal a laissé est retiré au prochain démarrage",
  "as its tables": "comme ses tables",
  "while the server runs": "tant que le serveur tourne",
  "as long as the demo": "aussi longtemps que la démonstration",
  "until it is made": "jusqu’à ce qu’elle soit faite",
  "as long as the operator keeps the log; nothing in it is about a person":
    "tant que l’exploitant garde ce registre ; rien n’y concerne une personne",
  "its nonce for 4 to 8 minutes, in memory": "son numéro pendant 4 à 8 minutes, en mémoire",
  "the hash of its nonce, until its epoch is over": "l’empreinte de son numéro, jusqu’à la fin de son époque",
  "stored hashed, at most 30 days after tokens were last drawn":
    "gardés en empreinte, 30 jours au plus après le dernier tirage de jetons",
  "not kept": "pas gardé",
  "as a hash under a key of the process, a minute, in memory":
    "en empreinte sous une clé du processus, une minute, en mémoire",
  "as the client address": "comme l’adresse du client",
  "by the browser, 2 years": "par le navigateur, 2 ans",
  "at most 30 days": "30 jours au plus",
  "by the browser, as long as the answer": "par le navigateur, aussi longtemps que la réponse",
  "the challenge 5 minutes, in memory": "le défi 5 minutes, en mémoire",
  "hashed, until its owner removes it": "en empreinte, jusqu’à ce que son propriétaire la retire",
  "that a batch was drawn, until its week is over": "qu’un lot a été tiré, jusqu’à la fin de sa semaine",
  "as a hash, so that a draw can be repeated, until its week is over":
    "en empreinte, pour qu’un tirage puisse être répété, jusqu’à la fin de sa semaine",
  "until its owner deletes the space": "jusqu’à ce que son propriétaire supprime l’espace",
  public: "public",
  "until its reader acknowledges it, at most 14 days":
    "jusqu’à ce que son lecteur en accuse réception, 14 jours au plus",
  "until its week is over": "jusqu’à la fin de sa semaine",
  "as long as the content": "aussi longtemps que le contenu",
  "until the next one": "jusqu’au suivant",
  "until a newer one": "jusqu’à un plus récent",
  "while it does": "tant qu’il le fait",
  "the newest": "le plus récent",
  "an hour": "une heure",
  "an hour, in memory": "une heure, en mémoire",
};
