// Founds the instance on an empty server: `npx tsx client/agent/found-instance.ts`, with ORIGIN (or PORT), DATA_DIR and
// INSTANCE as the server has them. Prints the steward's invitation and leaves the instance's key in DATA_DIR/founder.json,
// which belongs offline as soon as it has been copied.
import { isCodedError } from "../../crypto/coded-error.ts";
import { readAgentSettings, writePrivateJson } from "./agent-settings.ts";
import { foundInstance } from "./founding.ts";
import { createNodePlatform } from "./node-platform.ts";
import { withPurse } from "./purse.ts";
import { invitationLink } from "./seats.ts";

async function main(): Promise<void> {
  const { origin, dataDir, instance } = readAgentSettings(process.env);
  const platform = withPurse(createNodePlatform(origin, instance), null);
  const { instanceSeed, steward } = await foundInstance(platform);
  const link = await invitationLink(platform, steward, false);
  const path = await writePrivateJson(dataDir, "founder.json", { instanceSeed, steward: steward.membership });
  console.log(`${instance.name} is founded at ${origin}.`);
  console.log(`The steward's desk, for one person: ${link}`);
  console.log(`The instance's key is in ${path}: keep a copy offline, then delete it here.`);
}

try {
  await main();
} catch (thrown) {
  console.error(isCodedError(thrown) ? `${thrown.message} (${thrown.code})` : thrown);
  process.exitCode = 1;
}
