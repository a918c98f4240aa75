import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RequestHandler } from "express";
import { ProblemError } from "./problems.ts";

/** `/demo.json`: the demo's invitation links, which whoever made the demo data left in `<dataDir>/demo-links.json`. */
export function demoLinks(settings: { demo: boolean; dataDir: string }): RequestHandler {
  return async (_request, response) => {
    if (!settings.demo) throw new ProblemError("request/not-found");
    let json: string;
    try {
      json = await readFile(join(settings.dataDir, "demo-links.json"), "utf8");
    } catch (cause) {
      throw new ProblemError("request/not-found", {}, cause);
    }
    response.set("Cache-Control", "no-store").type("application/json").send(json);
  };
}
