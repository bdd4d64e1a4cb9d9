import { minidumpEvent } from "#lib/ingest/minidump-event.ts";
const one = Buffer.from([0xdd, 0x01, 0xc9, 0xc3, 0x80]);
const payload = Buffer.concat(Array.from({ length: Number(process.argv[2]) }, () => one));
const t = performance.now();
try {
  minidumpEvent({ fields: [], files: [{ field: "__sentry-event", name: "e", contentType: "x", payload, head: payload }] }, Buffer.alloc(32));
} catch (e) { console.log(String(e)); }
console.log(payload.length, (performance.now() - t).toFixed(0), (process.memoryUsage().rss / 1e6).toFixed(0));
