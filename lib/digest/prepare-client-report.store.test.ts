import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { sendItems } from "#server/testing/send-items.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ category: "asc" }, { reason: "asc" }] })).map(
    ({ projectId, category, outcome, reason, quantity }) =>
      `${projectId} ${outcome} ${category} ${reason} ${quantity}`,
  );

describe("a client report", () => {
  it("is counted within the hour of its receipt, and not itself", async () => {
    const report = {
      timestamp: Date.now() / 1000 + 86_400,
      discarded_events: [
        { reason: "before_send", category: "error", quantity: 3 },
        { reason: "ratelimit_backoff", category: "replay", quantity: 2 },
      ],
    };
    const started = Date.now();
    expect(await sendItems(cast, [[{ type: "client_report" }, report]])).toBe(200);
    expect(await sendItems(cast, [[{ type: "client_report" }, report]])).toBe(200);
    await drainJournal();
    const project = cast.web.projectId;
    expect(await outcomes()).toEqual([
      `${project} client_discard error before_send 6`,
      `${project} client_discard replay ratelimit_backoff 4`,
    ]);
    for (const { hour } of await db().outcome.findMany()) {
      expect(hour.getTime()).toBeGreaterThan(started - 3_600_000);
      expect(hour.getTime()).toBeLessThanOrEqual(Date.now());
    }
  });

  it("that cannot be read is invalid and harms nothing", async () => {
    await sendItems(cast, [
      [{ type: "client_report" }, "[]"],
      [
        { type: "client_report" },
        { discarded_events: [{ reason: "ignored", category: "error", quantity: 1 }] },
      ],
    ]);
    await drainJournal();
    const project = cast.web.projectId;
    expect(await outcomes()).toEqual([
      `${project} client_discard error ignored 1`,
      `${project} invalid internal not_an_object 1`,
    ]);
    expect(await db().deadLetter.count()).toBe(0);
  });
});
