// PLACEHOLDER: overwrite this file with the real one (temporary minimal front by the lead, so that others can work).
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { Session } from "chdb";
import { exitWithParent, reportReady } from "#server/exit-with-parent.ts";
const arg = (n: string) => process.argv[process.argv.indexOf(n) + 1] ?? "";
const pool = Array.from({ length: 4 }, () => new Session(arg("--data")));
const free = [...pool];
const waiting: ((s: Session) => void)[] = [];
const take = () => { const s = free.pop(); return s ? Promise.resolve(s) : new Promise<Session>((r) => waiting.push(r)); };
const give = (s: Session) => { const w = waiting.shift(); if (w) w(s); else free.push(s); };
const s = createServer(async (q, r) => {
  const url = new URL(q.url ?? "/", "http://x");
  if (url.pathname === "/ping") return r.end("Ok.\n");
  const chunks: Buffer[] = [];
  for await (const c of q) chunks.push(c as Buffer);
  let body = Buffer.concat(chunks);
  if (q.headers["content-encoding"] === "gzip") body = gunzipSync(body);
  const inUrl = url.searchParams.get("query");
  const query = inUrl ? `${inUrl}\n${body.toString()}` : body.toString();
  const params: Record<string, unknown> = {};
  for (const [k, v] of url.searchParams) if (k.startsWith("param_")) params[k.slice(6)] = v;
  const session = await take();
  try {
    await session.queryAsync(`USE ${url.searchParams.get("database") || "default"}`).catch(async () => {});
    for (const k of ["date_time_input_format", "output_format_json_quote_64bit_integers"]) { const v = url.searchParams.get(k); if (v) await session.queryAsync(`SET ${k}='${v}'`); }
    const sets = Object.entries(params).map(([k, v]) => `SET param_${k}='${String(v).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);
    for (const set of sets) await session.queryAsync(set);
    const out = await session.queryAsync(query, { format: url.searchParams.get("default_format") ?? "TabSeparated" });
    r.setHeader("X-ClickHouse-Summary", "{}"); r.setHeader("x-clickhouse-query-id", "1");
    r.end(Buffer.from(out.bytes()));
  } catch (e) {
    const m = e instanceof Error ? e.message : String(e);
    const code = /Code: (\d+)/.exec(m)?.[1] ?? "1";
    r.writeHead(500, { "X-ClickHouse-Exception-Code": code }); r.end(m.includes("Code:") ? m : `Code: ${code}. DB::Exception: ${m}`);
  } finally { give(session); }
});
exitWithParent(async () => { s.close(); for (const p of pool) p.close(); });
s.listen(Number(arg("--port")), "127.0.0.1", () => reportReady({ port: Number(arg("--port")) }));
