// The two globals of the trusted core, present in every browser, worker and Node; declared here because `crypto/` is
// compiled without the DOM and without Node.
declare global {
  var TextEncoder: new () => { encode(text: string): Uint8Array };
  var TextDecoder: new (
    encoding: "utf-8",
    options: { fatal: boolean; ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

export {};
