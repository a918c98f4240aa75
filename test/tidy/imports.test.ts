import { describe, expect, test } from "vitest";
import { codeFiles, importsIn, importsOf, packageOf, textOf } from "./tracked-files.ts";

// The walls of ARCHITECTURE.md, "Import rules".

type Breach = readonly [file: string, imported: string];

function breaches(files: readonly string[], forbidden: (imported: string, file: string) => boolean): Breach[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => forbidden(imported, file))
      .map((imported): Breach => [file, imported]),
  );
}

const below = (...folders: string[]) =>
  codeFiles.filter((file) => file.endsWith(".ts") && folders.some((folder) => file.startsWith(folder)));
const isRelative = (imported: string) => /^(crypto|instances|migrations|server|client|audit|test)\//.test(imported);
const reaches =
  (...folders: string[]) =>
  (imported: string) =>
    folders.some((folder) => imported.startsWith(folder));

test("the reader of imports sees each form", () => {
  const text = `
import type { A } from "../crypto/a.ts";
import "./side.css";
import {
  b,
} from 'kysely';
export { c } from "../../server/c.ts";
const d = await import("@electric-sql/pglite/node");
`;
  expect(importsIn("client/core/x.ts", text)).toEqual([
    "client/crypto/a.ts",
    "client/core/side.css",
    "kysely",
    "server/c.ts",
    "@electric-sql/pglite/node",
  ]);
  expect(packageOf("@electric-sql/pglite/node")).toBe("@electric-sql/pglite");
  expect(packageOf("pg/lib")).toBe("pg");
});

describe("crypto/", () => {
  const allowed = new Set(["libsodium-wrappers", "hpke", "@noble/hashes", "zod"]);

  test("imports libsodium, hpke, noble hashes and zod only", () => {
    expect(
      breaches(below("crypto/"), (imported) =>
        isRelative(imported) ? !imported.startsWith("crypto/") : !allowed.has(packageOf(imported)),
      ),
    ).toEqual([]);
  });

  test("its primitives never import the protocol", () => {
    const primitives = below("crypto/").filter((file) => !file.startsWith("crypto/protocol/"));
    expect(breaches(primitives, reaches("crypto/protocol/"))).toEqual([]);
  });

  test("one file imports libsodium", () => {
    const importers = codeFiles.filter((file) =>
      importsOf(file).some((name) => packageOf(name) === "libsodium-wrappers"),
    );
    expect(importers.filter((file) => !file.startsWith("test/"))).toEqual(["crypto/sodium.ts"]);
  });
});

describe("server/ and client/", () => {
  test("never import each other, nor a test", () => {
    expect(breaches(below("server/", "migrations/"), reaches("client/", "test/"))).toEqual([]);
    expect(breaches(below("client/"), reaches("server/", "migrations/", "test/"))).toEqual([]);
  });

  test("the core and the agent reach no screen and no library of screens", () => {
    const screens = new Set(["lit", "@lit/localize", "@lit/task", "@lit-labs/router", "@awesome.me/webawesome"]);
    const files = below("client/core/", "client/agent/");
    expect(
      breaches(files, (imported) =>
        isRelative(imported)
          ? imported.startsWith("client/") && !/^client\/(core|agent)\//.test(imported)
          : screens.has(packageOf(imported)),
      ),
    ).toEqual([]);
    expect(breaches(below("client/core/"), reaches("client/agent/", "node:"))).toEqual([]);
  });

  test("screens load no cryptography but through the core", () => {
    const screens = below("client/").filter((file) => !/^client\/(core|agent|workers)\//.test(file));
    const typesOnly = (file: string, imported: string) => {
      const path = imported.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/^crypto/, "");
      return new RegExp(String.raw`import type [^;]*${path}["']`).test(textOf(file));
    };
    expect(
      breaches(screens, (imported, file) => /^crypto\/[^/]+\.ts$/.test(imported) && !typesOnly(file, imported)).filter(
        ([, imported]) => !["crypto/coded-error.ts", "crypto/bytes.ts"].includes(imported),
      ),
    ).toEqual([]);
  });
});

describe("audit/", () => {
  const mayReach = [
    "audit/",
    "crypto/",
    // Whom a city asks to witness its log.
    "instances/registry.ts",
    "server/data-map/",
    "server/database/",
    // Constants and one function each, so that what is audited and what is served cannot drift apart.
    "server/data-folder-lock.ts",
    "server/days.ts",
    "server/pages/send-page.ts",
    "server/relay/day-keys.ts",
    "server/security-headers.ts",
  ];

  test("reaches what it holds the server against, and nothing that serves", () => {
    expect(
      breaches(
        below("audit/"),
        (imported) => isRelative(imported) && !mayReach.some((path) => imported.startsWith(path)),
      ),
    ).toEqual([]);
  });

  test("nothing but tests imports it", () => {
    expect(breaches(below("crypto/", "instances/", "migrations/", "server/", "client/"), reaches("audit/"))).toEqual(
      [],
    );
  });
});

describe("what one file does for all", () => {
  /** Files of the product whose code, comments and strings left out, matches. */
  function using(pattern: RegExp, files: readonly string[]): string[] {
    return files.filter((file) => pattern.test(withoutComments(textOf(file))));
  }

  test("only the transport, and what asks ahead of it, calls fetch or opens a stream, of all the client", () => {
    // A file with a function of its own by that name does not mean the platform's, nor does a method of something else.
    const files = below("client/").filter(
      (file) => file !== "client/service-worker.ts" && !/\bfunction fetch\(/.test(textOf(file)),
    );
    expect(
      using(
        /(?:(?<!\.)|\b(?:globalThis|window|self)\.)\bfetch\s*\(|\bnew EventSource\b|\bXMLHttpRequest\b|\bsendBeacon\b|\bnew WebSocket\b/,
        files,
      ),
    ).toEqual(["client/core/http-transport.ts", "client/workers/ahead.ts"]);
  });

  test("only the store touches IndexedDB, and nothing keeps anything elsewhere but the chosen look and language", () => {
    const keepers = new Set([
      ...using(/\bindexedDB\b/, below("client/")),
      ...below("client/").filter((file) => importsOf(file).some((name) => packageOf(name) === "idb")),
    ]);
    expect([...keepers]).toEqual(["client/core/indexed-db-store.ts"]);
    // The ticks of a picking list belong to the tab that they were made in.
    // The audit page looks at what is there, and writes nothing.
    expect(using(/\bsessionStorage\b|\bdocument\.cookie\b/, below("client/"))).toEqual([
      "client/audit/browser-findings.ts",
      "client/desk/picking.ts",
    ]);
    expect(using(/\.setItem\(|\bcookie\s*=[^=]/, below("client/audit/"))).toEqual([]);
  });

  test("only store files and migrations touch Kysely", () => {
    const users = codeFiles.filter((file) => importsOf(file).some((name) => packageOf(name) === "kysely"));
    expect(
      users.filter((file) => !/(^|[/-])stores?\.ts$|^migrations\/|^server\/database\/|^test\//.test(file)),
    ).toEqual([]);
  });

  test("no query of a store names two planes", () => {
    const planes = ["public_plane", "sealed_plane", "private_plane"];
    const naming = below("server/").filter(
      (file) => planes.filter((plane) => withoutComments(textOf(file)).includes(plane)).length > 1,
    );
    expect(naming.filter((file) => !/^server\/(database|data-map)\b/.test(file))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}
