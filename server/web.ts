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
import { closeQuotaUsage } from "#lib/quotas/quota-usage.ts";
import { exitWithParent, reportReady } from "#server/exit-with-parent.ts";
import { limitUpload } from "#server/web/limit-upload.ts";
import { refuseEncodedBody } from "#server/web/refuse-encoded-body.ts";
import { refuseMalformedPath } from "#server/web/refuse-malformed-path.ts";
import { secure } from "#server/web/security-headers.ts";
import { SERVER_OPTIONS } from "#server/web/server-options.ts";

const dev = process.argv.includes("--dev");
const { port, host } = env();
// Connections that come at once wait here to be taken; one that finds no place tries again after seconds.
const BACKLOG = 4_096;

const server = createServer(SERVER_OPTIONS);
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
  if (refuseMalformedPath(request, response) || (!dev && refuseEncodedBody(request, response))) return;
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
  await Promise.all([flushOutcomes(), closeQuotaUsage()]);
  await Promise.all([closeDatabase(), closeClickHouse()]);
});

await app.prepare();
server.listen({ port, host, backlog: BACKLOG });
await once(server, "listening");
reportReady({ port });
