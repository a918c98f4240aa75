import type { WitnessPolicy } from "../crypto/protocol/witness-policy.ts";
import type { AuditDatabase } from "./audit-database.ts";
import type { Found } from "./finding.ts";
import type { Site } from "./site.ts";

/** What is audited: each part is there when the command named it. */
export interface Scope {
  readonly database: AuditDatabase | null;
  readonly site: Site | null;
  /** The server's data folder. */
  readonly dataDir: string | null;
  /** The UTC day of the audit, YYYY-MM-DD. */
  readonly today: string;
  /** The moment of the audit, milliseconds. */
  readonly now: number;
  /** Whose cosignatures the city's file asks for; null when it asks nobody. */
  readonly witnesses: WitnessPolicy | null;
  /** Says how far a long work is. */
  say(progress: string): void;
}

export type Part = "database" | "site" | "dataDir";

/** A scope in which some parts are known to be there. */
export type ScopeWith<P extends Part> = Scope & { readonly [Name in P]: NonNullable<Scope[Name]> };

/** One question that the audit answers. */
export interface Check {
  /** `area/question`, as findings name it. */
  readonly id: string;
  /** What it makes sure of, in one line. */
  readonly asks: string;
  readonly needs: readonly Part[];
  run(scope: Scope): Promise<readonly Found[]>;
}

/** A check whose `run` gets a scope that has what it needs. Whoever runs it must have looked at `needs`. */
export function defineCheck<P extends Part>(check: {
  readonly id: string;
  readonly asks: string;
  readonly needs: readonly P[];
  readonly run: (scope: ScopeWith<P>) => Promise<readonly Found[]>;
}): Check {
  return { ...check, run: (scope) => check.run(scope as ScopeWith<P>) };
}
