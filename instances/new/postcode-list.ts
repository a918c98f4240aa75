import Papa from "papaparse";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";

type Postcodes = InstanceFile["postcodes"];

/** A list of postcodes as it was read, or what is wrong with it, a line each. */
export type PostcodeList =
  | { readonly kind: "postcodes"; readonly postcodes: Postcodes }
  | { readonly kind: "problems"; readonly problems: readonly string[] };

const rowsMax = 5000;
const columns: Readonly<Record<"postcode" | "name" | "lat" | "lon", readonly string[]>> = {
  postcode: ["postcode", "postal_code", "plz", "npa", "cap", "zip", "zip_label", "code_postal"],
  name: ["name", "town", "place", "place_name", "ort", "ortschaft", "localite", "commune", "nom_commune", "comune"],
  lat: ["lat", "latitude", "breite"],
  lon: ["lon", "lng", "long", "longitude", "laenge"],
};

const folded = (text: string): string => text.trim().toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");

/** "47.99" or "47,99"; null for anything else. */
function degreesOf(text: string, most: number): number | null {
  if (!/^-?\d{1,3}([.,]\d+)?$/.test(text.trim())) return null;
  const degrees = Number(text.trim().replace(",", "."));
  return Math.abs(degrees) <= most ? degrees : null;
}

function entryOf(postcode: string, name: string, lat: string, lon: string): Postcodes[number] | string {
  const code = postcode.trim().toUpperCase();
  const [north, east] = [degreesOf(lat, 90), degreesOf(lon, 180)];
  // Without a digit it is the name: columns are the wrong way round.
  if (!/^[A-Z0-9 -]{3,10}$/.test(code) || !/\d/.test(code)) return "the postcode is none";
  if (name.trim() === "" || name.trim().length > 60) return "the name is empty or longer than 60 letters";
  if (north === null || east === null) return "latitude and longitude are not degrees";
  return { postcode: code, name: name.trim(), lat: north, lon: east };
}

/** Puts together what was read; the same place twice counts once. */
function listOf(read: readonly (readonly [line: number, entry: Postcodes[number] | string])[]): PostcodeList {
  const problems = read.flatMap(([line, entry]) => (typeof entry === "string" ? [`Line ${line}: ${entry}.`] : []));
  if (read.length === 0) problems.push("There is no place in it.");
  if (read.length > rowsMax) problems.push(`There are more than ${rowsMax} places in it.`);
  if (problems.length > 0) return { kind: "problems", problems: problems.slice(0, 10) };
  const places = new Map<string, Postcodes[number]>();
  for (const [, entry] of read) if (typeof entry !== "string") places.set(`${entry.postcode} ${entry.name}`, entry);
  return { kind: "postcodes", postcodes: [...places.values()] };
}

/**
 * Reads a table with a row of headings, separated by commas, semicolons or tabs: postcode (PLZ, NPA, CAP, zip), name
 * (town, Ort, localité, commune), lat, lon, in any order.
 */
export function postcodesFromCsv(text: string): PostcodeList {
  const { data } = Papa.parse<string[]>(text.replace(/^\u{feff}/u, ""), { skipEmptyLines: "greedy" });
  const headings = (data[0] ?? []).map(folded);
  const place = (field: keyof typeof columns): number =>
    headings.findIndex((heading) => columns[field].includes(heading));
  const at = { postcode: place("postcode"), name: place("name"), lat: place("lat"), lon: place("lon") };
  const missing = Object.entries(at).filter(([, index]) => index < 0);
  if (missing.length > 0) {
    const named = missing.map(([field]) => `${field} (${columns[field as keyof typeof columns].join(", ")})`);
    return { kind: "problems", problems: [`The first line has no heading for ${named.join("; ")}.`] };
  }
  const rows = data.slice(1).map((row, index) => {
    const cell = (column: number): string => row[column] ?? "";
    return [index + 2, entryOf(cell(at.postcode), cell(at.name), cell(at.lat), cell(at.lon))] as const;
  });
  return listOf(rows);
}

/** Typed lines: the places of those that are right, and what is wrong with the others, each with its line as it was typed. */
export interface TypedPlaces {
  readonly places: Postcodes;
  readonly problems: readonly string[];
}

/** Reads lines as a person types them: "79098 Altstadt 47.9957 7.8498", or with commas or semicolons between. */
export function placesFromLines(lines: readonly string[]): TypedPlaces {
  const read = lines.map((line): Postcodes[number] | string => {
    const found = /^([^\s,;]+)[\s,;]+(.+?)[\s,;]+(-?\d[\d.,]*?)[\s,;]+(-?\d[\d.,]*)$/.exec(line.trim());
    const [, postcode = "", name = "", lat = "", lon = ""] = found ?? [];
    const entry = found === null ? "it is not: postcode, name, latitude, longitude" : entryOf(postcode, name, lat, lon);
    return typeof entry === "string"
      ? `"${line
          .replaceAll(/\p{Cc}/gu, " ")
          .trim()
          .slice(0, 60)}": ${entry}.`
      : entry;
  });
  return {
    places: read.filter((entry) => typeof entry !== "string"),
    problems: read.filter((entry) => typeof entry === "string"),
  };
}

/** Typed places as a list; the same place twice counts once. */
export const listOfPlaces = (places: Postcodes): PostcodeList =>
  listOf(places.map((entry, index) => [index + 1, entry] as const));
