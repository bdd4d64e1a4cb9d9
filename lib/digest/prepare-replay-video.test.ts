import { encode } from "@msgpack/msgpack";
import { expect, it } from "vitest";
import { prepareReplayVideo } from "#lib/digest/prepare-replay-video.ts";
import type { Prepared } from "#lib/digest/prepared.ts";
import { defaultPolicy } from "#lib/projects/ingest-settings.ts";

function fatesOf(payload: Uint8Array) {
  const into: Prepared = { events: [], items: [], outcomes: [], casualties: [] };
  const item = { header: { type: "replay_video" }, payload };
  const meta = { clientIp: null, userAgent: null, sdkClient: null };
  const entry = { id: 9n, projectId: 1, keyId: 1, receivedAt: new Date(), meta, payload: new Uint8Array() };
  const envelope = { header: { event_id: "a".repeat(32) }, items: [item] };
  prepareReplayVideo(item, { entry, envelope, itemIndex: 0, policy: defaultPolicy(1) }, into);
  return into.outcomes.map(({ reason }) => reason);
}

it.each([
  ["lists in lists without end", Buffer.alloc(10 * 1024 * 1024, 0x9f)],
  [
    "lists of one, ten million deep",
    Buffer.concat([Buffer.alloc(10 * 1024 * 1024 - 1, 0x91), Buffer.from([0])]),
  ],
  ["deep lists in a part", encode({ replay_event: [[[[[1]]]]], replay_recording: "", replay_video: "" })],
  ["two parts", encode({ replay_event: "{}", replay_recording: "" })],
])("is invalid, and takes little memory: %s", (_name, payload) => {
  const before = process.memoryUsage().rss;
  expect(fatesOf(payload)).toEqual(["invalid_replay_video"]);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});
