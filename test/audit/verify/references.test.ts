import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { referencesIn } from "../../../audit/verify/references.ts";

const named = (path: string, text: string, type = "text/javascript") => referencesIn(path, type, Buffer.from(text));

test("a script's imports are tried from its folder and from the root", () => {
  const { paths } = named("/assets/a.js", `import "./b-1.js"; import('../c.js'); importScripts("d.js")`);
  expect(paths).toContain("/assets/b-1.js");
  expect(paths).toContain("/c.js");
  expect(paths).toContain("/d.js");
});

test("a sheet's addresses, and a page's attributes however they are written", () => {
  expect(named("/a.css", "@font-face { src: url(/assets/f.woff2) } b { background: url('./x.png') }").paths).toEqual(
    expect.arrayContaining(["/assets/f.woff2", "/x.png"]),
  );
  const page = `<SCRIPT SRC=/one.js></SCRIPT><link href='/two.css'><form action="/three"><script src = "four.js?v=1#a">`;
  const { paths, foreign } = named("/index.html", page, "text/html");
  expect(paths).toEqual(expect.arrayContaining(["/one.js", "/two.css", "/three", "/four.js"]));
  expect(foreign).toEqual([]);
});

test("what is elsewhere is told apart from what is here and from what is nowhere", () => {
  const page = `<img src="//cdn.example/a.png"><a href="https://b.example"><img src="data:x"><a href="mailto:a@b.example">`;
  expect(named("/index.html", page, "text/html").foreign).toEqual(["//cdn.example/a.png", "https://b.example"]);
  // A script may hold addresses that it never loads: the policy forbids it to.
  expect(named("/a.js", `"https://c.example/x.js"`).foreign).toEqual([]);
});

test("a text of many names gives only so many, and one without any gives none", () => {
  const many = Array.from({ length: 50_000 }, (_, index) => `"/f${index}.js"`).join();
  expect(named("/a.js", many).paths.length).toBeLessThanOrEqual(2_001);
  expect(named("/a.js", "\u0000\uffff".repeat(1000)).paths).toEqual([]);
});

test("the page of the sources names its scripts and its pictures", () => {
  const page = readFileSync("client/index.html");
  const { paths, foreign } = referencesIn("/index.html", "text/html", page);
  expect(paths).toContain("/main.ts");
  expect(paths).toContain("/early.js");
  expect(foreign).toEqual([]);
});
