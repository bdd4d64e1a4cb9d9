// A `sessions` item: how many sessions of a minute ended in each way.
import { isObject, type JsonObject } from "#lib/events/bound-json.ts";
import { readCount } from "#lib/events/read-field.ts";
import { Remarks } from "#lib/events/remarks.ts";
import type { SessionUpdate } from "#lib/sessions/session-row.ts";
import {
  hashDistinctId,
  type InvalidSession,
  NIL_UUID,
  readAttributes,
  readStarted,
  type SessionAttributes,
  type SessionSource,
} from "#lib/sessions/session-source.ts";

const MAX_BUCKETS = 100;
/** Of one status within one minute. */
const MAX_QUANTITY = 1_000_000;
const COUNTED = ["exited", "errored", "crashed", "abnormal", "unhandled"] as const;

export type ReadAggregates = {
  attributes: SessionAttributes;
  /** A row for each status that a bucket counts. */
  updates: SessionUpdate[];
  /** Buckets that hold something. */
  taken: number;
  /** Why the other buckets were not taken. */
  refused: (InvalidSession | "too_many_buckets")[];
};

function updatesOf(bucket: JsonObject, started: number, source: SessionSource): SessionUpdate[] {
  const wire = { fields: bucket, path: "", remarks: new Remarks() };
  const distinctId = hashDistinctId(bucket["did"], source.projectId);
  return COUNTED.flatMap((status) => {
    const quantity = Math.min(readCount(wire, status) ?? 0, MAX_QUANTITY);
    if (quantity === 0) return [];
    return {
      started,
      timestamp: source.receivedAt,
      sessionId: NIL_UUID,
      distinctId,
      sequence: 0,
      init: true,
      status,
      errors: 0,
      quantity,
      durationMs: null,
      abnormalMechanism: "",
      browserName: "",
      osName: "",
    };
  });
}

/** @returns what the item counts, or why none of it can be taken. */
export function readAggregates(fields: JsonObject, source: SessionSource): ReadAggregates | InvalidSession {
  const attributes = readAttributes(fields);
  if (typeof attributes === "string") return attributes;
  const told = fields["aggregates"];
  if (!Array.isArray(told) || told.length === 0) return "invalid_aggregate";
  const buckets: unknown[] = told;

  const read: ReadAggregates = { attributes, updates: [], taken: 0, refused: [] };
  for (const bucket of buckets.slice(0, MAX_BUCKETS)) {
    const started = isObject(bucket) ? readStarted(bucket, source) : "invalid_aggregate";
    const updates = isObject(bucket) && typeof started === "number" ? updatesOf(bucket, started, source) : [];
    if (updates.length === 0) read.refused.push(typeof started === "string" ? started : "invalid_aggregate");
    else read.taken++;
    read.updates.push(...updates);
  }
  for (let over = MAX_BUCKETS; over < buckets.length; over++) read.refused.push("too_many_buckets");
  return read;
}
