// Pairs of events as SDKs send them, for tests of what belongs together.
import { normalizeEvent } from "#lib/events/normalize.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { markAndGroup } from "#lib/issues/grouping/group-event.ts";
import { GroupingSettings, type GroupingVersion } from "#lib/issues/grouping/settings.ts";

/** An event as an SDK sends it. */
export type Wire = Record<string, unknown>;
export type WireFrame = Record<string, unknown>;
export type Pair = readonly [name: string, expected: "same" | "different", a: Wire, b: Wire];

/** Both versions there are. */
export const versions: readonly GroupingVersion[] = [1, 2];

/** An error with one exception. */
export function wireError(
  platform: string,
  [type, value]: readonly [type: string, value: string],
  frames?: readonly WireFrame[],
  mechanism?: Wire,
): Wire {
  const stacktrace = frames && { frames };
  return { platform, exception: { values: [{ type, value, stacktrace, mechanism }] } };
}

/** An error with its causes before it. */
export function wireChain(platform: string, ...events: readonly Wire[]): Wire {
  const values = events.flatMap(({ exception }) =>
    typeof exception === "object" &&
    exception !== null &&
    "values" in exception &&
    Array.isArray(exception.values)
      ? exception.values
      : [],
  );
  return { platform, exception: { values } };
}

/** The hashes of an event that went through what the digest does with it. */
export function hashesOf(wire: Wire, version: GroupingVersion): readonly string[] {
  const event = normalizeEvent(Buffer.from(JSON.stringify(wire)), {
    projectId: 1,
    eventId: "0123456789abcdef0123456789abcdef",
    receivedAt: 1_700_000_000_000,
    clientIp: null,
    userAgent: null,
    sdkClient: null,
  });
  return markAndGroup(event, compileGrouping(GroupingSettings.parse({ version }))).grouping.hashes;
}

/** What grouping says of a pair. */
export function compare(a: Wire, b: Wire, version: GroupingVersion): "same" | "different" {
  const hashes = new Set(hashesOf(a, version));
  return hashesOf(b, version).some((hash) => hashes.has(hash)) ? "same" : "different";
}
