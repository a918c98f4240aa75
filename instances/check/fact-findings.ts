import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { Finding } from "./finding.ts";
import type { Known } from "./known.ts";
import { witnessFindings } from "./witness-findings.ts";

/** A text in several languages, with where it stands. */
type Text = readonly [at: string, texts: Readonly<Record<string, string>>];

function textsOf(file: InstanceFile): Text[] {
  const named = (list: string, entries: readonly { readonly name: Readonly<Record<string, string>> }[]): Text[] =>
    entries.map(({ name }, index) => [`${list}[${index}].name`, name]);
  return [
    ["tagline", file.tagline],
    ["office.trade", file.office.trade],
    ["examples.search", file.examples.search],
    ["examples.trade", file.examples.trade],
    ["examples.courier", file.examples.courier],
    ...(file.localCurrency ? [["localCurrency.name", file.localCurrency.name] as const] : []),
    ...named("vat", file.vat),
    ...named("categories", file.categories),
    ...named("labels", file.labels),
    ...file.labels.map(({ criteria }, index): Text => [`labels[${index}].criteria`, criteria]),
    ...named("containers", file.containers),
    ...file.ages.map(({ what }, index): Text => [`ages[${index}].what`, what]),
  ];
}

function languageName(language: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
}

function languageFindings(file: InstanceFile, known: Known): Finding[] {
  const findings: Finding[] = [];
  for (const [at, texts] of textsOf(file)) {
    for (const language of file.languages) {
      if (texts[language]?.trim()) continue;
      findings.push({
        at: `${at}.${language}`,
        problem: `The ${languageName(language)} is missing.`,
        mend: `Add it, or take "${language}" out of languages.`,
      });
    }
  }
  const others = file.categories.map(({ otherWords = {} }, index): Text => [
    `categories[${index}].otherWords`,
    otherWords,
  ]);
  for (const [at, texts] of [...textsOf(file), ...others]) {
    for (const language of Object.keys(texts)) {
      if (file.languages.includes(language)) continue;
      findings.push({
        at: `${at}.${language}`,
        problem: `This market does not speak ${languageName(language)}.`,
        mend: `Take it out, or add "${language}" to languages.`,
      });
    }
  }
  if (new Set(file.languages).size < file.languages.length) {
    findings.push({ at: "languages", problem: "A language is named twice.", mend: "Name each once." });
  }
  if (!file.languages.some((language) => known.screens.has(language))) {
    findings.push({
      at: "languages",
      problem: "Screens speak none of these languages.",
      mend: `Add one of: ${[...known.screens].join(", ")}. CONTRIBUTING.md says how a language is added.`,
    });
  }
  if (!known.wordLists.has(file.words)) {
    findings.push({
      at: "words",
      problem: "There is no list of 256 words in this language.",
      mend: `Choose one of: ${[...known.wordLists].join(", ")}; or write a list in client/core/words.`,
    });
  }
  return findings;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "" && name.includes("/");
  } catch {
    return false;
  }
}

