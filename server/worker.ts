// The worker process: digests the journal and runs jobs.
import { runWorker } from "#lib/digest/run-worker.ts";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase } from "#lib/db.ts";
import { exitWithParent, reportReady } from "#server/exit-with-parent.ts";

const stopping = new AbortController();
const running = runWorker(stopping.signal);
exitWithParent(async () => {
  stopping.abort();
  await running;
  await Promise.all([closeDatabase(), closeClickHouse()]);
});
reportReady();
await running;
