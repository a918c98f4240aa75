import { msg } from "@lit/localize";
import type { ForeignEntry, TrustRefusalReason } from "../core/api.ts";
import { language } from "../locales/locale.ts";

/** What is wrong with the market, in words for whoever comes by to buy a cheese. */
export function refusalText(reason: TrustRefusalReason): string {
  switch (reason) {
    case "fork":
      return msg(
        "Son journal public dit une chose aux uns et une autre aux autres : deux versions signées se contredisent.",
      );
    case "rollback":
      return msg("Son journal public montre moins qu’avant : des inscriptions déjà vues ont disparu.");
    case "signature":
    case "origin":
    case "malformed":
    case "too-large":
      return msg("Ce que le serveur montre n’est pas le journal public de ce marché.");
    case "withheld":
      return msg("Le serveur ne montre pas tout ce que son journal public a signé.");
    case "unwitnessed":
      return msg("Les témoins de ce marché n’ont pas confirmé son journal public depuis deux jours.");
    case "substituted":
      return msg("Le serveur montre quelque chose d’un étal qui n’est pas dans le journal public, ou y est autrement.");
    case "outdated":
      return msg("Le serveur cache ce que le journal public a de plus récent : une page, ou un accueil qui a changé.");
  }
}

/** How long ago a moment was: "il y a 2 min". */
export function agoText(iso: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(iso)) / 60_000));
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (minutes < 1) return msg("à l’instant");
  if (minutes < 60) return format.format(-minutes, "minute");
  if (minutes < 36 * 60) return format.format(-Math.round(minutes / 60), "hour");
  return format.format(-Math.round(minutes / 1440), "day");
}

/** What kind of thing stands in the log in a party's name. */
export function entryText({ type }: Pick<ForeignEntry, "type">): string {
  switch (type) {
    case "party":
      return msg("Une page de l’étal");
    case "accreditation":
      return msg("Un accueil ou un refus");
    case "succession":
      return msg("La clé de l’étal passe à une autre");
    case "recovery":
      return msg("Le bureau du marché donne à l’étal une autre clé");
    default:
      return msg("Une déclaration");
  }
}

/** Hands a text to the person as a file. */
export function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
