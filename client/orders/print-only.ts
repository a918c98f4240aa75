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
