import { toBase64url } from "../../crypto/bytes.ts";
import type { Audience } from "../../crypto/envelope.ts";
import type { OrderMessage, OrderMessageOf, OrderMessageType } from "../../crypto/protocol/order-messages.ts";
import type { Statement } from "../../crypto/protocol/statements.ts";
import { successionProof } from "../../crypto/protocol/succession.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import {
  address,
  announcement,
  appointment,
  collection,
  line,
  named,
  order,
  pickup,
  request,
  thread,
  visit,
  weighing,
} from "../protocol/an-order.ts";

// What the golden files say. Every field that a schema knows is in one of them. All people and firms are invented.

const place = order({ note: "Sonner deux fois, merci." });

type Bodies<Types extends OrderMessageType> = { readonly [Type in Types]: OrderMessageOf<Type>["body"] };
type PickupType = Extract<OrderMessageType, `pickup.${string}`>;

const bodies: Bodies<Exclude<OrderMessageType, PickupType>> = {
  "order.place": place,
  "order.cancel-request": { text: "Je serai absent." },
  "order.text": { text: "Bonjour,\navez-vous encore de la tomme ?" },
  "order.accept": { text: "Avec plaisir." },
  "order.decline": { reason: "sold-out", text: "Il n'en reste plus." },
  "order.cancel": { text: "La chambre froide est en panne." },
  "order.prepare": {},
  "order.ready": weighing(place, 1300),
  "order.hand-over": { to: "customer", ageChecked: true },
  "order.paid": { amountMinor: 10_860 },
  "delivery.request": { ...request, ageMin: 16 },
  "delivery.ready": { collectMinor: 11_340 },
  "delivery.cancel": {},
  "delivery.address": address({ extra: "Chez Inventé, 3e étage", note: "Code 12A34" }),
  "delivery.accept": {},
  "delivery.refuse": { text: "Pneu crevé." },
  "delivery.collect": {},
  "delivery.deliver": { proof: "code", ageChecked: true, collectedMinor: 11_340 },
  "delivery.fail": { reason: "nobody-home", next: "retry", text: "Je repasse à 19 h." },
};

/** What came with appointments and pickup points: in a golden file of its own, beside the first. */
const pickupBodies: Bodies<PickupType> = {
  "pickup.announce": { ...announcement, ageMin: 16 },
  "pickup.cancel": {},
  "pickup.refuse": { text: "Le frigo est plein." },
  "pickup.arrive": { keptUntil: "2026-03-10" },
  "pickup.hand-out": { ageChecked: true },
  "pickup.return": {},
};

function audienceOf(type: OrderMessageType): Audience {
  if (type === "order.place" || type === "order.cancel-request") return "producer";
  if (type === "delivery.address" || ["delivery.request", "delivery.ready", "delivery.cancel"].includes(type)) {
    return "courier";
  }
  if (type === "pickup.announce" || type === "pickup.cancel") return "pickup-point";
  return "consumer";
}

function messageOf(type: OrderMessageType, name: string, seq: number, sender: string, body: unknown): OrderMessage {
  return {
    v: 1,
    id: named(`golden ${name}`, 16),
    thread,
    seq,
    prev: seq === 0 ? null : sender,
    createdOn: "2026-03-02T08:00:00.000Z",
    type,
    body,
  } as OrderMessage;
}

/** One message of each type that a pickup point hears or says, and orders for an appointment and for a point. */
export function goldenMarketMessages(sender: string): { audience: Audience; message: OrderMessage }[] {
  const said = (Object.keys(pickupBodies) as PickupType[]).map((type, index) =>
    messageOf(type, type, index, sender, pickupBodies[type]),
  );
  const coming = {
    ...appointment,
    place: "yours",
    visit: { ...visit, extra: "3e étage", note: "Code 12A34" },
  } as const;
  const orders = [
    order({ fulfilment: appointment, lines: [line()] }),
    order({ fulfilment: coming, lines: [line()] }),
    order({ fulfilment: pickup, payment: { method: "bank-transfer", reference: "RF18539007547034" } }),
  ].map((body, index) => messageOf("order.place", `market order ${index}`, 0, sender, body));
  const others = [
    messageOf("order.decline", "taken", 1, sender, { reason: "slot-taken" }),
    messageOf("order.hand-over", "to point", 2, sender, { to: "point" }),
  ];
  return [...said, ...orders, ...others].map((message) => ({ audience: audienceOf(message.type), message }));
}
/** One message of each type, and the order once more as a collection paid by bank; `sender` is a 43-character key name. */
export function goldenMessages(sender: string): { audience: Audience; message: OrderMessage }[] {
  const messages = (Object.keys(bodies) as (keyof typeof bodies)[]).map((type, index) => ({
    audience: audienceOf(type),
    message: messageOf(type, type, index, sender, bodies[type]),
  }));
  const byBank = order({ fulfilment: collection, payment: { method: "bank-transfer", reference: "RF18539007547034" } });
  const first = messages[0]!;
  const again = { ...first.message, id: named("golden collected", 16), body: byBank } as OrderMessage;
  return [...messages, { audience: first.audience, message: again }];
}