function placeFindings(file: InstanceFile): Finding[] {
  const findings: Finding[] = [];
  if (!Intl.supportedValuesOf("currency").includes(file.currency)) {
    findings.push({
      at: "currency",
      problem: `${file.currency} is not a currency that is in use.`,
      mend: 'Write the three capital letters of ISO 4217, such as "EUR".',
    });
  } else if (
    new Intl.NumberFormat("en", { style: "currency", currency: file.currency }).resolvedOptions()
      .maximumFractionDigits !== 2
  ) {
    findings.push({
      at: "currency",
      problem: `${file.currency} is not counted in hundredths.`,
      mend: "Prices here are whole hundredths: this program cannot keep a market in it.",
    });
  }
  if (file.localCurrency?.code === file.currency) {
    findings.push({
      at: "localCurrency.code",
      problem: "The local currency is the legal one.",
      mend: "Give it a code of its own, or take it out.",
    });
  }
  if (new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(file.country) === undefined) {
    findings.push({
      at: "country",
      problem: `${file.country} is not a country.`,
      mend: 'Write the two capital letters of ISO 3166, such as "DE".',
    });
  }
  if (!isTimeZone(file.timeZone)) {
    findings.push({
      at: "timeZone",
      problem: `"${file.timeZone}" is not a time zone.`,
      mend: 'Write a continent and a city, such as "Europe/Berlin".',
    });
  }
  const seen = new Map<string, number>();
  file.postcodes.forEach(({ postcode, name, lat, lon }, index) => {
    const key = `${postcode} ${name}`;
    const before = seen.get(key);
    if (before !== undefined) {
      findings.push({
        at: `postcodes[${index}]`,
        problem: `${key} is here twice: also at postcodes[${before}].`,
        mend: "Take one of them out.",
      });
    }
    seen.set(key, index);
    if (!/\d/.test(postcode)) {
      findings.push({
        at: `postcodes[${index}]`,
        problem: `"${postcode}" has no digit: it is no postcode.`,
        mend: "Postcode and name may be the wrong way round.",
      });
    }
    const north = (lat - file.centre.lat) * 111;
    const east = (lon - file.centre.lon) * 111 * Math.cos((lat * Math.PI) / 180);
    const far = Math.hypot(north, east);
    if (far > 100) {
      findings.push({
        at: `postcodes[${index}]`,
        problem: `${key} is ${Math.round(far)} km from the centre.`,
        mend: "Correct lat and lon (they may be the wrong way round), or the centre.",
      });
    }
  });
  const digits = file.phone.example.replaceAll(/[\s()./-]/g, "");
  if (!/^\+?\d{6,15}$/.test(digits) || (!digits.startsWith("+") && !digits.startsWith(file.phone.trunk))) {
    findings.push({
      at: "phone.example",
      problem: "This is not a number as one dials it here.",
      mend: `Write one that begins with "${file.phone.trunk || file.phone.callingCode}".`,
    });
  }
  return findings;
}

/** Rates in force today, none of which is as high as the usual one: a zero too many or too few is seen in no other way. */
function rateFindings(file: InstanceFile, today: string): Finding[] {
  const inForce = new Map<string, { readonly at: string; readonly permille: number }>();
  const begun = file.vat.map((rate, index) => ({ ...rate, index })).filter(({ from }) => from <= today);
  for (const { id, permille, index } of begun.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    inForce.set(id, { at: `vat[${index}].permille`, permille });
  }
  const percent = (permille: number): string => `${permille / 10} %`;
  const standard = inForce.get("standard");
  if (standard === undefined) return [];
  return [...inForce].flatMap(([id, rate]) => {
    if (id === "standard" || rate.permille < standard.permille || rate.permille === 0) return [];
    const isSame = rate.permille === standard.permille;
    return {
      at: isSame ? rate.at : standard.at,
      problem: isSame
        ? `"${id}" is ${percent(rate.permille)}, and so is the usual rate.`
        : `The usual rate is ${percent(standard.permille)}, less than "${id}" with ${percent(rate.permille)}.`,
      mend: "Correct the one that is wrong, in thousandths: 22 % is 220, 2.2 % is 22.",
    };
  });
}

function taxFindings(file: InstanceFile, today: string): Finding[] {
  const findings: Finding[] = [];
  const ids = [...new Set(file.vat.map(({ id }) => id))];
  for (const id of ids) {
    if (file.vat.some((rate) => rate.id === id && rate.from <= today)) continue;
    const index = file.vat.findIndex((rate) => rate.id === id);
    findings.push({
      at: `vat[${index}].from`,
      problem: `No rate "${id}" is valid today: the first begins on ${file.vat[index]?.from}.`,
      mend: "Write the rate that is in force now as well, with the day from which it is.",
    });
  }
  file.vat.forEach(({ id, from }, index) => {
    if (file.vat.findIndex((rate) => rate.id === id && rate.from === from) < index) {
      findings.push({
        at: `vat[${index}]`,
        problem: `"${id}" has two rates from ${from}.`,
        mend: "Take one of them out, or correct its day.",
      });
    }
  });
  for (const id of ["standard", "none"]) {
    if (ids.includes(id)) continue;
    findings.push({
      at: "vat",
      problem: `There is no rate "${id}".`,
      mend:
        id === "none"
          ? "Add one of 0: items of stalls that charge no VAT have it."
          : "Add the country's usual rate under this id: couriers and imports begin with it.",
    });
  }
  if (file.vat.some(({ id, permille }) => id === "none" && permille !== 0)) {
    findings.push({
      at: "vat",
      problem: 'The rate "none" is not 0.',
      mend: "Make it 0: items of stalls that charge no VAT have it.",
    });
  }
  return findings;
}

