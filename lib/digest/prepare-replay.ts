// One segment of a session replay: a `replay_event` and its `replay_recording`, which come together.
import { refuse, type DigestContext, type Digester } from "#lib/digest/digester.ts";
import { inlineRecording, MisplacedSegment, prepareSegment } from "#lib/digest/replay-segment.ts";
import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import { InvalidEvent } from "#lib/events/invalid-event.ts";
import { InvalidRecording } from "#lib/replays/recording.ts";
import type { SegmentRecording } from "#lib/replays/segment-row.ts";

/** Counts a segment that is not to be stored, once for both of its items. @throws what is no fault of the sender. */
export function refuseSegment(context: DigestContext, into: Parameters<Digester>[2], error: unknown): void {
  const known = error instanceof InvalidEvent || error instanceof InvalidRecording;
  if (!known && !(error instanceof MisplacedSegment)) throw error;
  refuse(context, into, {
    category: "replay",
    outcome: "invalid",
    reason: known ? error.reason : "missing_segment_id",
  });
}

/** A large recording that the door has stored; its events are counted by nobody. */
function storedRecording({ blob }: EnvelopeItem): SegmentRecording | null {
  if (!blob) return null;
  const unknown = { eventCount: 0, firstEventAt: null, lastEventAt: null };
  return { key: blob.key, encoding: "recording", bytes: blob.bytes, ...unknown };
}

export const prepareReplay: Digester = (_item, context, into) => {
  const { items } = context.envelope;
  const [eventIndex, recordingIndex] = ["replay_event", "replay_recording"].map((type) =>
    items.findIndex(({ header }) => header.type === type),
  );
  const event = items[eventIndex ?? -1];
  const recording = items[recordingIndex ?? -1];
  if (!event || !recording) {
    const reason = event ? "missing_recording" : "missing_replay_event";
    return refuse(context, into, { category: "replay", outcome: "invalid", reason });
  }
  // The first of the two does the work of both.
  if (context.itemIndex !== Math.min(eventIndex ?? 0, recordingIndex ?? 0)) return;
  try {
    const stored = storedRecording(recording);
    const inline = stored ? null : inlineRecording(recording.payload, context);
    const known = stored ?? inline?.recording;
    if (known) into.items.push(prepareSegment(event.payload, known, inline ? [inline.blob] : [], context));
  } catch (error) {
    refuseSegment(context, into, error);
  }
};
