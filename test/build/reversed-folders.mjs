// Lists folders the other way round: a disk promises no order, and a build must not depend on one.
import fs, { promises } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const reversed = (found) => (Array.isArray(found) ? found.toReversed() : found);
const { readdir, readdirSync } = fs;
const readdirPromised = promises.readdir.bind(promises);

fs.readdirSync = (...args) => reversed(readdirSync(...args));
fs.readdir = (...args) => {
  const done = args.pop();
  return readdir(...args, (problem, found) => done(problem, reversed(found)));
};
promises.readdir = async (...args) => reversed(await readdirPromised(...args));
syncBuiltinESMExports();
