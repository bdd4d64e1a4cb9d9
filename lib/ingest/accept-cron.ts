// In: a scheduled job that says how it is doing. Out: 202, once its check-in is in the journal.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { EventId } from "#lib/envelope/envelope.ts";
import { itemType } from "#lib/envelope/item-types.ts";
import { RequestError } from "#lib/errors.ts";
import { boundObject, isObject } from "#lib/events/bound-json.ts";
import { admitPathKey, admitRegardless } from "#lib/ingest/authenticate.ts";
import { countingRefusals } from "#lib/ingest/count-refusal.ts";
import { ingestEndpoint, type Reply } from "#lib/ingest/endpoint.ts";
import type { IngestRequest } from "#lib/ingest/http.ts";
import { jsonItem } from "#lib/ingest/json-item.ts";
import { mediaType, readJsonBody } from "#lib/ingest/read-body.ts";
import { submit } from "#lib/ingest/submit.ts";

const MAX_BYTES = itemType("check_in").maxBytes;
const BOUNDS = { depth: 8, chars: 32_768 };
/** Means the check-in of this monitor that is in progress. */
const LATEST = "0".repeat(32);

const absent = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const CheckIn = z.object({
  status: z.enum(["in_progress", "ok", "error"], "must be in_progress, ok or error"),
  check_in_id: absent(EventId),
  /** Seconds. */
  duration: absent(z.coerce.number().min(0).max(1e9)),
  environment: absent(z.string().max(64)),
  release: absent(z.string().max(200)),
  contexts: z.unknown().optional(),
  monitor_config: z.unknown().optional(),
});

function readSlug(encoded: string): string {
  let slug = "";
  try {
    slug = decodeURIComponent(encoded);
  } catch {
    // Refused below, like any other that is none.
  }
  if (/^[\w.-]{1,50}$/.test(slug)) return slug;
  throw new RequestError(400, "invalid check-in", {
    causes: ["the monitor's slug must be 1 to 50 letters, digits, _, - or ."],
  });
}

async function bodyFields(request: IngestRequest): Promise<object> {
  if (request.method !== "POST" || mediaType(request) !== "application/json") return {};
  const body = await readJsonBody(request, MAX_BYTES);
  if (!isObject(body)) throw new RequestError(400, "invalid check-in", { causes: ["not a JSON object"] });
  return boundObject(body, BOUNDS).value;
}

async function readCheckIn(request: IngestRequest, slug: string) {
  const parsed = CheckIn.safeParse({ ...Object.fromEntries(request.query), ...(await bodyFields(request)) });
  if (!parsed.success)
    throw new RequestError(400, "invalid check-in", {
      causes: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`),
    });
  const { check_in_id: id, ...told } = parsed.data;
  // Without an id, a start is a new run, and an end belongs to the run that is in progress.
  const ownId = id ?? (told.status === "in_progress" ? randomUUID().replaceAll("-", "") : LATEST);
  return { ...told, check_in_id: ownId, monitor_slug: slug };
}

async function receiveCheckIn(request: IngestRequest): Promise<Reply> {
  const receivedAt = new Date();
  const [, slug = "", publicKey] = /\/cron\/([^/]+)(?:\/([^/]+))?\/?$/.exec(request.path) ?? [];
  const { key, sdkClient } = await (publicKey === undefined
    ? admitRegardless(request)
    : admitPathKey(request, publicKey));
  return countingRefusals(key.projectId, "monitor", async () => {
    const checkIn = await readCheckIn(request, readSlug(slug));
    const envelope = { header: {}, items: [jsonItem("check_in", checkIn)] };
    // Also when quotas refuse it: a job must not fail because of us.
    await submit(envelope, { key, request, receivedAt, sdkClient });
    return { status: 202, body: checkIn.check_in_id === LATEST ? {} : { id: checkIn.check_in_id } };
  });
}

/** Serves GET and POST of `/api/{project}/cron/{slug}/` and `/api/{project}/cron/{slug}/{key}/`. */
export const acceptCron = ingestEndpoint({ GET: receiveCheckIn, POST: receiveCheckIn });
