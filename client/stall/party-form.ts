import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import type { InstanceFile, Party, PaymentMethod, Picture, WeeklyWindow } from "../../crypto/protocol/exports.ts";
import { townAt } from "../../crypto/protocol/town.ts";
import { minorFrom, minorText, wholeFrom } from "./amounts.ts";
import {
  type AgendaForm,
  agendaFormOf,
  agendaFrom,
  emptyAgenda,
  type PickupWayForm,
  pickupWayFormOf,
  pickupWaysFrom,
  type PointForm,
} from "./booking-form.ts";
import { filled, type Texts } from "./item-form.ts";
import {
  collectionFrom,
  deliveryDayFrom,
  type HolidayForm,
  holidayFormOf,
  holidayFrom,
  type WindowForm,
  windowFormOf,
  type WindowProblem,
} from "./window-form.ts";

/** A party's page while it is being edited: everything as typed. */
export interface PartyForm extends AgendaForm, PointForm {
  readonly kind: "producer" | "courier" | "pickup-point";
  readonly name: string;
  readonly trade: Texts;
  readonly summary: Texts;
  readonly story: Texts;
  readonly category: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly phone: string;
  readonly website: string;
  readonly registration: string;
  readonly vatRegistered: boolean;
  readonly hours: readonly WeeklyWindow[];
  readonly collection: readonly WindowForm[];
  /** Whether couriers' orders are prepared for certain days only. */
  readonly onDeliveryDays: boolean;
  readonly deliveryDays: readonly WindowForm[];
  readonly holidays: readonly HolidayForm[];
  readonly couriers: readonly string[];
  readonly pickupWays: readonly PickupWayForm[];
  readonly acceptWithinHours: string;
  readonly leadHours: string;
  readonly minimum: string;
  readonly means: readonly ("cash" | "card" | "local-currency")[];
  readonly bankTransfer: boolean;
  readonly iban: string;
  readonly creditorName: string;
  readonly creditorStreet: string;
  readonly creditorNumber: string;
  readonly creditorPostcode: string;
  readonly creditorTown: string;
  readonly dueDays: string;
  readonly banner: Picture | null;
  readonly since: string;
}

export type PartyProblem =
  | "missing"
  | "unknown-postcode"
  | "not-a-phone"
  | "not-an-address"
  | "not-a-number"
  | "bad-iban"
  | "too-long"
  | WindowProblem
  | "no-transfer"
  | "no-way";
export type PartyOutcome =
  | { readonly kind: "party"; readonly party: Party }
  | { readonly kind: "problems"; readonly problems: Readonly<Record<string, PartyProblem>> };

/** An empty form. `today` is YYYY-MM-DD. */
export function emptyPartyForm(today: string): PartyForm {
  return {
    kind: "producer",
    name: "",
    trade: {},
    summary: {},
    story: {},
    category: "",
    street: "",
    postcode: "",
    town: "",
    phone: "",
    website: "",
    registration: "",
    vatRegistered: false,
    hours: [],
    collection: [],
    onDeliveryDays: false,
    deliveryDays: [],
    holidays: [],
    couriers: [],
    pickupWays: [],
    ...emptyAgenda,
    keeps: ["ambient"],
    keptDays: "7",
    acceptWithinHours: "24",
    leadHours: "24",
    minimum: "",
    means: ["cash"],
    bankTransfer: false,
    iban: "",
    creditorName: "",
    creditorStreet: "",
    creditorNumber: "",
    creditorPostcode: "",
    creditorTown: "",
    dueDays: "10",
    banner: null,
    since: today,
  };
}

