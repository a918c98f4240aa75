import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
// The front page is part of the frame: one journey less before the shop is usable.
import "../shop/home-page.ts";

/** Parameters of a page's path: its `:names`, and `0` for what a closing `*` took. */
export type PageParams = Readonly<Record<string, string | undefined>>;

/** A page: where it is, what its title says before its content is known, its module, its element. */
export interface Page {
  readonly path: string;
  readonly title: () => string;
  readonly load: () => Promise<unknown>;
  readonly render: (params: PageParams) => TemplateResult;
  /** Which place of the tab bar it belongs to. */
  readonly place?: "market" | "search" | "basket" | "orders" | "me";
  /** Desks have their own bars. */
  readonly desk?: boolean;
}

// Pages of other rooms are found by their file's name, so that each room adds its page by adding the file.
const modules = import.meta.glob(
  "../{audit,basket,checkout,orders,lists,account,stall,desk,courier,steward}/*-page.ts",
);

async function load(path: string): Promise<unknown> {
  const module = modules[`../${path}.ts`];
  if (module === undefined) throw new Error("no such page");
  return module();
}

/** Every page of the client, in the order in which paths are tried. */
export const pages: readonly Page[] = [
  {
    path: "/",
    title: () => msg("Marché"),
    load: async () => undefined,
    render: () => html`<sp-home-page></sp-home-page>`,
    place: "market",
  },
  {
    path: "/search",
    title: () => msg("Chercher"),
    load: () => import("../shop/search-page.ts"),
    render: () => html`<sp-search-page></sp-search-page>`,
    place: "search",
  },
  {
    path: "/item/:party/:item",
    title: () => msg("Article"),
    load: () => import("../shop/item-page.ts"),
    render: (p) => html`<sp-item-page .party=${p["party"] ?? ""} .item=${p["item"] ?? ""}></sp-item-page>`,
    place: "market",
  },
  {
    path: "/stall/:party",
    title: () => msg("Étal"),
    load: () => import("../shop/stall-page.ts"),
    render: (p) => html`<sp-stall-page .party=${p["party"] ?? ""}></sp-stall-page>`,
    place: "market",
  },
  {
    path: "/stalls",
    title: () => msg("Tous les étals"),
    load: () => import("../shop/stalls-page.ts"),
    render: () => html`<sp-stalls-page></sp-stalls-page>`,
    place: "market",
  },
  {
    path: "/basket",
    title: () => msg("Panier"),
    load: () => load("basket/basket-page"),
    render: () => html`<sp-basket-page></sp-basket-page>`,
    place: "basket",
  },
  {
    path: "/checkout/:party",
    title: () => msg("Commander"),
    load: () => load("checkout/checkout-page"),
    render: (p) => html`<sp-checkout-page .party=${p["party"] ?? ""}></sp-checkout-page>`,
    place: "basket",
  },
  {
    path: "/orders",
    title: () => msg("Mes commandes"),
    load: () => load("orders/orders-page"),
    render: () => html`<sp-orders-page></sp-orders-page>`,
    place: "orders",
  },
  {
    path: "/orders/:thread",
    title: () => msg("Commande"),
    load: () => load("orders/order-page"),
    render: (p) => html`<sp-order-page .thread=${p["thread"] ?? ""}></sp-order-page>`,
    place: "orders",
  },
  {
    path: "/lists",
    title: () => msg("Mes listes"),
    load: () => load("lists/lists-page"),
    render: () => html`<sp-lists-page shown="lists"></sp-lists-page>`,
    place: "me",
  },
  {
    path: "/favourites",
    title: () => msg("Favoris"),
    load: () => load("lists/lists-page"),
    render: () => html`<sp-lists-page shown="favourites"></sp-lists-page>`,
    place: "me",
  },
  {
    path: "/seen",
    title: () => msg("Vus récemment"),
    load: () => load("lists/lists-page"),
    render: () => html`<sp-lists-page shown="seen"></sp-lists-page>`,
    place: "me",
  },
  {
    path: "/lists/:list",
    title: () => msg("Liste"),
    load: () => load("lists/list-page"),
    render: (p) => html`<sp-list-page .list=${p["list"] ?? ""}></sp-list-page>`,
    place: "me",
  },
  {
    path: "/me",
    title: () => msg("Moi"),
    load: () => load("account/account-page"),
    render: () => html`<sp-account-page></sp-account-page>`,
    place: "me",
  },
  {
    path: "/me/recovery",
    title: () => msg("Le code écrit"),
    load: () => load("account/recovery-page"),
    render: () => html`<sp-recovery-page></sp-recovery-page>`,
    place: "me",
  },
  {
    path: "/lost-key/:party",
    title: () => msg("Clé perdue"),
    load: () => load("account/lost-key-page"),
    render: (p) => html`<sp-lost-key-page .party=${p["party"] ?? ""}></sp-lost-key-page>`,
    place: "me",
  },
  {
    path: "/join",
    title: () => msg("Invitation"),
    load: () => load("account/join-page"),
    render: () => html`<sp-join-page></sp-join-page>`,
    place: "me",
  },
  {
    path: "/open-stall",
    title: () => msg("Ouvrir un étal"),
    load: () => load("stall/open-stall-page"),
    render: () => html`<sp-open-stall-page></sp-open-stall-page>`,
    place: "me",
  },
  {
    path: "/how",
    title: () => msg("Comment ça me protège ?"),
    load: () => import("../shop/how-page.ts"),
    render: () => html`<sp-how-page></sp-how-page>`,
  },
  {
    path: "/audit",
    title: () => msg("Ce que le serveur garde"),
    load: () => load("audit/audit-page"),
    render: () => html`<sp-audit-page></sp-audit-page>`,
  },
  {
    path: "/audit/:thread",
    title: () => msg("Ce que le serveur garde"),
    load: () => load("audit/audit-page"),
    render: (p) => html`<sp-audit-page .thread=${p["thread"] ?? ""}></sp-audit-page>`,
  },
  {
    path: "/demo",
    title: () => msg("Démonstration"),
    load: () => import("./demo-page.ts"),
    render: () => html`<sp-demo-page></sp-demo-page>`,
  },
  ...deskPages("desk", () => msg("Mon étal")),
  ...deskPages("courier", () => msg("Ma tournée")),
  ...deskPages("steward", () => msg("Bureau")),
];

/** A desk's element gets the party and the rest of the path ("orders", "items/tomme", or nothing). */
function deskPages(kind: "desk" | "courier" | "steward", title: () => string): readonly Page[] {
  const page = {
    title,
    // At a desk's door it is seen whose it is.
    load: () => load(kind === "desk" ? "desk/door-page" : `${kind}/${kind}-page`),
    render: (p: PageParams) => {
      const party = p["party"] ?? "";
      const section = p["0"] ?? "";
      if (kind === "desk") return html`<sp-desk-door .party=${party} .section=${section}></sp-desk-door>`;
      if (kind === "courier") return html`<sp-courier-page .party=${party} .section=${section}></sp-courier-page>`;
      return html`<sp-steward-page .party=${party} .section=${section}></sp-steward-page>`;
    },
    desk: true,
  };
  return [
    { ...page, path: `/${kind}/:party` },
    { ...page, path: `/${kind}/:party/*` },
  ];
}
