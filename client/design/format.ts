import { msg, str } from "@lit/localize";
import type { Content, Variant } from "../../crypto/protocol/exports.ts";
import { dayInWords } from "../../crypto/protocol/day-words.ts";
import { groupedPhone } from "../../crypto/protocol/phone-groups.ts";
import { countedContent } from "../core/search/unit-price.ts";
import { instance } from "../instance.ts";
import { language } from "../locales/locale.ts";

/**
 * BCP 47 tag of the present language in the instance's country: "fr-CH". English of a country that Intl does not know
 * would be American: it is British, as it is for all countries around.
 */
function tag(): string {
  const tag = `${language()}-${instance.country}`;
  if (language() !== "en") return tag;
  englishKnown ??= new Intl.NumberFormat(tag).resolvedOptions().locale === tag;
  return englishKnown ? tag : british;
}
const british = "en-GB";
let englishKnown: boolean | undefined;

const cache = new Map<string, unknown>();

/** Intl formatters are slow to make: one of each is kept. */
function cached<T>(key: string, make: () => T): T {
  const whole = `${tag()} ${key}`;
  const found = cache.get(whole) as T | undefined;
  if (found !== undefined) return found;
  const made = make();
  cache.set(whole, made);
  return made;
}

/** A text that an instance or a party gave in several languages: the present one, else any there is. */
export function localizedText(text: Readonly<Partial<Record<string, string>>> | undefined): string {
  if (text === undefined) return "";
  const first = instance.languages[0] ?? "fr";
  return text[language()] ?? text[first] ?? Object.values(text).find((value) => value !== undefined) ?? "";
}

/** What somebody wrote, in the quotation marks of the language. */
export function quoted(text: string): string {
  return msg(str`« ${text} »`);
}

/** A name as it stands within a sentence: without its capital, but in German, where names of things keep it. */
export function inSentence(name: string): string {
  return language() === "de" ? name : name.charAt(0).toLocaleLowerCase() + name.slice(1);
}

