import { expect, it } from "vitest";
import { z } from "zod";
import { inTransaction, pool, selectRows } from "#lib/db.ts";
import { addOutcomes } from "#lib/outcomes/add-outcomes.ts";
import { countOutcome, flushOutcomes } from "#lib/outcomes/count-outcome.ts";
import type { OutcomeRow } from "#lib/outcomes/outcome.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
const NOON = Date.UTC(2026, 10, 20, 12);
const row = (more: Partial<OutcomeRow>): OutcomeRow => ({
  projectId: 1,
  receivedAt: NOON,
  category: "error",
  outcome: "accepted",
  reason: "",
  quantity: 1,
  ...more,
});
const stored = () =>
  selectRows(
    pool(),
    z
      .object({ hour: z.date(), outcome: z.string(), quantity: z.coerce.number() })
      .transform((one) => [one.hour.toISOString(), one.outcome, one.quantity]),
    "SELECT hour, outcome, quantity FROM outcome ORDER BY hour, outcome",
  );

it("adds up by the hour, within a statement and across them", async () => {
  const rows = [
    row({}),
    row({ receivedAt: NOON + 3_599_999 }),
    row({ receivedAt: NOON + 3_600_000 }),
    row({ outcome: "invalid" }),
  ];
  await addOutcomes(pool(), rows);
  await addOutcomes(pool(), [row({ quantity: 10 })]);
  await addOutcomes(pool(), []);
  expect(await stored()).toEqual([
    ["2026-11-20T12:00:00.000Z", "accepted", 12],
    ["2026-11-20T12:00:00.000Z", "invalid", 1],
    ["2026-11-20T13:00:00.000Z", "accepted", 1],
  ]);
  await stores.truncate();
});

it("stands or falls with the transaction", async () => {
  const failing = inTransaction(async (on) => {
    await addOutcomes(on, [row({})]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await stored()).toEqual([]);
});

it("counts in memory, and keeps the counts while they cannot be written", async () => {
  const outcome = {
    projectId: 1,
    category: "error",
    outcome: "invalid",
    reason: "too_large",
    quantity: 2,
  } as const;
  countOutcome(outcome);
  await pool().query("ALTER TABLE outcome RENAME TO outcome_away");
  await flushOutcomes();
  await pool().query("ALTER TABLE outcome_away RENAME TO outcome");
  countOutcome(outcome);
  await flushOutcomes();
  await flushOutcomes();
  expect((await stored()).map(([, kind, quantity]) => [kind, quantity])).toEqual([["invalid", 4]]);
});