/** The form of a party that exists. Stewards are edited as producers are: their kind is kept apart. */
export function partyFormOf(party: Party): PartyForm {
  const handover = party.ordering?.payments.find((payment) => payment.method === "at-handover");
  const transfer = party.ordering?.payments.find((payment) => payment.method === "bank-transfer");
  return {
    ...emptyPartyForm(party.since),
    kind: party.kind === "courier" || party.kind === "pickup-point" ? party.kind : "producer",
    ...agendaFormOf(party.ordering?.appointments),
    ...(party.pickup && { keeps: party.pickup.temperatures, keptDays: String(party.pickup.keptDays) }),
    name: party.name,
    trade: party.trade,
    summary: party.summary ?? {},
    story: party.story ?? {},
    category: party.category ?? "",
    street: party.place?.street ?? "",
    postcode: party.place?.postcode ?? "",
    town: party.place?.town ?? "",
    phone: party.phone ?? "",
    website: party.website ?? "",
    registration: party.registration ?? "",
    vatRegistered: party.vatRegistered ?? false,
    hours: party.hours ?? [],
    banner: party.banner ?? null,
    ...(party.ordering && {
      collection: party.ordering.collection.map(windowFormOf),
      onDeliveryDays: party.ordering.deliveryDays !== undefined,
      deliveryDays: (party.ordering.deliveryDays ?? []).map(windowFormOf),
      holidays: (party.ordering.holidays ?? []).map(holidayFormOf),
      couriers: party.ordering.couriers,
      pickupWays: (party.ordering.pickupPoints ?? []).map(pickupWayFormOf),
      acceptWithinHours: String(party.ordering.acceptWithinHours),
      leadHours: String(party.ordering.leadHours),
      minimum: party.ordering.minimumMinor === undefined ? "" : minorText(party.ordering.minimumMinor),
    }),
    means: party.ordering === undefined || handover === undefined ? [] : handover.means,
    ...(transfer && {
      bankTransfer: true,
      iban: transfer.iban,
      creditorName: transfer.creditor.name,
      creditorStreet: transfer.creditor.street,
      creditorNumber: transfer.creditor.buildingNumber ?? "",
      creditorPostcode: transfer.creditor.postcode,
      creditorTown: transfer.creditor.town,
      dueDays: String(transfer.dueDays),
    }),
  };
}

/** "022 759 12 12" or "+41 22 759 12 12" as +41227591212, where `phone` is the city's; null when it is no number. */
export function phoneFrom(text: string, { callingCode, trunk }: InstanceFile["phone"]): string | null {
  const digits = text.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  const international = digits.startsWith("+") ? digits : `${callingCode}${digits.slice(trunk.length)}`;
  if (!digits.startsWith("+") && !digits.startsWith(trunk)) return null;
  return /^\+\d{7,15}$/.test(international) ? international : null;
}

/**
 * The party that a form describes, or what is wrong with it, by field. The position is that of the postcode in the
 * instance's list: the address is public, a geocoder of somebody else's is not asked. `previous` keeps what the form
 * does not show.
 */
export function partyFrom(form: PartyForm, instance: InstanceFile, previous?: Party): PartyOutcome {
  const problems: Record<string, PartyProblem> = {};
  const language = instance.languages[0] ?? "fr";
  if (form.name.trim() === "") problems["name"] = "missing";
  if (!form.trade[language]?.trim()) problems["trade"] = "missing";
  if (form.street.trim() === "") problems["street"] = "missing";
  const area = instance.postcodes.find(({ postcode }) => postcode === form.postcode.trim());
  if (form.postcode.trim() === "") problems["postcode"] = "missing";
  else if (area === undefined) problems["postcode"] = "unknown-postcode";
  const phone = form.phone.trim() === "" ? null : phoneFrom(form.phone, instance.phone);
  if (form.phone.trim() !== "" && phone === null) problems["phone"] = "not-a-phone";
  const website = websiteFrom(form.website);
  if (form.website.trim() !== "" && website === null) problems["website"] = "not-an-address";
  if (form.kind === "producer" && form.category === "") problems["category"] = "missing";
  const ordering = form.kind === "producer" ? orderingFrom(form, instance, problems) : null;
  const pickup = form.kind === "pickup-point" ? pickupFrom(form, problems) : previous?.pickup;
  if (Object.keys(problems).length > 0 || area === undefined) return { kind: "problems", problems };
  return {
    kind: "party",
    party: {
      kind: previous?.kind === "steward" && form.kind === "producer" ? "steward" : form.kind,
      name: form.name.trim(),
      trade: filled(form.trade),
      ...(Object.keys(filled(form.summary)).length > 0 && { summary: filled(form.summary) }),
      ...(Object.keys(filled(form.story)).length > 0 && { story: filled(form.story) }),
      ...(form.category !== "" && { category: form.category }),
      place: {
        street: form.street.trim(),
        postcode: area.postcode,
        town: form.town.trim() || (townAt(instance, area.postcode) ?? ""),
        // A place that was more exact than its postcode stays so while the postcode is the same.
        ...(previous?.place?.postcode === area.postcode
          ? { lat: previous.place.lat, lon: previous.place.lon }
          : { lat: area.lat, lon: area.lon }),
      },
      ...(phone !== null && { phone }),
      ...(website !== null && { website }),
      ...(previous?.languages && { languages: previous.languages }),
      ...(form.registration.trim() !== "" && { registration: form.registration.trim() }),
      vatRegistered: form.vatRegistered,
      ...(form.banner && { banner: form.banner }),
      ...(form.hours.length > 0 && { hours: [...form.hours] }),
      ...(ordering && { ordering }),
      ...(pickup && { pickup }),
      since: form.since,
    },
  };
}

