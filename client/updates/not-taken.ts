import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import type { NewerVersion, NotTakenReason } from "./newer-version.ts";
import "./not-taken.css";

type NotTaken = Extract<NewerVersion, { state: "refused" }>;

function reasonWords(reason: NotTakenReason): string {
  switch (reason) {
    case "release/unsaid":
      return msg("Le serveur propose une version sans dire laquelle : il ne l’a ni signée, ni inscrite au registre.");
    case "release/unsigned":
      return msg("La version proposée n’est pas signée par la clé de ce marché.");
    case "release/log":
      return msg("Le journal public de ce marché ne correspond pas à ce qu’il signe : rien n’y peut être vérifié.");
    case "release/unlogged":
      return msg("La version proposée n’est pas celle que le journal public de ce marché a inscrite en dernier.");
    case "release/files":
      return msg("Les fichiers reçus ne sont pas ceux que le journal public de ce marché a inscrits.");
    case "unasked":
      return msg("Une autre version a pris la place de la vôtre sans que vous l’ayez demandé.");
  }
}

/** Says that a newer version was not taken, why, what that means, and keeps the proof for whoever wants to look. */
@customElement("sp-not-taken")
export class NotTakenNotice extends LightElement {
  @property({ attribute: false }) version: NotTaken | undefined;

  #keep(evidence: string): void {
    const address = URL.createObjectURL(new Blob([evidence], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${instance.id}-version-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    // The download has its own reference by the next task.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { version } = this;
    if (version === undefined) return nothing;
    const { reason, evidence, mayTakeOver } = version;
    return html`<section class="not-taken" role="alert" aria-labelledby="not-taken-heading">
      <div class="not-taken-in">
        <p class="not-taken-head" id="not-taken-heading">
          ${icon("warning-circle-fill")}
          ${
            mayTakeOver
              ? msg("Une version de la boutique n’est pas dans le journal public.")
              : msg("Une version de la boutique n’est pas dans le journal public : elle n’a pas été prise.")
          }
        </p>
        <details>
          <summary>${msg("Pourquoi, et que faire ?")}</summary>
          <div class="stack">
            <p>${reasonWords(reason)}</p>
            <p>
              ${msg(
                "Chaque version est inscrite, avant d’être servie, dans un registre que tout le monde peut lire : une boutique qui lirait ce que vous écrivez s’y remarquerait.",
              )}
            </p>
            <p>
              ${
                mayTakeOver
                  ? msg(
                      "Votre navigateur l’a peut-être déjà et pourrait s’en servir au prochain démarrage. Tant que ce n’est pas éclairci, n’ouvrez plus ce marché sur cet appareil et n’y écrivez rien.",
                    )
                  : msg(
                      "Vous gardez la version que vous avez, et tout ce qui est à vous. Cela peut être une erreur du marché : gardez la preuve, et montrez-la à son bureau ou à quelqu’un qui s’y connaît.",
                    )
              }
            </p>
            <p class="row">
              <button class="btn line s" type="button" @click=${() => this.#keep(evidence)}>
                ${icon("download-simple")} ${msg("Garder la preuve")}
              </button>
            </p>
          </div>
        </details>
      </div>
    </section>`;
  }
}
