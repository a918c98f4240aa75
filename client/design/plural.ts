import { language } from "../locales/locale.ts";

const known = new Map<string, Intl.PluralRules>();

/** Whether the present language counts so many in the singular: each does of one, and French of none as well. */
export function isSingular(count: number): boolean {
  const tag = language();
  const rules = known.get(tag) ?? new Intl.PluralRules(tag);
  known.set(tag, rules);
  return rules.select(count) === "one";
}
