// What both forms of a replay's segment have in common, once their parts are at hand.
import { blobKey } from "#lib/blobs.ts";
import type { DigestContext } from "#lib/digest/digester.ts";
import type { NewBlob, PreparedItem } from "#lib/digest/prepared.ts";
import { readEventTime } from "#lib/events/clock.ts";
import { readId } from "#lib/events/event-id.ts";
import { normalizeEvent } from "#lib/events/normalize.ts";
import { parseEventJson } from "#lib/events/parse-json.ts";
import { Remarks } from "#lib/events/remarks.ts";
import { openRecording, parseRecording, splitRecording } from "#lib/replays/recording.ts";
import { readSegmentId, segmentClaim, segmentRow, type SegmentRecording } from "#lib/replays/segment-row.ts";
import { scrubberOf } from "#lib/scrubbing/scrubber.ts";

/** A segment whose event names no place in a replay. */
export class MisplacedSegment extends Error {
  override name = "MisplacedSegment";
}

/** Reads a recording that is at hand. @throws InvalidRecording */
export function inlineRecording(
  payload: Uint8Array,
  { entry, itemIndex, policy }: DigestContext,
): { recording: SegmentRecording; blob: NewBlob } {
  const { body } = splitRecording(payload);
  const { json, stored } = openRecording(body);
  const events = parseRecording(json);
  const key = blobKey(policy, entry.receivedAt, `${entry.id}:${itemIndex}`);
  const recording: SegmentRecording = {
    key,
    encoding: "deflate",
    bytes: stored.byteLength,
    eventCount: events.length,
    firstEventAt: events[0]?.timestamp ?? null,
    lastEventAt: events.at(-1)?.timestamp ?? null,
  };
  return { recording, blob: { key, bytes: stored } };
}

/**
 * One segment, ready to be stored.
 * @throws InvalidEvent for an event that cannot be read, MisplacedSegment for one that says not where it belongs.
 */
export function prepareSegment(
  replayEvent: Uint8Array,
  recording: SegmentRecording,
  blobs: readonly NewBlob[],
  { entry, envelope, itemIndex, policy }: DigestContext,
): PreparedItem {
  const fields = parseEventJson(replayEvent);
  const replayId = readId(fields["replay_id"]) ?? envelope.header.event_id;
  const segmentId = readSegmentId(fields["segment_id"]);
  if (replayId === undefined || segmentId === null) throw new MisplacedSegment();
  const receivedAt = entry.receivedAt.getTime();
  const source = { sentAt: envelope.header.sent_at, receivedAt };
  const { shift } = readEventTime({ fields, path: "", remarks: new Remarks() }, source);
  const scrubber = scrubberOf(policy);
  const event = scrubber.event(
    normalizeEvent(replayEvent, {
      ...source,
      ...entry.meta,
      projectId: entry.projectId,
      eventId: replayId,
      envelopeTrace: envelope.header.trace,
    }),
  );
  const values = segmentRow(fields, event, { replayId, segmentId, shift }, recording, scrubber.text);
  return {
    journalId: entry.id,
    projectId: entry.projectId,
    itemIndex,
    receivedAt,
    timestamp: event.timestamp,
    counts: [{ category: "replay", quantity: 1 }],
    claim: { kind: "replay_segment", id: segmentClaim(replayId, segmentId) },
    rows: [{ table: "replay_segments", position: 0, values }],
    blobs,
    ...(event.release !== undefined && { release: event.release }),
    ...(event.environment !== undefined && { environment: event.environment }),
  };
}
