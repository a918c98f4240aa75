import { html } from "@lit-labs/ssr";
import type { PageContent } from "./frame.ts";
import { type PageContext, pathIn } from "./page-context.ts";
import { art } from "./page-pictures.ts";

/** Why there is no page. */
export type Refusal = "missing" | "busy" | "failed";

/** The page that stands where there is none, with the ways back. */
export function refusalPage(context: PageContext, refusal: Refusal): PageContent {
  const { words } = context;
  const [title, text] = {
    missing: [words.missing, words.missingText],
    busy: [words.busy, words.busyText],
    failed: [words.failed, words.failedText],
  }[refusal] as [string, string];
  return {
    subject: null,
    title,
    description: text,
    picture: null,
    kind: "website",
    indexed: false,
    data: [],
    main: html`<div class="refusal">
      <span class="print paper-oat">${art("basket")}</span>
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <p class="row">
        <a class="btn main" href=${pathIn(context, { kind: "front" })}>${words.categories}</a>
        <a class="btn line" href=${pathIn(context, { kind: "stalls", page: 1 })}>${words.allStalls}</a>
      </p>
    </div>`,
  };
}
