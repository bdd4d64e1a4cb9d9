// In: a native crash, as Crashpad and Breakpad upload it. Out: 200 with the event's id, once event and dump are
// in the journal.
import { randomUUID } from "node:crypto";
import { EventId } from "#lib/envelope/envelope.ts";
import { RequestError } from "#lib/errors.ts";
import { toUuid } from "#lib/events/event-id.ts";
import { admitRegardless, type Admitted } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { decompress } from "#lib/ingest/decompress.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { BREADCRUMB_FILES, EVENT_FILE, minidumpEvent } from "#lib/ingest/minidump-event.ts";
import { bodyChunks, mediaType } from "#lib/ingest/read-body.ts";
import { attachmentItem, MAX_UPLOAD_BYTES, readMultipart, type Form } from "#lib/ingest/read-multipart.ts";
import type { Spills } from "#lib/ingest/spill.ts";
import { storeFile, withSpills } from "#lib/ingest/store-file.ts";
import { submit } from "#lib/ingest/submit.ts";

const DUMP = "upload_file_minidump";
const RAW_TYPES = new Set(["application/octet-stream", "application/x-dmp"]);
const OWN_FILES = new Set([EVENT_FILE, ...BREADCRUMB_FILES]);
const MAX_OWN_FILE_BYTES = 1024 * 1024;
const DUMP_MAGICS = new Set(["MDMP", "PMDM"]);

/** The encoding that a file's first bytes show. */
function encodingOf([first, second, third, fourth]: Uint8Array): string | null {
  if (first === 0x1f && second === 0x8b) return "gzip";
  return first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd ? "zstd" : null;
}

/** The dump's bytes; some handlers compress it before they upload it. */
async function* unpackDump(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = Buffer.alloc(0);
  let ended = false;
  while (start.byteLength < 4 && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else start = Buffer.concat([start, next.value]);
  }
  async function* rejoined() {
    try {
      yield start;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  yield* decompress(rejoined(), encodingOf(start));
}

async function readForm(request: IngestRequest, spills: Spills): Promise<Form> {
  if (!RAW_TYPES.has(mediaType(request)))
    return readMultipart(request, spills, {
      keepUpTo: (field) => (OWN_FILES.has(field) ? MAX_OWN_FILE_BYTES : undefined),
      unpack: (field, chunks) => (field === DUMP ? unpackDump(chunks) : chunks),
    });
  const chunks = unpackDump(bodyChunks(request, MAX_UPLOAD_BYTES));
  const file = await storeFile(chunks, spills, { maxBytes: MAX_UPLOAD_BYTES });
  await spills.finished();
  const contentType = "application/x-dmp";
  return { fields: [], files: [{ ...file, field: DUMP, name: "minidump.dmp", contentType }] };
}

function dumpOf({ files }: Form) {
  const dump = files.find(({ field }) => field === DUMP);
  if (!dump) throw new RequestError(400, "missing minidump", { causes: [`there is no file ${DUMP}`] });
  const magic = Buffer.from(dump.head.subarray(0, 4)).toString("latin1");
  if (!DUMP_MAGICS.has(magic)) throw new RequestError(400, "invalid minidump");
  return { ...dump, name: dump.name.replace(/\.(?:gz|zst)$/i, "") || "minidump.dmp" };
}

/** @returns the event's id. */
async function receiveDump(request: IngestRequest, { key, sdkClient }: Admitted): Promise<string> {
  const receivedAt = new Date();
  const { form, dump } = await withSpills(key, async (spills) => {
    const read = await readForm(request, spills);
    return { form: read, dump: dumpOf(read) };
  });
  const event = minidumpEvent(form, dump.head);
  const id = EventId.safeParse(event.event_id);
  const eventId = id.success ? id.data : randomUUID().replaceAll("-", "");
  const others = form.files.filter(({ field }) => field !== DUMP && !OWN_FILES.has(field));
  const items = [
    jsonItem("event", { ...event, event_id: eventId }),
    attachmentItem(dump, "event.minidump"),
    ...others.map((file) => attachmentItem(file)),
  ];
  await submit({ header: { event_id: eventId }, items }, { key, request, receivedAt, sdkClient });
  return eventId;
}

/** Serves `POST /api/{project}/minidump/`. Never 429: crash handlers would send the same dump again. */
export const acceptMinidump = ingestEndpoint({
  POST: async (request) => {
    const admitted = await admitRegardless(request);
    const receive = () => receiveDump(request, admitted);
    const eventId = await countingRefusals(admitted.key.projectId, "error", receive);
    return { headers: { "content-type": "text/plain" }, body: toUuid(eventId) };
  },
});
