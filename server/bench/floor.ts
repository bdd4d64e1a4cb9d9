// The floor to measure against: a bare HTTP server that reads a body and appends it to a journal, nothing else.
import { createServer } from "node:http";
import { appendToJournal } from "#lib/queue/append-to-journal.ts";

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () => {
    appendToJournal({
      projectId: 1,
      keyId: 1,
      receivedAt: new Date(),
      meta: { clientIp: null, userAgent: null, sdkClient: null },
      payload: Buffer.concat(chunks),
    }).then(
      () => outgoing.end("{}"),
      () => outgoing.writeHead(503, { "content-length": 0 }).end(),
    );
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === "object" ? address?.port : 0 })}\n`);
});
// The benchmark holds the other end: when it dies, so does this.
process.stdin.resume().on("end", () => process.exit(0));
