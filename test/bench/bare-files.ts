import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";

// The baseline that the catalogue is measured against, in a process of its own: node:http that sends the same bytes from
// memory, with no more headers than they need. ORIGIN is where it takes them from, stdin names them. Prints its port; ends
// when told to.

const origin = process.env["ORIGIN"] ?? "";
let stdin = "";
for await (const chunk of process.stdin) stdin += String(chunk);

const bodies = new Map<string, Buffer>();
for (const path of stdin.trim().split("\n")) {
  const answer = await request(origin + path, { headers: { "accept-encoding": "br" } });
  bodies.set(path, Buffer.from(await answer.body.arrayBuffer()));
}

const server = createServer((incoming, response) => {
  const body = bodies.get(incoming.url ?? "");
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "Content-Type": "application/octet-stream",
    "Content-Encoding": "br",
    "Content-Length": body.length,
  });
  response.end(body);
});

server.listen(0, "127.0.0.1", () => {
  console.log(`listening ${(server.address() as AddressInfo).port}`);
});

process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  process.exit(0);
});
