/** A violation put into a database, and taken out again. */
export interface PlantedInDatabase {
  readonly name: string;
  /** The check that must find it. */
  readonly check: string;
  /** Statements, each a transaction of its own; a list is one transaction. */
  readonly plant: readonly (string | readonly string[])[];
  readonly undo: readonly string[];
  /** On one kind of database only, where the other cannot be set up so. */
  readonly only?: "postgresql" | "embedded";
}
