import type { Picture, Statement } from "../../crypto/protocol/exports.ts";
import type { StatementBook } from "../statements/statement-book.ts";

/** A picture of the market: whose it is, and whether it is the one that lists show. */
export interface NamedPicture {
  /** 43 characters. */
  readonly digest: string;
  /** What it belongs to: `party id/item id`, or a party id for its banner. */
  readonly unit: string;
  readonly main: boolean;
}

/** The pictures that one statement names. */
export function picturesOf(statement: Statement): NamedPicture[] {
  const { author } = statement;
  const named = (unit: string, pictures: readonly Picture[]): NamedPicture[] =>
    pictures.map(({ digest }, index) => ({ digest, unit, main: index === 0 }));
  if (statement.type === "party") return named(author, statement.body.banner ? [statement.body.banner] : []);
  if (statement.type !== "shelf") return [];
  return statement.body.items.flatMap(({ id, pictures = [] }) => named(`${author}/${id}`, pictures));
}

/** Every picture that some current statement names, whether readers of the catalogue get it or not. */
export function allNamed(book: StatementBook): Set<string> {
  const names = new Set<string>();
  for (const { statement } of book.all()) for (const { digest } of picturesOf(statement)) names.add(digest);
  return names;
}

/** The pictures of accredited parties by name. One that several items show belongs to the first of them. */
export function shownPictures(book: StatementBook): Map<string, NamedPicture> {
  const shown = new Map<string, NamedPicture>();
  for (const { statement } of book.all()) {
    if (!book.isAccredited(statement.author) || book.isReplaced(statement.author)) continue;
    for (const picture of picturesOf(statement)) {
      const other = shown.get(picture.digest);
      if (other === undefined || picture.unit < other.unit) {
        shown.set(picture.digest, { ...picture, main: picture.main || other?.main === true });
      } else if (picture.main && !other.main) shown.set(picture.digest, { ...other, main: true });
    }
  }
  return shown;
}
