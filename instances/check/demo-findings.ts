import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { item as itemForm } from "../../crypto/protocol/item.ts";
import { deliveryOffer as offerForm, party as partyForm } from "../../crypto/protocol/statements.ts";
import type { DemoMarket } from "../notation/demo-market.ts";
import { type Finding, pathText } from "./finding.ts";
import { problemOf } from "./form-findings.ts";

type Form = typeof partyForm | typeof itemForm | typeof offerForm;

/** What a demo names of its city that the city's file has not, and desks that nobody keeps. */
export function demoFindings(demo: DemoMarket, file: InstanceFile): Finding[] {
  const categories = new Set(file.categories.map(({ path }) => path));
  const labels = new Set(file.labels.map(({ id }) => id));
  const findings: Finding[] = [];
  const add = (where: string, problem: string, mend: string): void =>
    void findings.push({ at: `demo/market.ts, ${where}`, problem, mend });
  const requireCategory = (where: string, category: string | undefined): void => {
    if (category === undefined || categories.has(category)) return;
    add(
      where,
      `There is no category "${category}" here.`,
      "Choose one of `categories` in instance.ts, or add it there.",
    );
  };
  const requireLabel = (where: string, label: string): void => {
    if (labels.has(label)) return;
    add(where, `There is no label "${label}" here.`, "Choose one of `labels` in instance.ts, or add it there.");
  };
  /** What would be refused when it is published. */
  const requireForm = (where: string, form: Form, said: unknown): void => {
    const parsed = form.safeParse(said, { reportInput: true });
    for (const issue of parsed.success ? [] : parsed.error.issues) {
      const isTime = issue.code === "custom" && issue.path.some((step) => typeof step === "number");
      add(
        `${where}, ${pathText(issue.path)}`,
        isTime ? "This does not end after it begins." : problemOf(issue),
        isTime
          ? 'Write the earlier time or day first: "8-19".'
          : "Compare with the same place in instances/geneva/demo.",
      );
    }
  };
  for (const { slug, party, offer } of demo.couriers) {
    requireForm(slug, partyForm, party);
    requireForm(slug, offerForm, offer);
  }
  for (const { slug, party } of demo.pickupPoints) requireForm(slug, partyForm, party);
  for (const { slug, party, items, labels: granted } of demo.stalls) {
    requireForm(slug, partyForm, party);
    requireCategory(slug, party.category);
    for (const label of granted) requireLabel(slug, label);
    for (const item of items) {
      const where = `${slug}, ${item.id}`;
      requireForm(where, itemForm, item);
      requireCategory(where, item.category);
      for (const label of item.labels ?? []) requireLabel(where, label);
    }
  }
  const kept = (place: string, slug: string | undefined, all: readonly { readonly slug: string }[]): void => {
    if (slug === undefined || all.some((one) => one.slug === slug)) return;
    const slugs = all.map((one) => one.slug).join(", ");
    add(
      place,
      `Nobody here is called "${slug}".`,
      slugs === "" ? "Add one, or leave it out." : `Choose one of: ${slugs}.`,
    );
  };
  kept("openStall", demo.openStall, demo.stalls);
  kept("openBookable", demo.openBookable, demo.stalls);
  kept("openCourier", demo.openCourier, demo.couriers);
  kept("openPickupPoint", demo.openPickupPoint, demo.pickupPoints);
  return findings;
}
