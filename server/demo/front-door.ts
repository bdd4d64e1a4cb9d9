// Where the demo's SDKs send to: the running server, or a door that stands only while the demo runs.
import { once } from "node:events";
import { createServer } from "node:http";
import { matchIngestDoor, serveIngest } from "#lib/ingest/door.ts";

export type FrontDoor = { url: string; close: () => Promise<void> };

async function isServed(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health/live`, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

/** Opens the ingest endpoints on a free port, unless a server at `url` has them open. */
export async function openFrontDoor(url: string): Promise<FrontDoor> {
  if (await isServed(url)) return { url, close: async () => undefined };
  const server = createServer((request, response) => {
    const ingest = matchIngestDoor((request.url ?? "/").split("?", 1)[0] ?? "/");
    if (ingest) void serveIngest(ingest, request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
