import { startServer } from "../support/server-process.ts";
const s = await startServer({ dataDir: "/tmp/big", environment: { LOG_LEVEL: "warn" } });
console.log(s.origin);
setInterval(() => {}, 1000);
