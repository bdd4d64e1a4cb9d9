// The recorded events of a replay, from the blob store.
import { readBlob } from "#lib/blobs.ts";
import { log } from "#lib/log.ts";
import type { ReplaySegment } from "#lib/replays/queries.ts";
import {
  InvalidRecording,
  parseRecording,
  splitRecording,
  unpackRecording,
  type RecordingEvent,
} from "#lib/replays/recording.ts";

const MAX_BLOB_BYTES = 100 * 1024 * 1024;

/** The events of one segment in order; null when they are gone or cannot be read, as a gap. */
export async function readSegment(segment: ReplaySegment): Promise<RecordingEvent[] | null> {
  const blob = await readBlob(segment.blobKey, MAX_BLOB_BYTES);
  if (!blob) return null;
  try {
    const body = segment.blobEncoding === "recording" ? splitRecording(blob).body : blob;
    return parseRecording(await unpackRecording(body));
  } catch (error) {
    if (!(error instanceof InvalidRecording)) throw error;
    log.warn("A segment of a replay cannot be read", { key: segment.blobKey, reason: error.reason });
    return null;
  }
}

/** The segments of `findReplay` one after the other, so that one is in memory at a time; what is gone is left out. */
export async function* readRecording(
  segments: readonly ReplaySegment[],
): AsyncGenerator<{ segmentId: number; events: RecordingEvent[] }> {
  for (const segment of segments) {
    const events = await readSegment(segment);
    if (events) yield { segmentId: segment.segmentId, events };
  }
}
