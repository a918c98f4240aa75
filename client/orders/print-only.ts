import type { ReactiveController, ReactiveControllerHost } from "lit";
import "./print-only.css";

/** What can be printed alone. */
export type PrintPart = "bill" | "receipt" | "sheet" | "poster";

/** Prints one part of the page: the style sheets hide the rest while `data-print` names it. */
export function printOnly(part: PrintPart): void {
  const { dataset } = document.body;
  dataset["print"] = part;
  addEventListener("afterprint", () => delete dataset["print"], { once: true });
  print();
}

/** For a page that is there to be printed: that part is alone on the paper however somebody prints. */
export class PrintsOnly implements ReactiveController {
  readonly #part: PrintPart;

  constructor(host: ReactiveControllerHost, part: PrintPart) {
    this.#part = part;
    host.addController(this);
  }

  readonly #before = (): void => {
    document.body.dataset["print"] = this.#part;
  };

  readonly #after = (): void => {
    delete document.body.dataset["print"];
  };

  hostConnected(): void {
    addEventListener("beforeprint", this.#before);
    addEventListener("afterprint", this.#after);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.#before);
    removeEventListener("afterprint", this.#after);
    this.#after();
  }
}
