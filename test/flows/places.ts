import type { Page } from "playwright";
import type { BusyMarket } from "../support/busy-market.ts";
import type { Place } from "../support/looking.ts";

// Where something is to be looked at in a busy market: every page of the client's table and every place of a desk, with
// what can be opened on it. What is read on the screens goes through `say`, for who looks at them in another language.

export type Say = (french: string) => string;

/** Presses a button, and waits for what it opens. */
const press =
  (name: string, opens = "wa-dialog[open], wa-drawer[open], dialog[open]") =>
  async (page: Page): Promise<void> => {
    await page.getByRole("button", { name }).filter({ visible: true }).first().click();
    // A component's frame lies in its shadow: the element itself has no box.
    await page.locator(opens).first().waitFor({ state: "attached" });
  };

/** Types into the search box of the front page, and goes down to the first suggestion. */
const suggest =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.locator("main input[type=search]").first().pressSequentially(text);
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
  };

/** Something that is opened over a page: the same on every screen, and tightest on a phone. */
const opened = (path: string, open: (page: Page) => Promise<void>): Place => ({ path, heading: "", open, only: 390 });

/** Pages of whoever buys: path in the client's table, and how it is met. */
export function shopPlaces(market: BusyMarket, say: Say): Readonly<Record<string, readonly Place[]>> {
  const { producer, threads, listId, pointId } = market;
  const item = `/item/${producer.partyId}`;
  const shown = (path: string, heading = ""): readonly Place[] => [{ path, heading }];
  return {
    "/": [...shown("/"), opened("/", suggest("miel"))],
    "/search": [
      { path: "/search", heading: say(" articles") },
      { path: "/search?q=zzz", heading: say("Rien pour") },
      { path: "/search?cat=food&without=nuts&per=kg&from=500", heading: "" },
      opened("/search", press(say("Filtres"))),
      opened("/search", press(say("Carte"), "sp-map")),
    ],
    "/item/:party/:item": [
      { path: `${item}/miel`, heading: "Miel de forêt" },
      { path: `${item}/lecon`, heading: "Leçon" },
      opened(`${item}/miel`, press(say("Sur une liste"))),
      { path: `${item}/nothing`, heading: "" },
    ],
    "/stall/:party": [
      { path: `/stall/${producer.partyId}`, heading: "La Ruche" },
      { path: `/stall/${pointId}`, heading: "Kiosque" },
    ],
    "/stalls": [
      { path: "/stalls", heading: say("Tous les étals") },
      opened("/stalls", press(say("Indiquer mon code postal"))),
    ],
    "/basket": shown("/basket", say("Panier")),
    "/checkout/:party": shown(`/checkout/${producer.partyId}`, say("Livraison et paiement")),
    "/orders": shown("/orders", say("Mes commandes")),
    "/orders/:thread": [threads.fresh, threads.underway, threads.arrived, threads.booked].flatMap((thread) =>
      shown(`/orders/${thread}`),
    ),
    "/lists": shown("/lists", say("Mes listes")),
    "/favourites": shown("/favourites", say("Mes listes")),
    "/seen": shown("/seen", say("Mes listes")),
    "/lists/:list": shown(`/lists/${listId}`, "Samedi"),
    "/me": [...shown("/me", say("Moi")), opened("/me", press(say("Supprimer mon compte")))],
    "/me/recovery": shown("/me/recovery", say("Le code de secours")),
    "/lost-key/:party": shown(`/lost-key/${producer.partyId}`),
    "/join": shown("/join", say("n’est pas entier")),
    "/open-stall": shown("/open-stall", say("Qu’ouvrez-vous")),
    "/how": shown("/how", say("Comment ça me protège")),
    "/audit": shown("/audit", say("Ce que le serveur garde")),
    "/audit/:thread": shown(`/audit/${threads.fresh}`, say("de votre commande")),
    "/demo": shown("/demo", say("S’asseoir")),
    "/nowhere": shown("/nowhere", say("pas sur le marché")),
  };
}

/** A desk: its place in the client's table, what its navigation leads to, and what else there is at it. */
export interface DeskPlaces {
  readonly kind: "desk" | "courier" | "steward";
  readonly base: string;
  /** Paths below `base`, in the navigation's order. */
  readonly places: readonly string[];
  readonly further: readonly Place[];
}

export type Desk = keyof BusyMarket["keeperCodes"];

/** Who sits at which desk. */
export function desksOf(market: BusyMarket, say: Say): Readonly<Record<Desk, DeskPlaces>> {
  const { producer, courier, steward, pointId, applicantId } = market;
  const [desk, round, office] = [
    `/desk/${producer.partyId}`,
    `/courier/${courier.partyId}`,
    `/steward/${steward.partyId}`,
  ];
  return {
    producer: {
      kind: "desk",
      base: desk,
      places: ["", "/orders", "/agenda", "/prepare", "/items", "/import", "/messages", "/page", "/team"],
      further: stallPlaces(market, desk, say),
    },
    courier: {
      kind: "courier",
      base: round,
      places: ["/round", "/requests", "/offer", "/page", "/team"],
      further: [opened(`${round}/round`, press(say("Pas là…")))],
    },
    steward: {
      kind: "steward",
      base: office,
      places: ["/accredit", "/parties", "/lost-key", "/team"],
      further: [{ path: `${office}/accredit/${applicantId}`, heading: say("Accréditer") }],
    },
    point: { kind: "desk", base: `/desk/${pointId}`, places: ["", "/page", "/team"], further: [] },
  };
}

/** A good row, and one without a price. */
const pasted = [
  ["Nom", "Prix"],
  ["Nougat", "7.50"],
  ["Pain d’épices", "presque rien"],
] as const;

function stallPlaces(market: BusyMarket, base: string, say: Say): readonly Place[] {
  const { fresh, toWeigh, ready } = market.threads;
  /** Chooses what is in a table of items: a bar with what is done to all of it stands over the page. */
  const chooseItems = async (page: Page): Promise<void> => {
    await page
      .getByRole("checkbox", { name: say("Choisir ") })
      .last()
      .check();
    await page.getByRole("region", { name: say("Articles choisis") }).waitFor();
  };
  const paste = async (page: Page): Promise<void> => {
    await page.getByText(say("Ou coller un tableau")).click();
    const field = page.getByRole("textbox", { name: say("Cellules copiées") });
    await field.fill(pasted.map((row) => row.join("\t")).join("\n"));
    await page.getByRole("button", { name: say("Lire le tableau") }).click();
    await page.getByRole("group", { name: say("Changements") }).waitFor();
  };
  return [
    { path: `${base}/poster`, heading: say("Affiche") },
    { path: `${base}/items/new`, heading: say("Nouvel article") },
    { path: `${base}/items/cire`, heading: "Bougie" },
    ...[fresh, toWeigh, ready].map((thread) => ({ path: `${base}/orders/${thread}`, heading: "" })),
    { path: `${base}/messages/${fresh}`, heading: say("Messages") },
    opened(base, (page) => page.locator(".more-tab > summary").click()),
    opened(`${base}/orders`, press(say("Décliner"))),
    opened(`${base}/orders/${toWeigh}`, press(say("Peser"))),
    opened(`${base}/orders/${ready}`, press(say("Remettre au client"))),
    { path: `${base}/items`, heading: "", open: chooseItems },
    opened(`${base}/import`, paste),
    opened(`${base}/team`, press(say("Quitter…"))),
  ];
}
