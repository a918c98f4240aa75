import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instanceNamed, instanceNames } from "../../instances/registry.ts";
import { readSettings, SettingsError } from "../../server/settings.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// Each city starts from its name alone.

test("a city's name chooses its file and where its shop was built; an unknown one is refused by name", () => {
  expect(readSettings({})).toMatchObject({ clientDir: "dist/client", instance: { id: "geneva" } });
  expect(readSettings({ INSTANCE: "freiburg" })).toMatchObject({
    clientDir: "dist/client-freiburg",
    instance: { id: "freiburg", currency: "EUR" },
  });
  expect(readSettings({ INSTANCE: "freiburg", CLIENT_DIR: "elsewhere" }).clientDir).toBe("elsewhere");
  for (const INSTANCE of ["atlantis", "../geneva", "tree", "Freiburg"]) {
    expect(() => readSettings({ INSTANCE })).toThrow(SettingsError);
    expect(() => readSettings({ INSTANCE })).toThrow(/INSTANCE must be /);
  }
});

describe.each(instanceNames)("the server of %s", (name) => {
  const instance = instanceNamed(name);
  const [first = ""] = instance.languages;
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer("embedded", { INSTANCE: name });
  });
  afterAll(() => server.stop());

  test("answers that it is ready, and that nobody has founded it", async () => {
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect((await server.call("catalogue")).json.instance).toBeNull();
  });

  test("writes its public pages in its languages, under its own sign", async () => {
    for (const language of instance.languages) {
      const page = await fetch(`${server.url}/p/${language}`);
      const text = await page.text();
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain(instance.mark[0]?.path);
      for (const line of instance.sign) expect(text).toContain(line);
      expect(text).toContain(instance.tagline[language]);
    }
    const others = instanceNames.filter((other) => other !== name).map((other) => instanceNamed(other));
    const front = await fetch(`${server.url}/p/${first}`).then((answer) => answer.text());
    for (const other of others) expect(front).not.toContain(other.name);
  });
});
