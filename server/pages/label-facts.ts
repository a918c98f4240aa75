import { html } from "@lit-labs/ssr";
import { nothing } from "lit";
import type { PageContext } from "./page-context.ts";

/** Labels with their criteria and with who granted them; nothing where there are none that the instance knows. */
export function labelFacts(context: PageContext, ids: readonly string[], title: string): unknown {
  const { words, format, instance } = context;
  const labels = ids.flatMap((id) => instance.labels.find((label) => label.id === id) ?? []);
  if (labels.length === 0) return nothing;
  return html`<section>
    <h2>${title}</h2>
    <ul class="stack">
      ${labels.map(
        (label) =>
          html`<li>
            <h3>${format.text(label.name)}</h3>
            <p>${format.text(label.criteria)}</p>
            <p class="muted small">${words.grantedBy} <b>${label.granter}</b></p>
          </li>`,
      )}
    </ul>
  </section>`;
}