/** How many minor units a currency has: 100 for CHF. The local currency counts as the legal one. */
function minorPerUnit(currency: string): number {
  return cached(`minor ${currency}`, () => {
    try {
      const digits = new Intl.NumberFormat(tag(), { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits;
      return 10 ** (digits ?? 2);
    } catch {
      return 100;
    }
  });
}

/** What stands between whole units of the currency and their parts: "." or ",". */
export function priceMark(): string {
  const usual = (): string =>
    new Intl.NumberFormat(tag()).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
  return instance.priceMark ?? cached("mark", usual);
}

function decimal(minor: number, currency: string): string {
  const digits = Math.round(Math.log10(minorPerUnit(currency)));
  return cached(
    `decimal ${digits}`,
    () => new Intl.NumberFormat(tag(), { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  )
    .formatToParts(minor / minorPerUnit(currency))
    .map(({ type, value }) => (type === "decimal" ? priceMark() : value))
    .join("");
}

/** How the currency is written beside an amount: "CHF", "€". */
export function currencySign(): string {
  return cached("sign", () => {
    const format = new Intl.NumberFormat(tag(), {
      style: "currency",
      currency: instance.currency,
      currencyDisplay: "narrowSymbol",
    });
    return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? instance.currency;
  });
}

/** An amount without its currency: "71.40". `minor` is in minor units of the instance's currency. */
export function amountText(minor: number): string {
  return decimal(minor, instance.currency);
}

/** An amount with its currency, as a sentence writes it: "71.40 CHF", "71,40 €". */
export function moneyText(minor: number): string {
  return `${decimal(minor, instance.currency)}\u00a0${currencySign()}`;
}

/** An amount as a screen reader should say it: "71,40 francs suisses". */
export function moneySpoken(minor: number): string {
  // English of some countries has the sign and the name in one: "€3.84 euros".
  const english = language() === "en";
  return cached(
    "spoken",
    () =>
      new Intl.NumberFormat(english ? british : tag(), {
        style: "currency",
        currency: instance.currency,
        currencyDisplay: "name",
      }),
  ).format(minor / minorPerUnit(instance.currency));
}

/** The same amount in the local currency: "71.40 en léman"; null where the instance has none. */
export function localMoneyText(minor: number): string | null {
  const local = instance.localCurrency;
  if (local === undefined) return null;
  const amount = decimal(Math.round(minor * local.perLegalUnit), instance.currency);
  return msg(str`${amount} en ${localizedText(local.name)}`);
}

/** A telephone number as it is read aloud: "+41 22 555 01 74". */
export function phoneText(phone: string): string {
  return groupedPhone(phone, instance.phone);
}

/** A plain number: "1 500". */
export function numberText(value: number): string {
  return cached("number", () => new Intl.NumberFormat(tag())).format(value);
}

/** A number as it stands in a field: "1500", "0,75". */
export function fieldNumberText(value: number): string {
  return cached(
    "field number",
    () => new Intl.NumberFormat(tag(), { useGrouping: false, maximumFractionDigits: 3 }),
  ).format(value);
}

/** A number with its unit, which stay on one line. */
function unitText(value: number, unit: string, digits: number): string {
  return cached(
    `unit ${unit} ${digits}`,
    () => new Intl.NumberFormat(tag(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }),
  )
    .format(value)
    .replaceAll(" ", "\u00a0");
}

/** A size of data: "3,2 Mo", never less than a tenth. */
export function sizeText(bytes: number): string {
  const megabytes = Math.max(bytes / 1_000_000, 0.1);
  return unitText(megabytes, "megabyte", megabytes < 9.95 ? 1 : 0);
}

/** A weight: "850 g", "1,2 kg". */
export function weightText(grams: number): string {
  return grams < 1000 ? unitText(grams, "gram", 0) : unitText(grams / 1000, "kilogram", 2);
}

/** A distance: "400 m", "1,8 km", "12 km". */
export function distanceText(metres: number): string {
  if (metres < 950) return unitText(Math.round(metres / 50) * 50, "meter", 0);
  return unitText(metres / 1000, "kilometer", metres < 9950 ? 1 : 0);
}

/** A duration: "50 min", "1 h 30". */
export function durationText(minutes: number): string {
  if (minutes < 60) return unitText(minutes, "minute", 0);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24 && minutes % 1440 === 0) return unitText(minutes / 1440, "day", 0);
  const rest = minutes % 60;
  return rest === 0 ? unitText(hours, "hour", 0) : `${hours} h ${String(rest).padStart(2, "0")}`;
}

/** How long a service lasts, beside its price: whole days are hired, "pour 7 j", and no unit that the price is of. */
export function serviceTimeText(minutes: number): string {
  const duration = durationText(minutes);
  return minutes < 1440 ? duration : msg(str`pour ${duration}`);
}

/** What a piece holds: "500 g", "75 cl", "6 pièces". Quantities are thousandths of the unit. */
export function contentText(content: Content): string {
  const value = content.quantity / 1000;
  switch (content.unit) {
    case "g":
      return weightText(value);
    case "ml":
      if (value >= 1000) return unitText(value / 1000, "liter", 2);
      return value % 10 === 0 && value >= 100 ? `${numberText(value / 10)} cl` : unitText(value, "milliliter", 0);
    case "cm":
      return value < 100 ? unitText(value, "centimeter", 1) : unitText(value / 100, "meter", 2);
    case "minute":
      return durationText(value);
    case "piece":
      return value === 1 ? msg("la pièce") : msg(str`${numberText(value)} pc`);
  }
}

/** Price of one unit of measure, "9.18/kg", or null where nothing is measured. */
export function unitPriceText(variant: Variant): string | null {
  if (variant.weighed !== undefined) return `${amountText(variant.weighed.pricePerKgMinor)}/kg`;
  const content = countedContent(variant);
  if (content === undefined) return null;
  const value = content.quantity / 1000;
  const per = (unit: number): string => amountText(Math.round((variant.priceMinor * unit) / value));
  switch (content.unit) {
    case "g":
      return value < 100 ? `${per(100)}/100 g` : `${per(1000)}/kg`;
    case "ml":
      return value < 100 ? `${per(100)}/100 ml` : `${per(1000)}/l`;
    case "cm":
      return `${per(100)}/m`;
    case "piece":
      return value > 1 ? msg(str`${per(1)}/pc`) : null;
    case "minute":
      return null;
  }
}

function dateFormat(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(`date ${key}`, () => new Intl.DateTimeFormat(tag(), { timeZone: instance.timeZone, ...options }));
}

/** Noon of a calendar day, far from any change of clocks. `day` is YYYY-MM-DD. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** A calendar day: "vendredi 25 septembre". `day` is YYYY-MM-DD, in the instance's calendar. */
export function dayText(day: string): string {
  const format = dateFormat("day", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
  return dayInWords(format, noon(day));
}

/** The same, short: "ven. 25 sept.". */
export function dayShortText(day: string): string {
  const format = dateFormat("short", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });
  return dayInWords(format, noon(day));
}

/** A calendar day with its year, as a document has it: "24 novembre 2026". */
export function dateText(day: string): string {
  const format = dateFormat("date", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  return dayInWords(format, noon(day));
}

/** A weekday: "vendredi". ISO: 1 Monday … 7 Sunday. */
export function weekdayText(weekday: number, width: "long" | "short" = "long"): string {
  // 5 January 1970 was a Monday.
  return dateFormat(`weekday ${width}`, { timeZone: "UTC", weekday: width }).format(
    new Date(Date.UTC(1970, 0, 4 + weekday, 12)),
  );
}

/** A month: "septembre". 1–12. */
export function monthText(month: number, width: "long" | "short" | "narrow" = "long"): string {
  return dateFormat(`month ${width}`, { timeZone: "UTC", month: width }).format(
    new Date(Date.UTC(1970, month - 1, 15)),
  );
}

/** A time of day from "HH:MM": "17 h 30" in French, "5:30 pm" or "17:30" elsewhere, as the language has it. */
export function clockText(clock: string): string {
  const [hours = "0", minutes = "00"] = clock.split(":");
  if (language() === "fr") return `${Number(hours)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}`;
  return dateFormat("clock", { timeZone: "UTC", hour: "numeric", minute: "2-digit" }).format(
    new Date(Date.UTC(1970, 0, 1, Number(hours), Number(minutes))),
  );
}

/** A window of time: "17 h – 20 h". */
export function windowText(window: { readonly from: string; readonly to: string }): string {
  return `${clockText(window.from)} – ${clockText(window.to)}`;
}

/** A moment, ISO: "vendredi 25 septembre, 17 h 30", in the instance's time zone. */
export function momentText(iso: string): string {
  const { day, clock } = inInstance(new Date(iso));
  return `${dayText(day)}, ${clockText(clock)}`;
}

/** The calendar day (YYYY-MM-DD), time (HH:MM) and ISO weekday of a moment in the instance's time zone. */
export function inInstance(moment: Date): { readonly day: string; readonly clock: string; readonly weekday: number } {
  // Making a formatter costs more than all that a screen does with it.
  const parts = cached(
    "instance",
    () =>
      new Intl.DateTimeFormat("en-CA", {
        timeZone: instance.timeZone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }),
  ).formatToParts(moment);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  const weekday = noon(day).getUTCDay();
  return { day, clock: `${part("hour")}:${part("minute")}`, weekday: weekday === 0 ? 7 : weekday };
}

/** A list in words: "a, b et c". */
export function listText(parts: readonly string[]): string {
  return cached("list", () => new Intl.ListFormat(tag(), { type: "conjunction" })).format(parts);
}
