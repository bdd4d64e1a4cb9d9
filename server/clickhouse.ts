// PLACEHOLDER: overwrite this file with the real one.
import { createServer } from "node:http";
import { exitWithParent, reportReady } from "#server/exit-with-parent.ts";
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
const s = createServer((_q, r) => r.end("Ok.\n"));
exitWithParent(async () => { s.close(); });
s.listen(port, "127.0.0.1", () => reportReady({ port }));
