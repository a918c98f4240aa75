import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { DeskView } from "../core/api.ts";

/** That nothing is there is known once the market was asked for the first time: until then, that it is being asked. */
export function onceLooked({ syncedAt }: Pick<DeskView, "syncedAt">, nothingIsThere: TemplateResult): TemplateResult {
  if (syncedAt !== null) return nothingIsThere;
  return html`<p class="lead" aria-busy="true" role="status">${msg("Ce bureau demande ce qui est arrivé…")}</p>`;
}
