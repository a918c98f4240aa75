import { msg, str } from "@lit/localize";
import { numberText } from "../design/format.ts";
import { isSingular } from "../design/plural.ts";

// What the audit page counts, one and several: each a sentence of its own, since languages differ in more than an ending.

export function rowsText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`${number} ligne`) : msg(str`${number} lignes`);
}

export function inFieldsText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`dans ${number} champ`) : msg(str`dans ${number} champs`);
}

export function filesText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`${number} fichier`) : msg(str`${number} fichiers`);
}

export function charactersText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`${number} caractère`) : msg(str`${number} caractères`);
}

export function daysText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`${number} jour`) : msg(str`${number} jours`);
}

/** Replies on a board, everybody's together. */
export function repliesText(count: number): string {
  const number = numberText(count);
  return isSingular(count)
    ? msg(str`${number} réponse de tout le monde`)
    : msg(str`${number} réponses de tout le monde`);
}

export function serviceWorkersText(count: number): string {
  const number = numberText(count);
  return isSingular(count)
    ? msg(str`${number} gardien hors ligne (service worker)`)
    : msg(str`${number} gardiens hors ligne (service worker)`);
}

/** @param host where the page is from, and asked for all of them */
export function requestedText(count: number, host: string): string {
  const number = numberText(count);
  return isSingular(count)
    ? msg(str`${number} fichier demandé par cette page, à ${host}.`)
    : msg(str`${number} fichiers demandés par cette page, tous à ${host}.`);
}

/** Rows of an envelope's bytes that are left out because nobody but its reader can tell what they are. */
export function closedRowsText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`… ${number} ligne fermée …`) : msg(str`… ${number} lignes fermées …`);
}

export function keyRowsText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`… ${number} ligne de clé …`) : msg(str`… ${number} lignes de clé …`);
}

/** Of a log that was read whole; what follows is its root. */
export function entriesReadText(count: number): string {
  const number = numberText(count);
  return isSingular(count) ? msg(str`${number} entrée relue, racine`) : msg(str`${number} entrées relues, racine`);
}

export function noneWitnessedText(asked: number): string {
  const number = numberText(asked);
  return isSingular(asked)
    ? msg("Le témoin de ce marché n’a pas signé.")
    : msg(str`Aucun des ${number} témoins n’a signé.`);
}

/** @param moment when the last of them signed, in words */
export function witnessedText(signed: number, asked: number, moment: string): string {
  const [some, all] = [numberText(signed), numberText(asked)];
  if (isSingular(asked)) return msg(str`Le témoin de ce marché a signé, ${moment}.`);
  return isSingular(signed)
    ? msg(str`${some} témoin sur ${all} a signé, ${moment}.`)
    : msg(str`${some} témoins sur ${all} ont signé, ${moment}.`);
}