const picture = {
  digest: named("picture", 32),
  placeholder: "pwgKDwJ_mIeDhnhaeGenl3Z59hJqTrAJ",
  width: 800,
  height: 600,
  alt: { fr: "Une tomme" },
};

/** One statement of each type, with every optional field. */
export function goldenStatements(author: string): Statement[] {
  const next = signingKeyPair(new Uint8Array(32).fill(9));
  const nextKey = toBase64url(next.publicKey);
  const head = { v: 1, author, subject: author, revision: 2, issuedOn: "2026-03-02" } as const;
  return [
    {
      ...head,
      type: "instance",
      subject: "geneva",
      body: {
        name: "Marché des Inventés",
        stewards: [author],
        replyBuckets: 16,
        operator: author,
        log: { origin: "market.example/log", key: author },
      },
    },
    {
      ...head,
      type: "party",
      body: {
        kind: "producer",
        name: "Ferme des Inventés",
        trade: { fr: "fromagerie à Jussy", en: "cheesemaker in Jussy" },
        summary: { fr: "Du lait cru, sept vaches." },
        story: { fr: "Depuis 1931.\nEt encore demain." },
        category: "food/dairy",
        place: { street: "Chemin Inventé 4", postcode: "1254", town: "Jussy", lat: 46.234, lon: 6.277 },
        phone: "+41220000000",
        website: "https://ferme.example/",
        languages: ["fr", "en"],
        registration: "CHE-000.000.000",
        vatRegistered: true,
        banner: picture,
        hours: [{ weekday: 6, from: "08:00", to: "12:30" }],
        ordering: {
          acceptWithinHours: 24,
          leadHours: 12,
          minimumMinor: 2000,
          collection: [
            { weekday: 5, from: "16:00", to: "24:00", cutoff: { daysBefore: 2, at: "18:00" } },
            { day: "2026-12-24", from: "08:00", to: "12:00" },
          ],
          deliveryDays: [
            { weekday: 5, cutoff: { daysBefore: 2, at: "18:00" } },
            { day: "2026-12-23", cutoff: { daysBefore: 5, at: "12:00" } },
          ],
          couriers: [named("courier", 32)],
          payments: [
            { method: "at-handover", means: ["cash", "card", "local-currency"] },
            {
              method: "bank-transfer",
              iban: "CH4431999123000889012",
              creditor: {
                name: "Ferme des Inventés",
                street: "Chemin Inventé",
                buildingNumber: "4",
                postcode: "1254",
                town: "Jussy",
                country: "CH",
              },
              dueDays: 10,
            },
          ],
          holidays: [{ from: "2026-12-25", until: "2027-01-03", note: { fr: "Fêtes" } }],
        },
        since: "2026-01-05",
      },
    },
    { ...head, type: "inbox-key", body: { kemPublicKey: order().reply.kemPublicKey, notAfter: "2026-03-16" } },
    {
      ...head,
      type: "shelf",
      subject: "frais",
      body: {
        name: { fr: "Frais" },
        items: [
          {
            id: "poulet",
            kind: "good",
            name: { fr: "Poulet fermier" },
            summary: { fr: "Élevé dehors" },
            description: { fr: "Nourri au grain.\nAbattu le jeudi." },
            category: "food/meat/poultry",
            variants: [
              {
                id: "piece",
                name: { fr: "La pièce" },
                priceMinor: 2880,
                content: { quantity: 1200, unit: "g" },
                weighed: { pricePerKgMinor: 2400, gramsMin: 1000, gramsEstimate: 1200, gramsMax: 1500 },
                deposit: { container: "crate", amountMinor: 500 },
                sku: "P-1",
                gtin: "7610000000000",
                drainedGrams: 900,
              },
            ],
            pictures: [picture],
            vat: "reduced",
            labels: ["bio"],
            allergens: { milk: "traces", eggs: "no", gluten: "yes" },
            diets: ["gluten-free"],
            ageMin: 16,
            temperature: "chilled",
            origin: { fr: "Jussy" },
            ingredients: { fr: "Poulet" },
            season: [3, 4, 5],
            withdrawalExempt: "perishable",
          },
          {
            id: "reparation",
            kind: "service",
            name: { fr: "Réparation de vélo" },
            category: "services/repair",
            variants: [{ id: "heure", priceMinor: 9000, content: { quantity: 60, unit: "minute" } }],
            vat: "standard",
            service: { durationMinutes: 60, place: "ours" },
          },
        ],
      },
    },
    {
      ...head,
      type: "stock",
      subject: "frais",
      body: { levels: { "poulet/piece": 12, "reparation/heure": "on-demand", "autre/un": "plenty" } },
    },
    {
      ...head,
      type: "delivery-offer",
      body: {
        zones: [{ id: "centre", name: { fr: "Centre" }, postcodes: ["1201", "1204"], priceMinor: 900 }],
        slots: [{ id: "mardi", weekday: 2, from: "17:00", to: "19:00", cutoffHours: 6 }],
        temperatures: ["ambient", "chilled"],
        gramsMax: 60_000,
        vat: "standard",
        vehicle: { fr: "vélo-cargo" },
      },
    },
    {
      ...head,
      type: "token-key",
      subject: "relay-2026-03-02",
      body: {
        purpose: "relay",
        epoch: "2026-03-02",
        publicKey: "MIIB",
        notBefore: "2026-03-02",
        notAfter: "2026-03-15",
      },
    },
    {
      ...head,
      type: "catalogue",
      subject: "catalogue",
      body: { listing: named("listing", 32), statements: 1234 },
    },
    {
      ...head,
      type: "succession",
      subject: author,
      body: { next: nextKey, proof: successionProof("succession", author, next) },
    },
    {
      ...head,
      type: "recovery",
      subject: named("lost", 32),
      body: {
        next: nextKey,
        proof: successionProof("recovery", named("lost", 32), next),
        reason: { fr: "Téléphone perdu, clé non sauvegardée" },
      },
    },
    {
      ...head,
      type: "release",
      subject: "client",
      body: {
        version: "0.1.0",
        commit: "0123456789abcdef0123456789abcdef01234567",
        csp: "default-src 'none'",
        files: [
          { path: "/assets/app.js", digest: named("app", 32) },
          { path: "/index.html", digest: named("index", 32) },
        ],
      },
    },
    {
      ...head,
      type: "accreditation",
      subject: named("producer", 32),
      body: { status: "accredited", reason: { fr: "Visitée." }, labels: ["bio"], keyCompared: true },
    },
  ];
}

