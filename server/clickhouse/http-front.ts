// ClickHouse's HTTP interface in front of the embedded engine.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { log } from "#lib/log.ts";
import { answerChunks, answerFailure, summary } from "#server/clickhouse/answer.ts";
import type { Engine } from "#server/clickhouse/engine.ts";
import { ClickHouseException } from "#server/clickhouse/exception.ts";
import { Lane } from "#server/clickhouse/lane.ts";
import { BodyBudget } from "#server/clickhouse/read-body.ts";
import { authenticate, readHead, type Head } from "#server/clickhouse/read-request.ts";
import { readStatement, type Insert, type Query } from "#server/clickhouse/statement.ts";

type FrontOptions = { engine: Engine; password: string | undefined; memoryMb: number };
export type Front = {
  server: Server;
  /** Statements that run or wait. */
  busy: () => number;
};

/** Aborts when the client goes away before it has its answer. */
function untilGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished)
      gone.abort(new ClickHouseException(394, "QUERY_WAS_CANCELLED", "The client went away."));
  });
  return gone.signal;
}

/** Builds the server; it does not listen yet. */
export function createFront({ engine, password, memoryMb }: FrontOptions): Front {
  const queries = new Lane(4, 128);
  const inserts = new Lane(2, 64);
  const budget = new BodyBudget(Math.max(256, memoryMb / 2) * 1024 * 1024);
  const trimLater = trimWhenQuiet(engine);

  async function insert(response: ServerResponse, head: Head, statement: Insert, started: number) {
    const signal = untilGone(response);
    const written = await inserts.run(signal, () => engine.insert(head, statement));
    const progress = { writtenRows: written.rows, writtenBytes: written.bytes };
    response.setHeader("X-ClickHouse-Summary", summary(progress, started));
    response.writeHead(200, { "Content-Type": "text/plain; charset=UTF-8" }).end();
  }

  async function query(request: IncomingMessage, response: ServerResponse, head: Head, statement: Query) {
    const signal = untilGone(response);
    const format = statement.format ?? head.format;
    const options = { format, compress: head.compress, started: performance.now() };
    await queries.run(signal, () =>
      answerChunks(request, response, engine.query(head, statement, signal), options),
    );
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/ping" || url.pathname === "/replicas_status") {
      await engine.ping();
      return void response.end("Ok.\n");
    }
    authenticate(request, url, password);
    if (url.pathname !== "/") return void response.writeHead(404).end("There is no handle here.\n");
    const head = readHead(request, url);
    response.setHeader("X-ClickHouse-Query-Id", head.id);
    const started = performance.now();
    await budget.read(request, async (body) => {
      const statement = readStatement(head.query, body);
      if (statement.kind === "insert") await insert(response, head, statement, started);
      else await query(request, response, head, refuseWriteByGet(request, statement));
    });
  }

  // Parameters travel in the URL, which may be as long as in ClickHouse; Node's own limit is 16 KB.
  const options = { keepAliveTimeout: 10_000, requestTimeout: 300_000, maxHeaderSize: 1024 * 1024 };
  const server = createServer(options, (request, response) => {
    response.setHeader("X-ClickHouse-Server-Display-Name", "debrief");
    serve(request, response)
      .catch((error: unknown) => {
        log.debug("A statement failed", { error });
        answerFailure(response, error);
      })
      .finally(trimLater);
  });
  return { server, busy: () => queries.busy + inserts.busy };
}

function refuseWriteByGet(request: IncomingMessage, statement: Query): Query {
  const reads = /^[\s(]*(?:SELECT|WITH|SHOW|DESC|DESCRIBE|EXISTS|EXPLAIN)\b/i.test(statement.sql);
  if (request.method === "POST" || reads) return statement;
  throw new ClickHouseException(
    164,
    "READONLY",
    "Cannot execute a query in readonly mode: use POST to write.",
  );
}

/** After work, and then ten quiet seconds, memory goes back to the system: 1,100 MB became 500 MB. */
function trimWhenQuiet(engine: Engine): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      engine.trim().catch((error: unknown) => log.warn("Cannot trim memory", { error }));
    }, 10_000).unref();
  };
}
