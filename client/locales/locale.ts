import { configureLocalization } from "@lit/localize";
import { allLocales, type Locale, sourceLocale, targetLocales } from "./languages.ts";

const { getLocale, setLocale } = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: (locale) => import(`./generated/${locale}.ts`),
});

const kept = "sp-language";

/** The language that screens speak now. */
export function language(): Locale {
  return getLocale() as Locale;
}

function isLocale(value: string | null | undefined): value is Locale {
  return allLocales.some((locale) => locale === value);
}

/** The language chosen before on this device, else the first of the browser's that there is. */
function preferred(): Locale {
  const before = localStorage.getItem(kept);
  if (isLocale(before)) return before;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? sourceLocale;
}

/** Makes the screens speak `locale` (the preferred one when left out) and keeps the choice on this device. */
export async function chooseLanguage(locale?: Locale): Promise<void> {
  if (locale !== undefined) localStorage.setItem(kept, locale);
  const wanted = locale ?? preferred();
  if (wanted !== getLocale()) await setLocale(wanted);
  document.documentElement.lang = wanted;
}
