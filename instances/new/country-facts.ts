/** What the questions suggest for a country. From secondary sources: whoever keeps the market checks it. */
export interface CountryFacts {
  readonly currency: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly callingCode: string;
  readonly trunk: string;
  /** Percent, usual and reduced. */
  readonly vat: readonly [standard: number, reduced: number];
  readonly retentionYears: number;
  /** Days in which buyers at a distance may take things back by law. */
  readonly withdrawalDays: number;
}

/** By ISO 3166 code. For another country the same is asked without a suggestion. */
export const countryFacts: Readonly<Record<string, CountryFacts>> = {
  AT: {
    currency: "EUR",
    timeZone: "Europe/Vienna",
    languages: ["de", "en"],
    callingCode: "+43",
    trunk: "0",
    vat: [20, 10],
    retentionYears: 7,
    withdrawalDays: 14,
  },
  BE: {
    currency: "EUR",
    timeZone: "Europe/Brussels",
    languages: ["fr", "de", "en"],
    callingCode: "+32",
    trunk: "0",
    vat: [21, 6],
    retentionYears: 10,
    withdrawalDays: 14,
  },
  CH: {
    currency: "CHF",
    timeZone: "Europe/Zurich",
    languages: ["de", "fr", "it", "en"],
    callingCode: "+41",
    trunk: "0",
    vat: [8.1, 2.6],
    retentionYears: 10,
    withdrawalDays: 0,
  },
  DE: {
    currency: "EUR",
    timeZone: "Europe/Berlin",
    languages: ["de", "en"],
    callingCode: "+49",
    trunk: "0",
    vat: [19, 7],
    retentionYears: 8,
    withdrawalDays: 14,
  },
  FR: {
    currency: "EUR",
    timeZone: "Europe/Paris",
    languages: ["fr", "en"],
    callingCode: "+33",
    trunk: "0",
    vat: [20, 5.5],
    retentionYears: 10,
    withdrawalDays: 14,
  },
  IT: {
    currency: "EUR",
    timeZone: "Europe/Rome",
    languages: ["it", "en"],
    callingCode: "+39",
    trunk: "",
    vat: [22, 10],
    retentionYears: 10,
    withdrawalDays: 14,
  },
  LI: {
    currency: "CHF",
    timeZone: "Europe/Vaduz",
    languages: ["de", "en"],
    callingCode: "+423",
    trunk: "",
    vat: [8.1, 2.6],
    retentionYears: 10,
    withdrawalDays: 14,
  },
  LU: {
    currency: "EUR",
    timeZone: "Europe/Luxembourg",
    languages: ["fr", "de", "en"],
    callingCode: "+352",
    trunk: "",
    vat: [17, 8],
    retentionYears: 10,
    withdrawalDays: 14,
  },
};
