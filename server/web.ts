// The web process: ingest paths go straight to their functions, everything else to Next.
import { once } from "node:events";
import { createServer } from "node:http";
import { resolve } from "node:path";
import next from "next";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { matchIngestDoor, serveIngest } from "#lib/ingest/door.ts";
import { log } from "#lib/log.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { keepProjectKeysFresh } from "#lib/projects/project-key-cache.ts";
import { exitWithParent, reportReady } from "#server/exit-with-parent.ts";
import { limitUpload } from "#server/web/limit-upload.ts";
import { refuseMalformedPath } from "#server/web/refuse-malformed-path.ts";
import { secure } from "#server/web/security-headers.ts";

const dev = process.argv.includes("--dev");
const { port, host } = env();

const server = createServer({
  maxHeaderSize: 16 * 1024,
  headersTimeout: 60_000,
  // A slow but steady upload may take its time; doors that read bodies bound the silence between bytes.
  requestTimeout: 0,
  keepAliveTimeout: 75_000,
});
const app = next({ dev, dir: resolve(import.meta.dirname, ".."), hostname: host, port, httpServer: server });
const handle = app.getRequestHandler();
const projectKeys = keepProjectKeysFresh();

server.on("request", (request, response) => {
  // In development Next serves these paths too, so that a change of their code takes effect.
  const ingest = dev ? null : matchIngestDoor((request.url ?? "/").split("?", 1)[0] ?? "/");
  if (ingest) {
    void serveIngest(ingest, request, response);
    return;
  }
  if (refuseMalformedPath(request, response)) return;
  limitUpload(request, response);
  secure(request, response, dev);
  handle(request, response).catch((error: unknown) => {
    log.error("A request failed", { error, path: request.url });
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});

exitWithParent(async () => {
  // Waits for the requests that are running; idle connections are cut, and in development the rebuild socket.
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  if (dev) server.closeAllConnections();
  await closed;
  await projectKeys.stop();
  await flushOutcomes();
  await Promise.all([closeDatabase(), closeClickHouse()]);
});

await app.prepare();
server.listen(port, host);
await once(server, "listening");
reportReady({ port });
