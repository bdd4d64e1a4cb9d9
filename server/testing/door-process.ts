// The ingest doors in a process of their own, which tells how it fares: a test's own work must not count.
import { createServer } from "node:http";
import { matchIngestDoor, serveIngest } from "#lib/ingest/door.ts";
import { flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import { exitWithParent } from "#server/exit-with-parent.ts";
import { SERVER_OPTIONS } from "#server/web/server-options.ts";

const SAMPLE_MS = 5;

const cpuMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;

let peakBytes = 0;
let stallMs = 0;
let used = process.threadCpuUsage();
// A stall of ours is work of this thread between two turns; what other processes take from it is not.
setInterval(() => {
  stallMs = Math.max(stallMs, cpuMs(process.threadCpuUsage(used)));
  used = process.threadCpuUsage();
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, SAMPLE_MS).unref();

const server = createServer(SERVER_OPTIONS, (incoming, outgoing) => {
  const handler = matchIngestDoor((incoming.url ?? "").split("?", 1)[0] ?? "");
  if (handler) void serveIngest(handler, incoming, outgoing);
  else outgoing.writeHead(404).end();
});

let before = process.cpuUsage();
process.on("message", (message) => {
  if (message === "watch") {
    globalThis.gc?.();
    peakBytes = process.memoryUsage.rss();
    used = process.threadCpuUsage();
    stallMs = 0;
    before = process.cpuUsage();
    process.send?.({ bytes: peakBytes, stallMs, cpuMs: 0 });
  } else {
    const told = { stallMs, cpuMs: cpuMs(process.cpuUsage(before)) };
    void flushOutcomes().then(() => process.send?.({ bytes: peakBytes, ...told }));
  }
});
exitWithParent(async () => {
  server.closeAllConnections();
  await flushOutcomes();
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
