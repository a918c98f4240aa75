import { configureLocalization, type LocaleModule } from "@lit/localize";
import { instance } from "../instance.ts";
import { type Locale, sourceLocale, targetLocales } from "./languages.ts";
import { offeredLocales } from "./offered-locales.ts";
import { inSwissSpelling, isSwissGerman } from "./swiss-spelling.ts";

const { getLocale, setLocale } = configureLocalization({
  sourceLocale,
  targetLocales,
  loadLocale: async (locale) => {
    const { templates } = (await import(`./generated/${locale}.ts`)) as LocaleModule;
    return { templates: isSwissGerman(locale, instance.country) ? inSwissSpelling(templates) : templates };
  },
});

const kept = "sp-language";

/** What this city's screens can speak, its default first. */
export const locales: readonly Locale[] = offeredLocales(instance.languages);

/** The language that screens speak now. */
export function language(): Locale {
  return getLocale() as Locale;
}

function isLocale(value: string | null | undefined): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language chosen before on this device, else the first of the browser's that there is, else the city's first. */
function preferred(): Locale {
  const before = localStorage.getItem(kept);
  if (isLocale(before)) return before;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? locales[0] ?? sourceLocale;
}

/** Makes the screens speak `locale` (the preferred one when left out) and keeps the choice on this device. */
export async function chooseLanguage(locale?: Locale): Promise<void> {
  if (locale !== undefined) localStorage.setItem(kept, locale);
  const wanted = locale ?? preferred();
  if (wanted !== getLocale()) await setLocale(wanted);
  // The same once more would style the whole document anew.
  const page = document.documentElement;
  if (page.lang !== wanted) page.lang = wanted;
}
