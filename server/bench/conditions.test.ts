import { expect, it } from "vitest";
import { measureConditions } from "#server/bench/conditions.ts";
import { seededRandom } from "#server/testing/seeded-random.ts";

it("recovers planted conditions in 95 of 100 trials, and finds nothing in random events", () => {
  const { trials, recoveredPairs, recoveredTriples, falseFindings } = measureConditions(
    seededRandom(2_026),
    200,
  );
  expect(trials).toBe(200);
  expect(recoveredPairs).toBeGreaterThanOrEqual(190);
  expect(recoveredTriples).toBeGreaterThanOrEqual(190);
  expect(falseFindings).toBe(0);
}, 60_000);
