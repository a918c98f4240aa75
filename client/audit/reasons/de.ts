/** The reasons and retentions of the data map, as the server says them, in German: see ../reasons.ts. */
export const reasons: Readonly<Record<string, string>> = {
  "which of the kinds of statement it is": "welche Art von Erklärung es ist",
  "who signed it": "wer sie unterschrieben hat",
  "what it is about: a party or one of its shelves": "worum es geht: ein Stand oder eines seiner Regale",
  "a higher one replaces a lower one; stalls write the second in which they sign, which is public with all of it":
    "eine höhere ersetzt eine niedrigere; Stände schreiben die Sekunde, in der sie unterschreiben, öffentlich wie alles daran",
  "when its author says it was made": "wann ihr Verfasser sie nach eigener Angabe gemacht hat",
  "names the exact bytes": "benennt die genauen Bytes",
  "the signed document, as anyone may read it": "das unterschriebene Dokument, wie alle es lesen dürfen",
  "which entry of the transparency log it is": "welcher Eintrag des öffentlichen Buchs sie ist",
  "names the listing, as the log has it": "benennt die Liste, wie das öffentliche Buch sie hat",
  "says when to forget it": "sagt, wann es zu vergessen ist",
  "which statements the catalogue showed on that day, by their hashes":
    "welche Erklärungen der Katalog an diesem Tag zeigte, als Abdrücke",
  "the order of the transparency log": "die Reihenfolge des öffentlichen Buchs",
  "whose statement it was, which revision, and the hash of its bytes":
    "wessen Erklärung es war, welche Fassung, und der Abdruck ihrer Bytes",
  "which level of the log's tree": "welche Ebene im Baum des öffentlichen Buchs",
  "which part of the level": "welcher Teil der Ebene",
  "hashes of the log's tree, from which anyone proves what is in it":
    "Abdrücke des Baums des öffentlichen Buchs, mit denen jeder beweist, was darin ist",
  "there is one row": "es gibt eine einzige Zeile",
  "the name of the log": "der Name des öffentlichen Buchs",
  "how many entries the tree covers": "wie viele Einträge der Baum umfasst",
  "the hash over all of them": "der Abdruck über alle",
  "both, signed by the log and by witnesses that saw it":
    "beides, unterschrieben vom öffentlichen Buch und von Zeugen, die es gesehen haben",
  "the newest checkpoint that a witness signed": "der neueste Stand, den ein Zeuge unterschrieben hat",
  "the name of a log of others that this server watches":
    "der Name eines fremden öffentlichen Buchs, das dieser Server beobachtet",
  "how far it has seen that log": "wie weit er dieses Buch gesehen hat",
  "the hash over what it has seen": "der Abdruck über das, was er gesehen hat",
  "names the picture": "benennt das Bild",
  "which party brought it, for its quota": "welcher Stand es gebracht hat, für dessen Kontingent",
  "the format of the picture": "das Format des Bildes",
  "the newest come first; those of keys that never became a party are deleted":
    "die neuesten zuerst; die von Schlüsseln, aus denen nie ein Stand wurde, werden gelöscht",
  "the picture at the size of a card, as anyone may see it":
    "das Bild in der Größe einer Karte, wie alle es sehen dürfen",
  "the picture, as anyone may see it": "das Bild, wie alle es sehen dürfen",
  "lets readers of the small size check it against the name":
    "damit kann, wer die kleine Größe liest, sie mit dem Namen vergleichen",
  "since when no statement has named it, so that it can be deleted":
    "seit wann keine Erklärung es mehr nennt, damit es gelöscht werden kann",
  "the same bytes sent again are a retry, not a second envelope":
    "dieselben Bytes noch einmal sind eine Wiederholung, kein zweiter Umschlag",
  "says when to forget the digest": "sagt, wann der Abdruck zu vergessen ist",
  "the party whose inbox it is": "der Stand, dessen Postfach es ist",
  "the order in which a reader takes them": "die Reihenfolge, in der sein Leser sie nimmt",
  "names the key of the day, and says when to forget":
    "benennt den Schlüssel des Tages und sagt, wann zu vergessen ist",
  "sealed for its reader, and closed again under the key of the day":
    "für seinen Leser versiegelt und unter dem Schlüssel des Tages noch einmal verschlossen",
  "which day's board it is on": "von welchem Tag die Tafel ist",
  "which of the day's boards, each shared by many": "welche der Tafeln des Tages, jede von vielen geteilt",
  "the order in which readers take them": "die Reihenfolge, in der Leser sie nehmen",
  "sealed for one of the board's readers, and closed under the key of the day":
    "für einen der Leser der Tafel versiegelt und unter dem Schlüssel des Tages verschlossen",
  "of the nonce of a token: the same one pays once": "der Nummer eines Jetons: derselbe zahlt einmal",
  "the Monday of the week in which it was issued: says when to forget":
    "der Montag der Woche, in der er ausgegeben wurde: sagt, wann er zu vergessen ist",
  "what it paid for, so that the same post again is a retry":
    "wofür er gezahlt hat, damit dieselbe Sendung eine Wiederholung ist",
  "which account has drawn this week's batch": "welches Konto die Jetons dieser Woche gezogen hat",
  "what the tokens pay for": "wofür die Jetons zahlen",
  "the Monday of the week": "der Montag der Woche",
  "of the blinded tokens: the same request again is a retry":
    "der verhüllten Jetons: dieselbe Anfrage noch einmal ist eine Wiederholung",
  "which party has drawn": "welcher Stand gezogen hat",
  "which of the week's batches": "welcher der Stapel der Woche",
  "32 random bytes that passkeys know the account by": "32 zufällige Bytes, unter denen Passkeys das Konto kennen",
  "how often its keys were changed, so that two devices do not overwrite each other":
    "wie oft seine Schlüssel gewechselt haben, damit zwei Geräte einander nicht überschreiben",
  "shown to its owner": "wird seinem Besitzer gezeigt",
  "names a way in": "benennt einen Zugang",
  "whose way in it is": "wessen Zugang es ist",
  "passkey or written-down code": "Passkey oder aufgeschriebener Code",
  "which passkey answers": "welcher Passkey antwortet",
  "verifies the passkey's answer": "prüft die Antwort des Passkeys",
  "finds the wrapper of a written-down code": "findet die Hülle eines aufgeschriebenen Codes",
  "a new keyring is sealed to it": "ein neuer Schlüsselbund wird für ihn versiegelt",
  "opens only with the passkey or the code": "öffnet sich nur mit dem Passkey oder dem Code",
  "the owner's keys, sealed to this way in": "die Schlüssel des Besitzers, für diesen Zugang versiegelt",
  "shown to its owner, who may find a way in that is not theirs":
    "wird seinem Besitzer gezeigt, der so einen Zugang finden kann, der nicht seiner ist",
  "recognises the cookie of a device that is signed in": "erkennt das Cookie eines angemeldeten Geräts",
  "who is signed in": "wer angemeldet ist",
  "when signing in ends by itself": "wann die Anmeldung von selbst endet",
  "the address of the space; no account is named with it": "die Adresse des Raums; kein Konto ist mit ihm genannt",
  "the newest change, so that devices know what they miss":
    "die neueste Änderung, damit Geräte wissen, was ihnen fehlt",
  "for the quota": "für das Kontingent",
  "tells an operator how old unused spaces are": "sagt dem Betreiber, wie alt ungenutzte Räume sind",
  "the space it is in": "der Raum, in dem sie liegt",
  "names the record and says nothing of its subject": "benennt die Seite und sagt nichts von ihrem Gegenstand",
  "two devices do not overwrite each other": "zwei Geräte überschreiben einander nicht",
  "devices ask for what changed since": "Geräte fragen, was sich seither geändert hat",
  "the record, padded to one of eleven sizes": "die Seite, auf eine von elf Größen aufgefüllt",
  "which version the database's tables have": "welche Fassung die Tabellen der Datenbank haben",
  "when the operator started that version for the first time":
    "wann der Betreiber diese Fassung zum ersten Mal gestartet hat",
  "two servers do not change tables at once": "zwei Server ändern nicht zugleich die Tabellen",
  "closes the envelopes of a day at rest": "verschließt die Umschläge eines Tages auf der Platte",
  "closes the posts of a day at rest": "verschließt die Antworten eines Tages auf der Platte",
  "signs the tokens of one purpose and week, without seeing them":
    "unterschreibt die Jetons eines Zwecks und einer Woche, ohne sie zu sehen",
  "the seed of the keys with which the server signs its token keys, releases, listings, checkpoints and cosignatures":
    "der Keim der Schlüssel, mit denen der Server seine Jeton-Schlüssel, Versionen, die Liste des Tages und Stände des öffentlichen Buchs unterschreibt, des eigenen und der bezeugten",
  "the key that speaks for the whole market, with the seat of its first steward":
    "der Schlüssel, der für den ganzen Markt spricht, mit dem Platz des ersten Büros",
  "until its operator takes it away from the server, as the command that makes it says":
    "bis der Betreiber ihn vom Server nimmt, wie der Befehl es sagt, der ihn macht",
  "a key of the day while it is made, so that of two servers one wins":
    "ein Schlüssel des Tages, während er entsteht, damit von zwei Servern einer gewinnt",
  "the embedded database: its tables are declared above": "die eingebettete Datenbank: ihre Tabellen stehen oben",
  "the key that founded the instance": "der Schlüssel, der die Instanz gegründet hat",
  "which city's data it is, so that no other's shop is put over it":
    "von welcher Stadt die Daten sind, damit kein anderer Laden darüber kommt",
  "no two servers open one embedded database": "keine zwei Server öffnen eine eingebettete Datenbank",
  "invitation links of a demo": "Einladungslinks einer Vorführung",
  "keys of a demo's invented stalls, with which the next start renews them; no person's":
    "Schlüssel erfundener Stände einer Vorführung, mit denen der nächste Start sie erneuert; von keiner Person",
  "marks a demo whose making was interrupted": "kennzeichnet eine Vorführung, deren Aufbau unterbrochen wurde",
  "how serious it is": "wie ernst es ist",
  "when it happened: of the server's own events; requests are logged at debug only":
    "wann es geschah: von Ereignissen des Servers selbst; Anfragen werden nur zur Fehlersuche notiert",
  "constant text of this program": "fester Text dieses Programms",
  "name of a route, never a path": "Name einer Adresse des Programms, nie ein Pfad",
  "how it was answered": "wie darauf geantwortet wurde",
  "how long it took": "wie lange es dauerte",
  "constant code of a problem": "fester Code eines Problems",
  "lines of this program, without the error's message": "Zeilen dieses Programms, ohne die Meldung des Fehlers",
  "how many of something": "wie viele es sind",
  "proves a request about an inbox or a space is its owner's":
    "beweist, dass eine Anfrage zu einem Postfach oder Raum von dessen Besitzer ist",
  "pays for an envelope; its signature was made without seeing it":
    "zahlt für einen Umschlag; seine Unterschrift entstand, ohne ihn zu sehen",
  "32 random bytes of a device that is signed in; sent to /account only":
    "32 zufällige Bytes eines angemeldeten Geräts; nur an /account gesandt",
  "refused on relay and spaces; a cookie also on statements and catalogue":
    "bei Postfächern und Räumen zurückgewiesen; ein Cookie auch bei Erklärungen und Katalog",
  "refuses account requests that other sites make": "weist Konto-Anfragen zurück, die andere Seiten stellen",
  "limits how often one address may write, or ask for public pages":
    "begrenzt, wie oft eine Adresse schreiben oder öffentliche Seiten abrufen darf",
  "the client address behind trusted proxies": "die Adresse des Gegenübers hinter vertrauten Vermittlern",
  "limits on what is read": "Grenzen für das, was gelesen wird",
  "chooses the language of a public page where its address names none":
    "wählt die Sprache einer öffentlichen Seite, deren Adresse keine nennt",
  "which form of a public file to send": "in welcher Form eine öffentliche Datei gesandt wird",
  "what a page may load, and what it may not tell others; one constant text for each kind of answer":
    "was eine Seite laden und was sie anderen nicht sagen darf; ein fester Text für jede Art von Antwort",
  "keeps pages of other sites apart from this one": "hält Seiten anderer von dieser fern",
  "the same for older browsers": "dasselbe für ältere Browser",
  "no visit without TLS, where there is TLS": "kein Besuch ohne TLS, wo es TLS gibt",
  "the session of a device that signs in; of /account only":
    "die Sitzung eines Geräts, das sich anmeldet; nur von /account",
  "form and length of the answer": "Form und Länge der Antwort",
  "how long an answer may be kept; a tag is a hash of the answer, the same for everybody":
    "wie lange eine Antwort behalten werden darf; ein Kennzeichen ist ein Abdruck der Antwort, für alle derselbe",
  "which token is asked for, and the week's key for it, the same for all":
    "welcher Jeton verlangt wird, und der Schlüssel der Woche dafür, für alle gleich",
  "where a thing's public page is": "wo die öffentliche Seite einer Sache ist",
  "the connection's own, by HTTP and for proxies": "der Verbindung eigen, nach HTTP und für Vermittler",
  "a challenge and this server's settings for passkeys; no name":
    "eine Aufgabe und die Einstellungen dieses Servers für Passkeys; kein Name",
  "the passkey's answer; its credential id and public key are kept, model and counter are not":
    "die Antwort des Passkeys; seine Kennung und sein öffentlicher Schlüssel werden behalten, Modell und Zähler nicht",
  "the owner's keys, sealed to a way in": "die Schlüssel des Besitzers, für einen Zugang versiegelt",
  "which change of the keys it is": "welcher Wechsel der Schlüssel es ist",
  "what the tokens will pay for": "wofür die Jetons zahlen werden",
  "tokens to sign, blinded: nothing of them can be found again where they are spent":
    "Jetons zum Unterschreiben, verhüllt: nichts davon ist dort wiederzufinden, wo sie ausgegeben werden",
  "signatures on the blinded tokens": "Unterschriften auf den verhüllten Jetons",
  "the address of the space": "die Adresse des Raums",
  "pays for the space; its signature was made without seeing it":
    "zahlt für den Raum; seine Unterschrift entstand, ohne ihn zu sehen",
  "whether to ask again": "ob noch einmal zu fragen ist",
  "the record, padded": "die Seite, aufgefüllt",
  "that something came; not what": "dass etwas gekommen ist; nicht was",
  "whose inbox it is": "wessen Postfach es ist",
  "sealed for the party": "für den Stand versiegelt",
  "where a reader goes on": "wo ein Leser weiterliest",
  "envelopes with their cursors": "Umschläge mit ihren Rängen",
  "which board, shared by many readers": "welche Tafel, von vielen Lesern geteilt",
  "a tag that only its reader knows, and an envelope sealed for them":
    "ein Zeichen, das nur sein Leser kennt, und ein für ihn versiegelter Umschlag",
  "which day's board": "von welchem Tag diese Tafel ist",
  "the board as anyone may read it, with cursors": "die Tafel, wie alle sie lesen dürfen, mit Rängen",
  "a signed document for everyone": "ein unterschriebenes Dokument für alle",
  "names public content": "benennt öffentlichen Inhalt",
  "signs what the server says about itself": "unterschreibt, was der Server über sich selbst sagt",
  "the name of the transparency log": "der Name des öffentlichen Buchs",
  "signs the checkpoints of the transparency log": "unterschreibt die Stände des öffentlichen Buchs",
  "the signed statement of the client that is served":
    "die unterschriebene Erklärung über das Programm, das ausgeliefert wird",
  "a file of the client": "eine Datei des Programms",
  "the key of the instance": "der Schlüssel der Instanz",
  "shows how far a download is": "zeigt, wie weit ein Herunterladen ist",
  "how many boards a day has": "wie viele Tafeln ein Tag hat",
  "which statements the catalogue showed on a day, by their hashes":
    "welche Erklärungen der Katalog an einem Tag zeigte, als Abdrücke",
  "statements, the same for every reader": "Erklärungen, für jeden Leser dieselben",
  "the head of the transparency log, signed": "der Stand des öffentlichen Buchs, unterschrieben",
  "the newest head that a witness signed":
    "der neueste Stand, den ein Zeuge unterschrieben hat, wie er ausgeliefert wird",
  "the key with which it signs what it saw of other logs":
    "der Schlüssel, mit dem er unterschreibt, was er von anderen öffentlichen Büchern sah",
  "another instance's log that it watches": "das öffentliche Buch einer anderen Instanz, das er beobachtet",
  "whether that instance serves what its log has": "ob diese Instanz ausliefert, was ihr öffentliches Buch hat",
  "when that was found": "wann das festgestellt wurde",
  "the head of another instance's log, and that it goes on from the last":
    "der Stand des öffentlichen Buchs einer anderen Instanz, und dass er an den letzten anschließt",
  "a signature that it was seen, or how far the log was":
    "eine Unterschrift, dass er gesehen wurde, oder wie weit das öffentliche Buch war",
  "which part of the log; readers of the whole ask for all of them":
    "welcher Teil des öffentlichen Buchs; wer es ganz liest, verlangt alle",
  "entries of the log, or hashes of its tree": "Einträge des öffentlichen Buchs oder Abdrücke seines Baums",
  "a picture for everyone, in two sizes": "ein Bild für alle, in zwei Größen",
  "the picture": "das Bild selbst",
  "the picture in two sizes": "das Bild in zwei Größen",
  "how much of a reader's budget it takes": "wie viel vom Budget eines Lesers es nimmt",
  "shows what a budget buys": "zeigt, was ein Budget bringt",
  "says what a sharper picture costs": "sagt, was ein schärferes Bild kostet",
  "says among how many an item is asked for": "sagt, unter wie vielen ein Artikel verlangt wird",
  "small pictures, the same for every reader": "kleine Bilder, für jeden Leser dieselben",
  "which items' pictures a pack has": "von welchen Artikeln ein Paket Bilder hat",
  "names a pack of at least 32 items, one of which its reader looks at":
    "benennt ein Paket von mindestens 32 Artikeln, von denen sein Leser einen ansieht",
  "the pictures of all these items": "die Bilder all dieser Artikel",
  "which language the page is in": "in welcher Sprache die Seite ist",
  "what the catalogue says, as a page": "was der Katalog sagt, als Seite",
  "which part of a long list": "welcher Teil einer langen Liste",
  "which branch of the city's tree": "welcher Zweig im Baum der Stadt",
  "whose stall it is about": "um welchen Stand es geht",
  "whose item it is about": "um wessen Artikel es geht",
  "which item it is about": "um welchen Artikel es geht",
  "where the lists of all pages are": "wo die Listen aller Seiten sind",
  "addresses of pages and the day each was last changed":
    "Adressen von Seiten und der Tag, an dem jede zuletzt geändert wurde",
  "what programs may read here": "was Programme hier lesen dürfen",
  "that the server runs": "dass der Server läuft",
  "that the database answers": "dass die Datenbank antwortet",
  "which kind of desk a demo seat is at": "an welcher Art von Schreibtisch ein Platz der Vorführung ist",
  "the invented party of the demo": "der erfundene Stand der Vorführung",
  "an invitation to a demo desk": "eine Einladung an einen Schreibtisch der Vorführung",
  "the hour of the count, so that no number tells a moment":
    "die Stunde der Zählung, damit keine Zahl einen Moment verrät",
  "which table": "welche Tabelle",
  "how many rows it has, of everybody together": "wie viele Zeilen sie hat, von allen zusammen",
  "this document": "dieses Dokument",
  "until a newer revision replaces it": "bis eine neuere Fassung sie ersetzt",
  "14 days": "14 Tage",
  "for ever": "für immer",
  "until the next checkpoint": "bis zum nächsten Stand",
  "until a newer one is signed": "bis ein neuerer unterschrieben ist",
  "until it sees more of it": "bis er mehr davon sieht",
  "while a statement names it, and 90 days after": "solange eine Erklärung es nennt, und 90 Tage danach",
  "until its reader acknowledges it, at most 14 days; then its day's key is shredded":
    "bis sein Leser den Empfang bestätigt, höchstens 14 Tage; dann wird der Schlüssel seines Tages vernichtet",
  "until its token is too old to be spent: the end of the week after it was issued":
    "bis sein Jeton zu alt zum Ausgeben ist: Ende der Woche nach dessen Ausgabe",
  "until the week is over": "bis die Woche vorbei ist",
  "until its owner removes it or deletes the account": "bis sein Besitzer es entfernt oder das Konto löscht",
  "until signing out, at most 30 days after tokens were last drawn":
    "bis zum Abmelden, höchstens 30 Tage nach dem letzten Ziehen von Jetons",
  "until its owner deletes it": "bis sein Besitzer es löscht",
  "until the day's last envelope is read, at most 14 days; then overwritten":
    "bis der letzte Umschlag des Tages gelesen ist, höchstens 14 Tage; dann überschrieben",
  "14 days; then overwritten": "14 Tage; dann überschrieben",
  "until the week is over; then overwritten": "bis die Woche vorbei ist; dann überschrieben",
  "a moment; what a crash left is removed at the next start":
    "einen Augenblick; was ein Absturz liegen ließ, wird beim nächsten Start entfernt",
  "as its tables": "wie ihre Tabellen",
  "while the server runs": "solange der Server läuft",
  "as long as the demo": "so lange wie die Vorführung",
  "until it is made": "bis sie fertig ist",
  "as long as the operator keeps the log; nothing in it is about a person":
    "solange der Betreiber dieses Protokoll behält; nichts darin betrifft eine Person",
  "its nonce for 4 to 8 minutes, in memory": "seine Nummer 4 bis 8 Minuten, im Speicher",
  "the hash of its nonce, until its epoch is over":
    "der Abdruck seiner Nummer, bis seine Woche und die folgende vorbei sind",
  "stored hashed, at most 30 days after tokens were last drawn":
    "als Abdruck, höchstens 30 Tage nach dem letzten Ziehen von Jetons",
  "not kept": "nicht behalten",
  "as a hash under a key of the process, a minute, in memory":
    "als Abdruck unter einem Schlüssel des Prozesses, eine Minute, im Speicher",
  "as the client address": "wie die Adresse des Gegenübers",
  "by the browser, 2 years": "vom Browser, 2 Jahre",
  "at most 30 days": "höchstens 30 Tage",
  "by the browser, as long as the answer": "vom Browser, so lange wie die Antwort",
  "the challenge 5 minutes, in memory": "die Aufgabe 5 Minuten, im Speicher",
  "hashed, until its owner removes it": "als Abdruck, bis sein Besitzer es entfernt",
  "that a batch was drawn, until its week is over": "dass ein Stapel gezogen wurde, bis seine Woche vorbei ist",
  "as a hash, so that a draw can be repeated, until its week is over":
    "als Abdruck, damit ein Ziehen wiederholt werden kann, bis seine Woche vorbei ist",
  "until its owner deletes the space": "bis sein Besitzer den Raum löscht",
  public: "öffentlich",
  "until its reader acknowledges it, at most 14 days": "bis sein Leser den Empfang bestätigt, höchstens 14 Tage",
  "until its week is over": "bis seine Woche vorbei ist",
  "as long as the content": "so lange wie der Inhalt",
  "until the next one": "bis zum nächsten",
  "until a newer one": "bis zu einem neueren",
  "while it does": "solange er das tut",
  "the newest": "das neueste",
  "an hour": "eine Stunde",
  "an hour, in memory": "eine Stunde, im Speicher",
};
