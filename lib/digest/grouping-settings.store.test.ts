// What a project sets about grouping, from the settings to the issue that the next event joins.
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { previewGrouping } from "#lib/projects/preview-grouping.ts";
import { GroupingInput } from "#lib/projects/grouping-input.ts";
import {
  changeGroupingVersion,
  findIssueSettings,
  updateGroupingRules,
} from "#lib/projects/update-grouping.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { item, sendEnvelope } from "#server/testing/send-envelope.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
let lastId = 0;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

async function send(events: readonly { fn?: string; type?: string; value?: string; message?: string }[]) {
  for (const { fn = "loadOrder", type = "TypeError", value = "no such row", message } of events) {
    const event_id = (++lastId).toString(16).padStart(32, "d");
    const frames = [{ filename: "orders.js", module: "orders", function: fn, lineno: 3, in_app: true }];
    const what =
      message === undefined
        ? { exception: { values: [{ type, value, stacktrace: { frames } }] } }
        : { message };
    const event = { event_id, timestamp: Date.now() / 1000, platform: "node", transaction: "/pay", ...what };
    const answer = await sendEnvelope(cast, { event_id }, [item("event", event)]);
    expect(answer.status).toBe(200);
  }
  await drainJournal();
}

const issues = async () =>
  (await db().issue.findMany({ orderBy: { number: "asc" } })).map(
    ({ title, timesSeen }) => `${title} ×${timesSeen}`,
  );
const rules = (fingerprintRules: string, stackTraceRules = "") =>
  GroupingInput.parse({ fingerprintRules, stackTraceRules });

describe("fingerprint rules", () => {
  it("decide the issue of the next event, and what it is called", async () => {
    await updateGroupingRules(
      cast.web,
      rules('type:TypeError -> orders, {{ transaction }} title="Orders fail"'),
    );
    await send([{ fn: "loadOrder" }, { fn: "saveOrder" }, { type: "RangeError" }]);
    expect(await issues()).toEqual(["Orders fail ×2", "RangeError: no such row ×1"]);
  });

  it("are refused with the line and column of what is wrong", () => {
    const parsed = GroupingInput.safeParse({
      fingerprintRules: "type:A -> a\nnonsense:x -> b",
      stackTraceRules: "",
    });
    expect(parsed.error?.issues).toMatchObject([
      { path: ["fingerprintRules"], message: expect.stringContaining("Line 2, column 1") },
    ]);
  });

  it("are tried on stored events before they are saved", async () => {
    await send([{ fn: "loadOrder" }, { fn: "saveOrder" }, { fn: "saveOrder" }]);
    const preview = await previewGrouping(cast.web, rules("type:TypeError -> orders"));
    expect(preview).toMatchObject({
      tried: 3,
      groupsBefore: 2,
      groupsAfter: 1,
      newIssues: 1,
      matched: [{ line: 1, events: 3 }],
      changes: [{ kind: "joins", groups: 2, events: 3 }],
    });
  });
});

describe("stack-trace rules", () => {
  it("leave frames out of grouping", async () => {
    await updateGroupingRules(cast.web, rules("", "function:*Order -group"));
    await send([{ fn: "loadOrder" }, { fn: "saveOrder" }]);
    expect(await issues()).toEqual(["TypeError: no such row ×2"]);
  });
});

describe("a new version", () => {
  it("keeps known issues through the version before, and stores its own hashes", async () => {
    const message = 'request failed: {"id": 12345, "plan": "gold"}';
    await send([{ message }]);
    await changeGroupingVersion(cast.web, 2);
    expect((await findIssueSettings(cast.web)).grouping).toMatchObject({
      version: 2,
      previous: { version: 1 },
    });
    await send([{ message }, { message }]);
    expect(await issues()).toEqual([`${message} ×3`]);
    const hashes = await db().groupingHash.findMany({ orderBy: { id: "asc" } });
    expect(hashes.map(({ version, timesSeen }) => `${version}: ${timesSeen}`)).toEqual(["1: 1", "2: 2"]);
  });

  it("looks nothing up once the transition is over", async () => {
    const message = 'request failed: {"id": 12345, "plan": "gold"}';
    await send([{ message }]);
    await changeGroupingVersion(cast.web, 2, Date.now() - 91 * 86_400_000);
    await send([{ message }]);
    expect(await issues()).toEqual([`${message} ×1`, `${message} ×1`]);
  });
});
