import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import type { PartyView } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { isMarkOfPoster } from "../stall/poster-link.ts";

/** For whoever scanned a poster: whether this is the stall whose mark `fragment` bears. Nothing for all others. */
export function posterNote({ fingerprint, keys }: Pick<PartyView, "fingerprint" | "keys">, fragment: string): unknown {
  const same = isMarkOfPoster(fragment, fingerprint);
  if (same === null) return nothing;
  if (!same && keys?.changes.some(({ before }) => isMarkOfPoster(fragment, before))) {
    return html`<p class="note warn compact">
      ${icon("warning")}<span
        >${msg("Cette affiche date d’avant : l’étal a changé de clé depuis. Comparez les huit mots avec lui.")}</span
      >
    </p>`;
  }
  return same
    ? html`<p class="note ok compact">
        ${icon("check-circle")}<span
          >${msg("Le code de l’affiche porte cette marque. Comparez-la aux huit mots imprimés à côté.")}</span
        >
      </p>`
    : html`<p class="note bad compact" role="alert">
        ${icon("warning-circle")}<span
          >${msg("Le code scanné porte une autre marque que cet étal. Ne commandez rien avant d’en avoir parlé à l’étal.")}</span
        >
      </p>`;
}
