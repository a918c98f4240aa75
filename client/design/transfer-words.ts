import { msg, str } from "@lit/localize";
import { transferCodeOf } from "../../crypto/protocol/transfer-code.ts";
import { instance } from "../instance.ts";

/** The code that bills of this city bear. */
export const transferCode: "swiss" | "epc" | null = transferCodeOf(instance);

/** A bank transfer, as a method among others. */
export function transferName(): string {
  return transferCode === "swiss" ? msg("QR-facture") : msg("Virement");
}

/** What a stall offers with it. */
export function transferOffer(): string {
  if (transferCode === "swiss") return msg("Par virement, avec une QR-facture faite sur l’appareil du client");
  if (transferCode === "epc") return msg("Par virement, avec un code QR fait sur l’appareil du client");
  return msg("Par virement, avec une référence faite sur l’appareil du client");
}

/**
 * What a customer is told before choosing it.
 * @param weighed something is paid by its weight: what is to be paid is known later
 */
export function transferSentence(dueDays: number, weighed: boolean): string {
  if (transferCode === "swiss") {
    if (weighed) {
      return msg(
        str`La QR-facture est dessinée sur cet appareil dès la pesée, au prix exact, payable en ${dueDays} jours. Sa référence ne dit rien de ce que vous achetez ; votre banque verra le nom de l’étal.`,
      );
    }
    return msg(
      str`La QR-facture est dessinée sur cet appareil dès l’envoi, payable en ${dueDays} jours. Sa référence ne dit rien de ce que vous achetez ; votre banque verra le nom de l’étal.`,
    );
  }
  if (weighed) {
    return msg(
      str`Compte et référence sont donnés dès la pesée, avec le prix exact, à payer en ${dueDays} jours. La référence ne dit rien de ce que vous achetez ; votre banque verra le nom de l’étal.`,
    );
  }
  return msg(
    str`Compte et référence sont donnés dès l’envoi, à payer en ${dueDays} jours. La référence ne dit rien de ce que vous achetez ; votre banque verra le nom de l’étal.`,
  );
}
