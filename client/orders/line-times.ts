import { Task } from "@lit/task";
import type { ReactiveControllerHost } from "lit";
import type { OrderView } from "../../crypto/protocol/exports.ts";
import { serviceTimeText } from "../design/format.ts";
import { market, type Watch } from "../market.ts";

/** What two orders have alike that are asked about alike: a step of an order makes its view anew. */
function keyOf({ order }: OrderView): string {
  return order.lines.map(({ item, offer }) => `${item}/${offer}`).join(" ");
}

/** How long what an order names lasts or is hired for, line by line: asked again whenever the market has moved. */
export class LineTimes {
  readonly #task;

  /** @param order the order that is shown, and the party that it was placed at */
  constructor(
    host: ReactiveControllerHost,
    catalogue: Watch<"catalogue">,
    order: () => { readonly party: string; readonly view: OrderView },
  ) {
    this.#task = new Task(host, {
      task: async ([party, key]) => {
        const lines = order().view.order.lines.map(({ item, offer }) => ({ item, offer }));
        return { key, times: await market.orderedMinutes(party, lines) };
      },
      args: () => [order().party, keyOf(order().view), catalogue.value?.version] as const,
    });
  }

  /** "pour 7 j" of one line, as beside its price; "" where it has no length, or not one that is known to be the ordered one. */
  text(view: OrderView, index: number): string {
    const known = this.#task.value;
    const minutes = known?.key === keyOf(view) ? known.times[index] : null;
    return typeof minutes === "number" ? serviceTimeText(minutes) : "";
  }
}
