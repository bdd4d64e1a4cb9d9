import { describe, expect, it } from "vitest";
import { prepareEntries } from "#lib/digest/prepare-entry.ts";
import { serializeEnvelope } from "#lib/envelope/serialize.ts";
import { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import { defaultPolicy } from "#lib/projects/ingest-settings.ts";

const error = {
  platform: "python",
  exception: {
    values: [
      {
        type: "Declined",
        value: "card 12",
        stacktrace: {
          frames: [
            { module: "shop.web", function: "post", in_app: true },
            { module: "shop.retry", function: "run", in_app: true },
          ],
        },
      },
    ],
  },
};

function prepare(grouping: Partial<GroupingSettings>) {
  const payload = serializeEnvelope({
    header: { event_id: "a".repeat(32) },
    items: [{ header: { type: "event" }, payload: Buffer.from(JSON.stringify(error)) }],
  });
  const meta = { clientIp: null, userAgent: null, sdkClient: null };
  const row = { id: 9n, projectId: 1, keyId: 1, receivedAt: new Date("2026-11-20T13:30:00Z"), meta, payload };
  const policy = { ...defaultPolicy(1), grouping: { ...GroupingSettings.parse({}), ...grouping } };
  const { events, casualties } = prepareEntries([row], new Map([[1, policy]]));
  expect(casualties).toEqual([]);
  return events[0];
}
const inApp = (prepared: ReturnType<typeof prepare>) =>
  prepared?.event.exceptions[0]?.stacktrace?.frames.map((frame) => [frame.inApp, frame.sdkInApp]);

describe("a project's grouping rules", () => {
  it("mark frames, and leave what the SDK said of them", () => {
    expect(inApp(prepare({ stackTraceRules: "module:shop.retry -app" }))).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("give the fingerprint and the title", () => {
    const prepared = prepare({ fingerprintRules: 'type:Declined -> pay title="Declined in {{ module }}"' });
    expect(prepared?.grouping.variants[0]?.fingerprint).toEqual(["pay"]);
    expect(prepared?.description.title).toBe("Declined in shop.retry");
    expect(prepared?.description.metadata.type).toBe("Declined");
  });

  it("break nothing when they cannot be read", () => {
    const broken = '\u0000 -> \n[[[\nfunction:"\nmodule:shop.retry -app\n'.repeat(200);
    expect(inApp(prepare({ stackTraceRules: broken, fingerprintRules: broken }))?.[1]).toEqual([false, true]);
  });

  it("look old hashes up while the version before is young", () => {
    const now = Date.parse("2026-11-20T13:30:00Z");
    const change = (until: number) => prepare({ version: 2, previous: { version: 1, until } })?.grouping;
    // The stack gives the same hash in both.
    expect(change(now + 1)).toMatchObject({ version: 2, fallbackHashes: [] });
  });
});
