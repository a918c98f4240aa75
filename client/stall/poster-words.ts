/**
 * What a poster says to whoever stands before it, in each language of the instance at once, whatever language its keeper
 * reads: so it is a table of its own and not words of a screen.
 */
export interface PosterWords {
  readonly invitation: string;
  readonly mark: string;
}

const known: Readonly<Record<string, PosterWords>> = {
  fr: {
    invitation: "Voyez ce que nous avons aujourd’hui et commandez ici, sans que personne ne vous suive.",
    mark: "Notre marque : ces huit mots doivent paraître sur votre écran.",
  },
  en: {
    invitation: "See what we have today and order here, without being tracked.",
    mark: "Our mark: these eight words must appear on your screen.",
  },
  de: {
    invitation: "Sehen Sie, was wir heute haben, und bestellen Sie hier, ohne dass jemand Ihre Spur verfolgt.",
    mark: "Unser Zeichen: Diese acht Wörter müssen auf Ihrem Bildschirm erscheinen.",
  },
  it: {
    invitation: "Guardi che cosa abbiamo oggi e ordini qui, senza che nessuno la segua.",
    mark: "Il nostro segno: queste otto parole devono apparire sul suo schermo.",
  },
};

/** The words in a language; null for one that posters do not speak. */
export function posterWords(language: string): PosterWords | null {
  return known[language] ?? null;
}
