import { beforeEach, expect, it } from "vitest";
import { findAllProjectAccess } from "#lib/accounts/access.ts";
import { readStats } from "#lib/api/stats.ts";
import { pool } from "#lib/db.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import { sumOutcomes } from "#lib/outcomes/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  const row = (
    category: string,
    outcome: "accepted" | "filtered" | "invalid",
    reason: string,
    hours = 0,
  ) => ({
    projectId: cast.web.projectId,
    receivedAt: NOON + hours * HOUR,
    category,
    outcome,
    reason,
    quantity: 2,
  });
  await addOutcomes(pool(), [
    row("error", "accepted", ""),
    row("error", "accepted", "", 1),
    row("error", "filtered", "localhost", 1),
    row("span", "invalid", "too_deep", 30),
    { ...row("error", "accepted", ""), projectId: cast.web.projectId + 1_000 },
  ]);
});

const projects = () => findAllProjectAccess(cast.alice.access);

it("sums by bucket and group, for the given projects only", async () => {
  const question = { from: NOON + 5, until: NOON + 2 * HOUR, bucketMs: HOUR, groupBy: ["outcome"] as const };
  const { start, groups } = await sumOutcomes(await projects(), question);
  expect(start).toBe(NOON);
  expect(groups).toEqual([
    { by: { outcome: "accepted" }, total: 4, values: [2, 2] },
    { by: { outcome: "filtered" }, total: 2, values: [0, 2] },
  ]);
  expect((await sumOutcomes([], question)).groups).toEqual([]);
});

it("answers stats_v2", async () => {
  const url = new URL(
    "http://d/?field=sum(quantity)&groupBy=category&groupBy=reason&interval=1d&category=span&category=error" +
      "&outcome=filtered&outcome=invalid&outcome=nonsense&start=2026-11-20&end=2026-11-22",
  );
  const body = await readStats(url, await projects());
  expect(body.intervals).toEqual(["2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"]);
  expect(body.groups).toEqual([
    {
      by: { category: "error", reason: "localhost" },
      totals: { "sum(quantity)": 2 },
      series: { "sum(quantity)": [2, 0] },
    },
    {
      by: { category: "span", reason: "too_deep" },
      totals: { "sum(quantity)": 2 },
      series: { "sum(quantity)": [0, 2] },
    },
  ]);
});

it.each([
  "field=count()",
  "field=sum(quantity)&groupBy=password",
  "field=sum(quantity)&interval=5m",
  "field=sum(quantity)&interval=1h&start=2000-01-01&end=2026-01-01",
])("refuses %s", async (query) => {
  await expect(readStats(new URL(`http://d/?${query}`), await projects())).rejects.toMatchObject({
    status: 400,
  });
});
