// What every bad input must leave unharmed.
import { expect } from "vitest";
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import type { Door, RawAnswer } from "#server/testing/door.ts";

const MIB = 1024 * 1024;
const MAX_GROWTH = 64 * MIB;
const MAX_STALL_MS = 50;
const TRIES = 3;

/** Even a machine that is busy with something else answers by then. */
const MAX_MS = 5_000;

/**
 * Sends it, and demands the status, a JSON error body, a process that lives, memory within 64 MiB and no stall of
 * 50 ms. A full garbage collection may fall into a try: the least of three counts.
 * @param withinMs of processor time, so that a busy machine changes nothing; the answer itself comes within 5 s.
 * @returns the last answer.
 */
export async function expectHarmless(
  door: Door,
  send: () => Promise<RawAnswer>,
  status: number,
  withinMs = Infinity,
): Promise<RawAnswer> {
  let least = Infinity;
  let cheapest = Infinity;
  let answer: RawAnswer | undefined;
  for (let tries = 0; tries < TRIES && (least >= MAX_STALL_MS || cheapest >= withinMs); tries++) {
    const { result, grownBytes, stallMs, cpuMs } = await door.measure(send);
    expect(door.isAlive()).toBe(true);
    expect(result.status, result.body).toBe(status);
    expect(grownBytes).toBeLessThan(MAX_GROWTH);
    expect(result.ms).toBeLessThan(MAX_MS);
    least = Math.min(least, stallMs);
    cheapest = Math.min(cheapest, cpuMs);
    answer = result;
  }
  expect(least, "milliseconds without an answer").toBeLessThan(MAX_STALL_MS);
  expect(cheapest, "milliseconds of processor time").toBeLessThan(withinMs);
  if (!answer) throw new Error("Nothing was sent");
  // What is refused before any handler, by Node itself, has no body.
  if (status >= 400 && answer.body !== "")
    expect(JSON.parse(answer.body)).toMatchObject({ detail: expect.any(String) });
  return answer;
}

const Fate = z.object({ project: z.number(), fate: z.string() });

/** Every fate that was counted, such as "invalid error too_large", of the given project; and that no other has any. */
export async function fatesOf(project: number): Promise<string[]> {
  const rows = await selectRows(
    pool(),
    Fate,
    `SELECT DISTINCT project_id AS project, trim(outcome || ' ' || category || ' ' || reason) AS fate
     FROM outcome ORDER BY fate`,
  );
  expect(rows.filter((row) => row.project !== project)).toEqual([]);
  return rows.map((row) => row.fate);
}
