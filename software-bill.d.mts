interface BillComponent {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly scope: "required" | "optional" | "excluded";
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly ({ readonly license: { readonly id: string } } | { readonly expression: string })[];
  readonly purl: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/** See software-bill.mjs. */
export function billOf(
  lock: unknown,
  inClient: ReadonlySet<string>,
): {
  readonly components: readonly BillComponent[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};
/** See software-bill.mjs. */
export function licencesOf(licence: string | undefined): BillComponent["licenses"];
