/** The reasons and retentions of the data map, as the server says them, in Italian: see ../reasons.ts. */
export const reasons: Readonly<Record<string, string>> = {
  "which of the kinds of statement it is": "che genere di dichiarazione è",
  "who signed it": "chi l’ha firmata",
  "what it is about: a party or one of its shelves": "di che cosa parla: un banco o uno dei suoi scaffali",
  "a higher one replaces a lower one; stalls write the second in which they sign, which is public with all of it":
    "un numero più alto sostituisce uno più basso; i banchi scrivono il secondo in cui firmano, pubblico come tutto il resto",
  "when its author says it was made": "quando il suo autore dice di averla fatta",
  "names the exact bytes": "nomina i byte esatti",
  "the signed document, as anyone may read it": "il documento firmato, come chiunque può leggerlo",
  "which entry of the transparency log it is": "quale voce del registro pubblico è",
  "names the listing, as the log has it": "nomina l’elenco, come lo ha il registro",
  "says when to forget it": "dice quando dimenticarlo",
  "which statements the catalogue showed on that day, by their hashes":
    "quali dichiarazioni mostrava il catalogo quel giorno, con le loro impronte",
  "the order of the transparency log": "l’ordine del registro pubblico",
  "whose statement it was, which revision, and the hash of its bytes":
    "di chi era la dichiarazione, quale versione, e l’impronta dei suoi byte",
  "which level of the log's tree": "quale livello dell’albero del registro",
  "which part of the level": "quale parte del livello",
  "hashes of the log's tree, from which anyone proves what is in it":
    "impronte dell’albero del registro, con cui chiunque prova che cosa contiene",
  "there is one row": "c’è una sola riga",
  "the name of the log": "il nome del registro",
  "how many entries the tree covers": "quante voci copre l’albero",
  "the hash over all of them": "l’impronta di tutte insieme",
  "both, signed by the log and by witnesses that saw it":
    "entrambi, firmati dal registro e dai testimoni che l’hanno visto",
  "the newest checkpoint that a witness signed": "l’ultimo stato che un testimone ha firmato",
  "the name of a log of others that this server watches": "il nome di un registro altrui che questo server sorveglia",
  "how far it has seen that log": "fin dove ha visto quel registro",
  "the hash over what it has seen": "l’impronta di ciò che ha visto",
  "names the picture": "nomina l’immagine",
  "which party brought it, for its quota": "quale banco l’ha portata, per la sua quota",
  "the format of the picture": "il formato dell’immagine",
  "the newest come first; those of keys that never became a party are deleted":
    "le più recenti prima; quelle di chiavi mai diventate un banco sono cancellate",
  "the picture at the size of a card, as anyone may see it":
    "l’immagine nella grandezza di una scheda, come chiunque può vederla",
  "the picture, as anyone may see it": "l’immagine, come chiunque può vederla",
  "lets readers of the small size check it against the name":
    "permette a chi legge la grandezza piccola di confrontarla con il nome",
  "since when no statement has named it, so that it can be deleted":
    "da quando nessuna dichiarazione la nomina, per poterla cancellare",
  "the same bytes sent again are a retry, not a second envelope":
    "gli stessi byte inviati di nuovo sono una ripetizione, non una seconda busta",
  "says when to forget the digest": "dice quando dimenticare l’impronta",
  "the party whose inbox it is": "il banco di cui è la casella",
  "the order in which a reader takes them": "l’ordine in cui il suo lettore le prende",
  "names the key of the day, and says when to forget": "nomina la chiave del giorno, e dice quando dimenticare",
  "sealed for its reader, and closed again under the key of the day":
    "sigillata per il suo lettore, e richiusa sotto la chiave del giorno",
  "which day's board it is on": "di che giorno è la bacheca",
  "which of the day's boards, each shared by many": "quale delle bacheche del giorno, ognuna condivisa da molti",
  "the order in which readers take them": "l’ordine in cui i lettori le prendono",
  "sealed for one of the board's readers, and closed under the key of the day":
    "sigillata per uno dei lettori della bacheca, e richiusa sotto la chiave del giorno",
  "of the nonce of a token: the same one pays once": "del numero di un gettone: lo stesso paga una volta sola",
  "the Monday of the week in which it was issued: says when to forget":
    "il lunedì della settimana in cui è stato emesso: dice quando dimenticarlo",
  "what it paid for, so that the same post again is a retry":
    "che cosa ha pagato, perché lo stesso invio sia una ripetizione",
  "which account has drawn this week's batch": "quale conto ha preso i gettoni di questa settimana",
  "what the tokens pay for": "che cosa pagano i gettoni",
  "the Monday of the week": "il lunedì della settimana",
  "of the blinded tokens: the same request again is a retry":
    "dei gettoni accecati: la stessa richiesta è una ripetizione",
  "which party has drawn": "quale banco ha preso gettoni",
  "which of the week's batches": "quale dei lotti della settimana",
  "32 random bytes that passkeys know the account by": "32 byte a caso con cui le passkey conoscono il conto",
  "how often its keys were changed, so that two devices do not overwrite each other":
    "quante volte le sue chiavi sono cambiate, perché due dispositivi non si sovrascrivano",
  "shown to its owner": "mostrato al suo proprietario",
  "names a way in": "nomina un accesso",
  "whose way in it is": "di chi è l’accesso",
  "passkey or written-down code": "passkey o codice scritto",
  "which passkey answers": "quale passkey risponde",
  "verifies the passkey's answer": "verifica la risposta della passkey",
  "finds the wrapper of a written-down code": "ritrova l’involucro di un codice scritto",
  "a new keyring is sealed to it": "un nuovo portachiavi è sigillato per essa",
  "opens only with the passkey or the code": "si apre solo con la passkey o il codice",
  "the owner's keys, sealed to this way in": "le chiavi del proprietario, sigillate per questo accesso",
  "shown to its owner, who may find a way in that is not theirs":
    "mostrato al suo proprietario, che può trovarvi un accesso non suo",
  "recognises the cookie of a device that is signed in": "riconosce il cookie di un dispositivo che è entrato",
  "who is signed in": "chi è entrato",
  "when signing in ends by itself": "quando l’accesso finisce da sé",
  "the address of the space; no account is named with it": "l’indirizzo dello spazio; nessun conto vi è nominato",
  "the newest change, so that devices know what they miss":
    "l’ultima modifica, perché i dispositivi sappiano che cosa manca loro",
  "for the quota": "per la quota",
  "tells an operator how old unused spaces are": "dice al gestore quanto sono vecchi gli spazi inutilizzati",
  "the space it is in": "lo spazio in cui si trova",
  "names the record and says nothing of its subject": "nomina la pagina e non dice nulla del suo argomento",
  "two devices do not overwrite each other": "due dispositivi non si sovrascrivono",
  "devices ask for what changed since": "i dispositivi chiedono che cosa è cambiato da allora",
  "the record, padded to one of eleven sizes": "la pagina, portata a una di undici grandezze",
  "which version the database's tables have": "quale versione hanno le tabelle della base di dati",
  "when the operator started that version for the first time":
    "quando il gestore ha avviato quella versione per la prima volta",
  "two servers do not change tables at once": "due server non cambiano le tabelle insieme",
  "closes the envelopes of a day at rest": "chiude le buste di un giorno sul disco",
  "closes the posts of a day at rest": "chiude le risposte di un giorno sul disco",
  "signs the tokens of one purpose and week, without seeing them":
    "firma i gettoni di uno scopo e di una settimana, senza vederli",
  "the seed of the keys with which the server signs its token keys, releases, listings, checkpoints and cosignatures":
    "il seme delle chiavi con cui il server firma le chiavi dei gettoni, le versioni, l’elenco del giorno e gli stati del registro, il suo e quelli di cui è testimone",
  "the key that speaks for the whole market, with the seat of its first steward":
    "la chiave che parla per tutto il mercato, con il posto del primo ufficio",
  "until its operator takes it away from the server, as the command that makes it says":
    "finché il gestore non la toglie dal server, come dice il comando che la crea",
  "a key of the day while it is made, so that of two servers one wins":
    "una chiave del giorno mentre viene fatta, perché di due server ne vinca uno",
  "the embedded database: its tables are declared above":
    "la base di dati incorporata: le sue tabelle sono dichiarate sopra",
  "the key that founded the instance": "la chiave che ha fondato l’istanza",
  "which city's data it is, so that no other's shop is put over it":
    "di quale città sono i dati, perché nessun altro negozio vi si sovrapponga",
  "no two servers open one embedded database": "due server non aprono la stessa base di dati incorporata",
  "invitation links of a demo": "link d’invito di una dimostrazione",
  "keys of a demo's invented stalls, with which the next start renews them; no person's":
    "chiavi di banchi inventati di una dimostrazione, con cui il prossimo avvio li rinnova; di nessuna persona",
  "marks a demo whose making was interrupted": "segna una dimostrazione la cui preparazione è stata interrotta",
  "how serious it is": "quanto è grave",
  "when it happened: of the server's own events; requests are logged at debug only":
    "quando è accaduto: degli eventi del server stesso; le richieste sono annotate solo in fase di ricerca guasti",
  "constant text of this program": "testo fisso di questo programma",
  "name of a route, never a path": "nome di un indirizzo del programma, mai un percorso",
  "how it was answered": "come vi si è risposto",
  "how long it took": "quanto tempo ci è voluto",
  "constant code of a problem": "codice fisso di un problema",
  "lines of this program, without the error's message": "righe di questo programma, senza il messaggio dell’errore",
  "how many of something": "quanti sono",
  "proves a request about an inbox or a space is its owner's":
    "prova che una richiesta su una casella o uno spazio è del suo proprietario",
  "pays for an envelope; its signature was made without seeing it":
    "paga una busta; la sua firma è stata fatta senza vederlo",
  "32 random bytes of a device that is signed in; sent to /account only":
    "32 byte a caso di un dispositivo che è entrato; inviati solo a /account",
  "refused on relay and spaces; a cookie also on statements and catalogue":
    "rifiutato su caselle e spazi; un cookie anche su dichiarazioni e catalogo",
  "refuses account requests that other sites make": "rifiuta le richieste di conto che fanno altri siti",
  "limits how often one address may write, or ask for public pages":
    "limita quante volte un indirizzo può scrivere, o chiedere pagine pubbliche",
  "the client address behind trusted proxies": "l’indirizzo di chi chiede dietro intermediari fidati",
  "limits on what is read": "limiti a ciò che viene letto",
  "chooses the language of a public page where its address names none":
    "sceglie la lingua di una pagina pubblica il cui indirizzo non ne nomina",
  "which form of a public file to send": "in quale forma inviare un file pubblico",
  "what a page may load, and what it may not tell others; one constant text for each kind of answer":
    "che cosa una pagina può caricare, e che cosa non può dire ad altri; un testo fisso per ogni genere di risposta",
  "keeps pages of other sites apart from this one": "tiene lontane da questa le pagine di altri siti",
  "the same for older browsers": "lo stesso per browser più vecchi",
  "no visit without TLS, where there is TLS": "nessuna visita senza TLS, dove c’è TLS",
  "the session of a device that signs in; of /account only":
    "la sessione di un dispositivo che entra; solo di /account",
  "form and length of the answer": "forma e lunghezza della risposta",
  "how long an answer may be kept; a tag is a hash of the answer, the same for everybody":
    "per quanto tempo una risposta può essere tenuta; un contrassegno è un’impronta della risposta, uguale per tutti",
  "which token is asked for, and the week's key for it, the same for all":
    "quale gettone è chiesto, e la chiave della settimana per esso, uguali per tutti",
  "where a thing's public page is": "dov’è la pagina pubblica di una cosa",
  "the connection's own, by HTTP and for proxies": "propri della connessione, secondo HTTP e per gli intermediari",
  "a challenge and this server's settings for passkeys; no name":
    "una sfida e le impostazioni di questo server per le passkey; nessun nome",
  "the passkey's answer; its credential id and public key are kept, model and counter are not":
    "la risposta della passkey; il suo identificativo e la chiave pubblica sono tenuti, modello e contatore no",
  "the owner's keys, sealed to a way in": "le chiavi del proprietario, sigillate per un accesso",
  "which change of the keys it is": "quale cambio delle chiavi è",
  "what the tokens will pay for": "che cosa pagheranno i gettoni",
  "tokens to sign, blinded: nothing of them can be found again where they are spent":
    "gettoni da firmare, accecati: nulla di essi si ritrova dove vengono spesi",
  "signatures on the blinded tokens": "firme sui gettoni accecati",
  "the address of the space": "l’indirizzo dello spazio",
  "pays for the space; its signature was made without seeing it":
    "paga lo spazio; la sua firma è stata fatta senza vederlo",
  "whether to ask again": "se chiedere di nuovo",
  "the record, padded": "la pagina, completata",
  "that something came; not what": "che qualcosa è arrivato; non che cosa",
  "whose inbox it is": "di chi è la casella",
  "sealed for the party": "sigillata per il banco",
  "where a reader goes on": "da dove un lettore prosegue",
  "envelopes with their cursors": "buste con i loro posti",
  "which board, shared by many readers": "quale bacheca, condivisa da molti lettori",
  "a tag that only its reader knows, and an envelope sealed for them":
    "un’etichetta che solo il suo lettore conosce, e una busta sigillata per lui",
  "which day's board": "di che giorno è questa bacheca",
  "the board as anyone may read it, with cursors": "la bacheca come chiunque può leggerla, con i posti",
  "a signed document for everyone": "un documento firmato per tutti",
  "names public content": "nomina un contenuto pubblico",
  "signs what the server says about itself": "firma ciò che il server dice di sé",
  "the name of the transparency log": "il nome del registro pubblico",
  "signs the checkpoints of the transparency log": "firma gli stati del registro pubblico",
  "the signed statement of the client that is served": "la dichiarazione firmata del programma che viene servito",
  "a file of the client": "un file del programma",
  "the key of the instance": "la chiave dell’istanza",
  "shows how far a download is": "mostra a che punto è uno scaricamento",
  "how many boards a day has": "quante bacheche ha un giorno",
  "which statements the catalogue showed on a day, by their hashes":
    "quali dichiarazioni mostrava il catalogo in un giorno, con le loro impronte",
  "statements, the same for every reader": "dichiarazioni, le stesse per ogni lettore",
  "the head of the transparency log, signed": "lo stato del registro pubblico, firmato",
  "the newest head that a witness signed": "l’ultimo stato che un testimone ha firmato, come viene servito",
  "the key with which it signs what it saw of other logs": "la chiave con cui firma ciò che ha visto di altri registri",
  "another instance's log that it watches": "il registro di un’altra istanza, che sorveglia",
  "whether that instance serves what its log has": "se quell’istanza serve ciò che ha il suo registro",
  "when that was found": "quando è stato constatato",
  "the head of another instance's log, and that it goes on from the last":
    "lo stato del registro di un’altra istanza, e che continua il precedente",
  "a signature that it was seen, or how far the log was":
    "una firma che è stato visto, o fin dove arrivava il registro",
  "which part of the log; readers of the whole ask for all of them":
    "quale parte del registro; chi lo legge intero le chiede tutte",
  "entries of the log, or hashes of its tree": "voci del registro, o impronte del suo albero",
  "a picture for everyone, in two sizes": "un’immagine per tutti, in due grandezze",
  "the picture": "l’immagine stessa",
  "the picture in two sizes": "l’immagine nelle due grandezze",
  "how much of a reader's budget it takes": "quanto prende del budget di un lettore",
  "shows what a budget buys": "mostra che cosa permette un budget",
  "says what a sharper picture costs": "dice quanto costa un’immagine più nitida",
  "says among how many an item is asked for": "dice fra quanti altri viene chiesto un articolo",
  "small pictures, the same for every reader": "immagini piccole, le stesse per ogni lettore",
  "which items' pictures a pack has": "di quali articoli un pacchetto ha le immagini",
  "names a pack of at least 32 items, one of which its reader looks at":
    "nomina un pacchetto di almeno 32 articoli, di cui il suo lettore ne guarda uno",
  "the pictures of all these items": "le immagini di tutti questi articoli",
  "which language the page is in": "in che lingua è la pagina",
  "what the catalogue says, as a page": "ciò che dice il catalogo, come pagina",
  "which part of a long list": "quale parte di un lungo elenco",
  "which branch of the city's tree": "quale ramo dell’albero della città",
  "whose stall it is about": "di quale banco si tratta",
  "whose item it is about": "di chi è l’articolo",
  "which item it is about": "di quale articolo si tratta",
  "where the lists of all pages are": "dove sono gli elenchi di tutte le pagine",
  "addresses of pages and the day each was last changed": "indirizzi di pagine e il giorno in cui ciascuna è cambiata",
  "what programs may read here": "che cosa possono leggere qui i programmi",
  "that the server runs": "che il server funziona",
  "that the database answers": "che la base di dati risponde",
  "which kind of desk a demo seat is at": "a che genere di scrivania è un posto di dimostrazione",
  "the invented party of the demo": "il banco inventato della dimostrazione",
  "an invitation to a demo desk": "un invito a una scrivania di dimostrazione",
  "the hour of the count, so that no number tells a moment":
    "l’ora del conteggio, perché nessun numero riveli un momento",
  "which table": "quale tabella",
  "how many rows it has, of everybody together": "quante righe ha, di tutti insieme",
  "this document": "questo documento",
  "until a newer revision replaces it": "finché una versione più recente la sostituisce",
  "14 days": "14 giorni",
  "for ever": "per sempre",
  "until the next checkpoint": "fino al prossimo stato",
  "until a newer one is signed": "finché ne viene firmato uno più recente",
  "until it sees more of it": "finché ne vede di più",
  "while a statement names it, and 90 days after": "finché una dichiarazione la nomina, e 90 giorni dopo",
  "until its reader acknowledges it, at most 14 days; then its day's key is shredded":
    "finché il suo lettore ne conferma la ricezione, al massimo 14 giorni; poi la chiave del suo giorno è distrutta",
  "until its token is too old to be spent: the end of the week after it was issued":
    "finché il suo gettone è troppo vecchio per pagare: la fine della settimana dopo l’emissione",
  "until the week is over": "fino alla fine della settimana",
  "until its owner removes it or deletes the account": "finché il suo proprietario lo toglie o cancella il conto",
  "until signing out, at most 30 days after tokens were last drawn":
    "fino all’uscita, al massimo 30 giorni dopo l’ultima presa di gettoni",
  "until its owner deletes it": "finché il suo proprietario lo cancella",
  "until the day's last envelope is read, at most 14 days; then overwritten":
    "finché è letta l’ultima busta del giorno, al massimo 14 giorni; poi sovrascritta",
  "14 days; then overwritten": "14 giorni; poi sovrascritta",
  "until the week is over; then overwritten": "fino alla fine della settimana; poi sovrascritta",
  "a moment; what a crash left is removed at the next start":
    "un istante; ciò che un arresto brusco ha lasciato è tolto al prossimo avvio",
  "as its tables": "come le sue tabelle",
  "while the server runs": "finché il server funziona",
  "as long as the demo": "quanto la dimostrazione",
  "until it is made": "finché è fatta",
  "as long as the operator keeps the log; nothing in it is about a person":
    "finché il gestore tiene questo diario; nulla in esso riguarda una persona",
  "its nonce for 4 to 8 minutes, in memory": "il suo numero per 4–8 minuti, in memoria",
  "the hash of its nonce, until its epoch is over": "l’impronta del suo numero, fino alla fine della sua epoca",
  "stored hashed, at most 30 days after tokens were last drawn":
    "tenuti come impronta, al massimo 30 giorni dopo l’ultima presa di gettoni",
  "not kept": "non tenuto",
  "as a hash under a key of the process, a minute, in memory":
    "come impronta sotto una chiave del processo, un minuto, in memoria",
  "as the client address": "come l’indirizzo di chi chiede",
  "by the browser, 2 years": "dal browser, 2 anni",
  "at most 30 days": "al massimo 30 giorni",
  "by the browser, as long as the answer": "dal browser, quanto la risposta",
  "the challenge 5 minutes, in memory": "la sfida 5 minuti, in memoria",
  "hashed, until its owner removes it": "come impronta, finché il suo proprietario lo toglie",
  "that a batch was drawn, until its week is over": "che un lotto è stato preso, fino alla fine della sua settimana",
  "as a hash, so that a draw can be repeated, until its week is over":
    "come impronta, perché una presa possa essere ripetuta, fino alla fine della sua settimana",
  "until its owner deletes the space": "finché il suo proprietario cancella lo spazio",
  public: "pubblico",
  "until its reader acknowledges it, at most 14 days":
    "finché il suo lettore ne conferma la ricezione, al massimo 14 giorni",
  "until its week is over": "fino alla fine della sua settimana",
  "as long as the content": "quanto il contenuto",
  "until the next one": "fino al prossimo",
  "until a newer one": "fino a uno più recente",
  "while it does": "finché lo fa",
  "the newest": "il più recente",
  "an hour": "un’ora",
  "an hour, in memory": "un’ora, in memoria",
};
