// One segment of a phone's replay: a MessagePack map of the event, the recording (touches, sizes) and an mp4.
import { decode } from "@msgpack/msgpack";
import { blobKey } from "#lib/blobs.ts";
import { refuse, type Digester } from "#lib/digest/digester.ts";
import { wholeValues } from "#lib/envelope/message-pack.ts";
import { refuseSegment } from "#lib/digest/prepare-replay.ts";
import { inlineRecording, prepareSegment } from "#lib/digest/replay-segment.ts";

const MIB = 1024 * 1024;
// A map of three byte strings, and nothing that takes much to build.
const LIMITS = {
  maxStrLength: MIB,
  maxBinLength: 10 * MIB,
  maxArrayLength: 16,
  maxMapLength: 16,
  maxExtLength: 0,
};
const MAX_DEPTH = 4;
const PARTS = ["replay_event", "replay_recording", "replay_video"];

function readParts(payload: Uint8Array): Uint8Array[] | null {
  try {
    const map = decode(wholeValues(payload, MAX_DEPTH), LIMITS);
    if (typeof map !== "object" || map === null) return null;
    const found = new Map<string, unknown>(Object.entries(map));
    return PARTS.flatMap((name) => {
      const part = found.get(name);
      if (typeof part === "string") return [new TextEncoder().encode(part)];
      return part instanceof Uint8Array ? [part] : [];
    });
  } catch {
    return null;
  }
}

export const prepareReplayVideo: Digester = (item, context, into) => {
  const { entry, itemIndex, policy } = context;
  const [event, recording, video, ...more] = readParts(item.payload) ?? [];
  if (!event || !recording || !video || more.length > 0)
    return refuse(context, into, { category: "replay", outcome: "invalid", reason: "invalid_replay_video" });
  try {
    const inline = inlineRecording(recording, context);
    const key = blobKey(policy, entry.receivedAt, `${entry.id}:${itemIndex}:video`);
    const known = { ...inline.recording, video: { key, bytes: video.byteLength } };
    into.items.push(prepareSegment(event, known, [inline.blob, { key, bytes: video }], context));
  } catch (error) {
    refuseSegment(context, into, error);
  }
};