/** Statements with the fields of appointments and pickup points, which the first ones do not have. */
export function goldenMarketStatements(author: string): Statement[] {
  const head = { v: 1, author, subject: author, revision: 3, issuedOn: "2026-03-02" } as const;
  return [
    {
      ...head,
      type: "party",
      body: {
        kind: "producer",
        name: "Vélos des Inventés",
        trade: { fr: "atelier de vélos" },
        ordering: {
          acceptWithinHours: 24,
          leadHours: 2,
          collection: [],
          couriers: [],
          payments: [{ method: "at-handover", means: ["cash"] }],
          appointments: {
            windows: [{ weekday: 2, from: "09:00", to: "12:00" }],
            stepMinutes: 30,
            leadHours: 4,
            daysAhead: 30,
            capacity: 2,
          },
          pickupPoints: [
            {
              point: named("point", 32),
              feeMinor: 200,
              days: [
                { weekday: 4, from: "11:00", cutoff: { daysBefore: 1, at: "18:00" } },
                { day: "2026-12-23", from: "09:00" },
              ],
            },
          ],
        },
        since: "2026-01-05",
      },
    },
    {
      ...head,
      type: "party",
      body: {
        kind: "pickup-point",
        name: "Kiosque des Inventés",
        trade: { fr: "kiosque" },
        pickup: { temperatures: ["ambient", "chilled"], keptDays: 7 },
        since: "2026-01-05",
      },
    },
    {
      ...head,
      type: "shelf",
      subject: "services",
      body: {
        name: { fr: "Services" },
        items: [
          {
            id: "revision",
            kind: "service",
            name: { fr: "Révision à domicile" },
            category: "services/repair",
            variants: [{ id: "une", priceMinor: 9000 }],
            vat: "standard",
            service: { durationMinutes: 60, place: "yours", appointment: true },
          },
        ],
      },
    },
    {
      ...head,
      type: "stock",
      subject: "agenda",
      body: { levels: {}, taken: { cellMinutes: 30, days: { "2026-03-03": { "09:00": 1, "09:30": 2 } } } },
    },
  ];
}
