import { slugOf } from "../notation/shelf-notation.ts";
import type { Answers } from "./answers.ts";
import { startingWords } from "./starting-words.ts";

type Words = Readonly<Record<string, readonly [baker: string, farm: string, bikes: string]>>;

const names: Words = {
  de: ["Bäckerei", "Hof", "Radwerkstatt"],
  en: ["bakery", "farm", "bike workshop"],
  fr: ["boulangerie", "ferme", "atelier vélo"],
  it: ["panificio", "fattoria", "officina bici"],
};
const goods: Readonly<Record<string, readonly string[]>> = {
  de: ["Brot", "Brezel", "Kartoffeln", "Apfelsaft", "Durchsicht", "Gebrauchtes Stadtrad"],
  en: ["Loaf", "Roll", "Potatoes", "Apple juice", "Service", "Used town bike"],
  fr: ["Pain", "Petit pain", "Pommes de terre", "Jus de pomme", "Révision", "Vélo de ville d’occasion"],
  it: ["Pane", "Panino", "Patate", "Succo di mela", "Revisione", "Bici da città usata"],
};

/** Where a demo finds what writes it out, from its own folder. */
const notation = "../../notation";

/** Text that stands within a backtick-quoted or a quoted string of a source file. */
const quoted = (text: string): string => JSON.stringify(text);

interface ExampleShelf {
  readonly category: string;
  readonly rate: "standard" | "food";
  readonly lines: readonly string[];
}

/**
 * `demo/market.ts` of a new instance, unformatted: three stalls and a courier that say of themselves that they are
 * examples, in its first language, of those branches that it has.
 */
export function exampleMarketSource(answers: Answers): string {
  const language = answers.languages[0] ?? "en";
  const mark = startingWords.example[language as keyof typeof startingWords.example];
  const [baker, farm, bikes] = names[language] ?? names["en"]!;
  const [bread, roll, potatoes, juice, service, bike] = goods[language] ?? goods["en"]!;
  const place = answers.postcodes[0]!;
  const second = answers.postcodes.at(-1)!;
  const all: readonly (readonly [name: string, at: typeof place, shelves: readonly ExampleShelf[]])[] = [
    [
      baker,
      place,
      [{ category: "food/bread", rate: "food", lines: [`${bread} | 4.50 500g | n12 |`, `${roll} | 0.90 | n40 |`] }],
    ],
    [
      farm,
      second,
      [
        { category: "food/vegetables/potato", rate: "food", lines: [`${potatoes} | 3.20 1kg | n30 |`] },
        { category: "drinks/juice", rate: "standard", lines: [`${juice} | 3.50 1l +bottle-1l | n20 |`] },
      ],
    ],
    [
      bikes,
      place,
      [
        { category: "repair/bicycle", rate: "standard", lines: [`${service} | 60.00 | d60@ours |`] },
        { category: "second-hand/bicycle", rate: "standard", lines: [`${bike} | 180.00 | n1 |`] },
      ],
    ],
  ];
  const stalls = all
    .map(([name, at, shelves]) => ({
      name: `${mark}: ${name}`,
      at,
      shelves: shelves.filter(({ category }) => answers.branches.includes(category.split("/")[0] ?? "")),
    }))
    .filter(({ shelves }) => shelves.length > 0);
  const foodRate = answers.reducedPermille === null ? "standard" : "reduced";
  const stallSource = stalls.map(
    ({ name, at, shelves }) => `stall({
      name: ${quoted(name)}, trade: ${quoted(name)}, summary: ${quoted(name)},
      category: ${quoted(shelves[0]?.category ?? "")},
      place: ${quoted(`${mark} 1, ${at.postcode} ${at.town ?? at.name}`)},
      hours: "mon-sat 9-18", since: ${quoted(answers.today)},
      shelves: [${shelves.map(({ category, rate, lines }) => `{ category: ${quoted(category)}, vat: ${quoted(rate === "food" ? foodRate : "standard")}, lines: ${quoted(lines.join("\n"))} }`).join(", ")}],
    })`,
  );
  return `import type { DemoMarket } from "${notation}/demo-market.ts";
import { hours } from "${notation}/shelf-notation.ts";
import { ibanWith, stallWriter } from "${notation}/stall-notation.ts";
import { instance } from "../instance.ts";

const stall = stallWriter({
  languages: [${quoted(language)}, ${quoted(answers.languages[1] ?? language)}],
  containers: instance.containers,
  country: instance.country,
  postcodes: instance.postcodes,
  // An account of a country whose banks have other numbers is written here; this one is nobody's.
  ibanOf: (chance) => ibanWith("CH", \`09999\${String(Math.floor(chance * 1e12)).padStart(12, "0")}\`),
  phoneOf: (number) => \`\${instance.phone.callingCode}000000\${String(number).padStart(3, "0")}\`,
  alsoSpoken: {},
  couriers: ["example-courier"],
  means: ["cash", "card"],
  dueDays: 14,
});

/** A few stalls that show how it looks. Each says that it is an example; a market for real begins with DEMO=0. */
export const demoMarket: DemoMarket = {
  stalls: [${stallSource.join(",\n")}],
  couriers: [
    {
      slug: "example-courier",
      labels: [],
      party: {
        kind: "courier",
        name: ${quoted(`${mark}: ${answers.name}`.slice(0, 60))},
        trade: instance.examples.courier,
        place: { street: ${quoted(`${mark} 2`)}, postcode: ${quoted(place.postcode)}, town: ${quoted(place.town ?? place.name)}, lat: ${place.lat}, lon: ${place.lon} },
        languages: [${quoted(language)}],
        vatRegistered: true,
        hours: hours("mon-sat 8-20"),
        since: ${quoted(answers.today)},
      },
      offer: {
        zones: [
          {
            id: "zone",
            name: { ${language}: ${quoted(mark)} },
            postcodes: [...new Set(instance.postcodes.map(({ postcode }) => postcode))].slice(0, 100),
            priceMinor: 600,
          },
        ],
        slots: [1, 2, 3, 4, 5].map((weekday) => ({ id: \`s\${weekday}\`, weekday, from: "16:00", to: "19:00", cutoffHours: 3 })),
        temperatures: ["ambient", "chilled"],
        gramsMax: 50_000,
        vat: "standard",
        vehicle: instance.examples.courier,
      },
    },
  ],
  pickupPoints: [],
  photos: {},
  openStall: ${quoted(slugOf(stalls[0]?.name ?? ""))},
  openCourier: "example-courier",
  waiting: [],
  orders: [],
  customerPhone: "",
};
`;
}