function twice(list: string, ids: readonly string[]): Finding[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [{ at: `${list}[${index}]`, problem: `"${id}" is here twice.`, mend: "Give each an id of its own." }]
      : [],
  );
}

function rangeFindings(file: InstanceFile, known: Known): Finding[] {
  const findings: Finding[] = [
    ...twice(
      "labels",
      file.labels.map(({ id }) => id),
    ),
    ...twice(
      "containers",
      file.containers.map(({ id }) => id),
    ),
    ...twice("quick", file.quick),
    ...twice(
      "ages",
      file.ages.map(({ from }) => String(from)),
    ),
  ];
  const paths = new Set(file.categories.map(({ path }) => path));
  file.categories.forEach(({ path, print, includes = [] }, index) => {
    const at = `categories[${index}]`;
    if (!known.prints.has(print)) {
      findings.push({
        at: `${at}.print`,
        problem: `There is no illustration "${print}" for ${path}.`,
        mend: "Choose one of those in client/public/art/press.svg: the names after k-.",
      });
    }
    const above = path.split("/").slice(0, -1).join("/");
    if (above !== "" && !paths.has(above)) {
      findings.push({
        at: `${at}.path`,
        problem: `${path} hangs in the air: there is no category ${above}.`,
        mend: `Add ${above}, or take this one out.`,
      });
    }
    for (const other of includes) {
      if (paths.has(other)) continue;
      findings.push({
        at: `${at}.includes`,
        problem: `There is no category ${other}.`,
        mend: "Take it out, or add the category.",
      });
    }
  });
  if (!file.categories.some(({ tile }) => tile === true)) {
    findings.push({
      at: "categories",
      problem: "No category has a tile on the front page.",
      mend: "Write tile: true at four to twelve of them.",
    });
  }
  for (const path of file.edible.filter((each) => !paths.has(each))) {
    findings.push({
      at: "edible",
      problem: `There is no category ${path}.`,
      mend: "Take it out, or add the category.",
    });
  }
  const rates = new Set(file.vat.map(({ id }) => id));
  file.usualVat.forEach(({ branch, rate }, index) => {
    if (!paths.has(branch)) {
      findings.push({
        at: `usualVat[${index}].branch`,
        problem: `There is no category ${branch}.`,
        mend: "Take it out, or add the category.",
      });
    }
    if (!rates.has(rate)) {
      findings.push({
        at: `usualVat[${index}].rate`,
        problem: `There is no rate "${rate}".`,
        mend: "Write the id of one of those in vat.",
      });
    }
  });
  file.ages.forEach(({ branches = [] }, index) => {
    for (const branch of branches.filter((each) => !paths.has(each))) {
      findings.push({
        at: `ages[${index}].branches`,
        problem: `There is no category ${branch}.`,
        mend: "Take it out, or add the category.",
      });
    }
  });
  file.labels.forEach(({ id, glyph }, index) => {
    if (known.glyphs.has(glyph) || known.glyphs.has(`${glyph}-bold`)) return;
    findings.push({
      at: `labels[${index}].glyph`,
      problem: `There is no icon "${glyph}" for the label ${id}.`,
      mend: "Choose one of those in client/design/icon-names.ts, or add it there from Phosphor.",
    });
  });
  return findings;
}

/** What of a file of the right form cannot be true, or names something that is not there. `today` is YYYY-MM-DD. */
export function factFindings(file: InstanceFile, folderName: string, known: Known, today: string): Finding[] {
  const name: Finding[] =
    file.id === folderName
      ? []
      : [{ at: "id", problem: `The id is ${file.id}, the folder is ${folderName}.`, mend: "Call both the same." }];
  return [
    ...name,
    ...languageFindings(file, known),
    ...placeFindings(file),
    ...taxFindings(file, today),
    ...rateFindings(file, today),
    ...rangeFindings(file, known),
    ...witnessFindings(file),
  ];
}