function pickupFrom(form: PartyForm, problems: Record<string, PartyProblem>): NonNullable<Party["pickup"]> {
  const keptDays = wholeFrom(form.keptDays, 1, 30);
  if (keptDays === null) problems["keptDays"] = "not-a-number";
  if (form.keeps.length === 0) problems["keeps"] = "missing";
  return { temperatures: [...form.keeps], keptDays: keptDays ?? 1 };
}

function websiteFrom(text: string): string | null {
  const address = text.trim().replace(/^(?!https?:)/, "https://");
  if (!URL.canParse(address)) return null;
  const { protocol, href, hostname } = new URL(address);
  return protocol === "https:" && hostname.includes(".") && href.length <= 200 ? href : null;
}

function orderingFrom(
  form: PartyForm,
  instance: InstanceFile,
  problems: Record<string, PartyProblem>,
): NonNullable<Party["ordering"]> {
  const acceptWithinHours = wholeFrom(form.acceptWithinHours, 1, 168);
  if (acceptWithinHours === null) problems["acceptWithinHours"] = "not-a-number";
  const leadHours = wholeFrom(form.leadHours, 0, 720);
  if (leadHours === null) problems["leadHours"] = "not-a-number";
  const minimumMinor = form.minimum.trim() === "" ? null : minorFrom(form.minimum);
  if (form.minimum.trim() !== "" && minimumMinor === null) problems["minimum"] = "not-a-number";
  const ways = [form.collection, form.couriers, form.pickupWays].some(({ length }) => length > 0);
  if (!ways && !form.bookable) problems["fulfilment"] = "no-way";
  const appointments = agendaFrom(form, problems);
  const pickupPoints = pickupWaysFrom(form.pickupWays, problems);
  // A point takes no money for others: what waits there is paid beforehand.
  if (form.pickupWays.length > 0 && !form.bankTransfer) problems["pickupTransfer"] = "no-transfer";
  const collection = linesFrom(form.collection, collectionFrom, "collection", problems);
  const deliveryDays = form.onDeliveryDays
    ? linesFrom(form.deliveryDays, deliveryDayFrom, "deliveryDays", problems)
    : [];
  if (form.onDeliveryDays && form.deliveryDays.length === 0) problems["deliveryDays"] = "no-way";
  const holidays = linesFrom(form.holidays, holidayFrom, "holidays", problems);
  const payments = paymentsFrom(form, instance, problems);
  if (payments.length === 0) problems["payments"] = "no-way";
  return {
    acceptWithinHours: acceptWithinHours ?? 24,
    leadHours: leadHours ?? 0,
    ...(minimumMinor !== null && minimumMinor > 0 && { minimumMinor }),
    collection,
    ...(deliveryDays.length > 0 && { deliveryDays }),
    couriers: [...form.couriers],
    ...(appointments && { appointments }),
    ...(pickupPoints.length > 0 && { pickupPoints }),
    payments,
    ...(holidays.length > 0 && { holidays }),
  };
}

/** Reads lines of windows or holidays; what is wrong is noted under "<field>/<line>". */
function linesFrom<Form, Line extends object>(
  forms: readonly Form[],
  read: (form: Form) => Line | WindowProblem,
  field: string,
  problems: Record<string, PartyProblem>,
): Line[] {
  return forms.flatMap((form, index) => {
    const line = read(form);
    if (typeof line === "object") return [line];
    problems[`${field}/${index}`] = line;
    return [];
  });
}

function paymentsFrom(
  form: PartyForm,
  instance: InstanceFile,
  problems: Record<string, PartyProblem>,
): PaymentMethod[] {
  const payments: PaymentMethod[] = [];
  if (form.means.length > 0) payments.push({ method: "at-handover", means: [...form.means] });
  if (!form.bankTransfer) return payments;
  const iban = electronicFormatIBAN(form.iban) ?? "";
  if (!isValidIBAN(iban)) problems["iban"] = "bad-iban";
  const dueDays = wholeFrom(form.dueDays, 0, 90);
  if (dueDays === null) problems["dueDays"] = "not-a-number";
  if (form.creditorName.trim() === "") problems["creditorName"] = "missing";
  if (form.creditorStreet.trim() === "") problems["creditorStreet"] = "missing";
  if (form.creditorPostcode.trim() === "") problems["creditorPostcode"] = "missing";
  if (form.creditorTown.trim() === "") problems["creditorTown"] = "missing";
  payments.push({
    method: "bank-transfer",
    iban,
    creditor: {
      name: form.creditorName.trim(),
      street: form.creditorStreet.trim(),
      ...(form.creditorNumber.trim() !== "" && { buildingNumber: form.creditorNumber.trim() }),
      postcode: form.creditorPostcode.trim(),
      town: form.creditorTown.trim(),
      country: instance.country,
    },
    dueDays: dueDays ?? 10,
  });
  return payments;
}
