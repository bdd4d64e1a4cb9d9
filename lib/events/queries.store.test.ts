// Which event of an issue is shown, and its neighbours, with and without a search.
import { beforeAll, describe, expect, it } from "vitest";
import { clickhouse } from "#lib/clickhouse.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import { eventFilter } from "#lib/events/event-filter.ts";
import { IssueScope } from "#lib/events/issue-scope.ts";
import { findEvent, type WhichEvent } from "#lib/events/queries.ts";
import { buildEvent } from "#server/testing/build-event.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const NOW = Date.now();
const idOf = (number: number) => String(number).padStart(32, "0");
const SCOPE = IssueScope.parse({ issueId: 1, projectId: 1, groupIds: [1n, 2n] });

// One to eight, a minute apart: even ones on staging, the last only counted, the fourth with a replay.
beforeAll(async () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
    toErrorRow(
      buildEvent({
        eventId: idOf(number),
        projectId: 1,
        timestamp: NOW - (10 - number) * 60_000,
        environment: number % 2 ? "production" : "staging",
        message: { formatted: `Attempt ${number} cost $1` },
        ...(number === 4 && { replayId: idOf(99) }),
      }),
      {
        groupId: BigInt(1 + (number % 3 === 0 ? 1 : 0)),
        title: "Attempt",
        culprit: "",
        retentionDays: 90,
        isWhole: number !== 8,
      },
    ),
  );
  await clickhouse().insert({ table: "errors", values, format: "JSONEachRow" });
});

/** What is shown: its number, those of its neighbours, and its place. */
async function shown(which: WhichEvent, query?: string) {
  const filter = query === undefined ? null : eventFilter(query, [{ projectId: 1, slug: "web" }]);
  const found = await findEvent(SCOPE, which, filter);
  if (!found) return null;
  const { event, previousId, nextId, position, total } = found;
  const number = (id: string | null) => id && Number(id);
  return [number(previousId), number(event.eventId), number(nextId), `${position} of ${total}`];
}

describe("findEvent", () => {
  it.each<[WhichEvent, string | undefined, unknown]>([
    ["oldest", undefined, [null, 1, 2, "1 of 7"]],
    ["latest", undefined, [6, 7, null, "7 of 7"]],
    ["recommended", undefined, [3, 4, 5, "4 of 7"]],
    ["latest", "", [6, 7, null, "7 of 7"]],
    ["oldest", "environment:staging", [null, 2, 4, "1 of 3"]],
    ["latest", "environment:staging", [4, 6, null, "3 of 3"]],
    ["recommended", "environment:staging", [2, 4, 6, "2 of 3"]],
    ["recommended", "environment:production", [5, 7, null, "4 of 4"]],
    ["latest", "environment:staging OR environment:production", [6, 7, null, "7 of 7"]],
    [idOf(4), "environment:staging", [2, 4, 6, "2 of 3"]],
    ["latest", '"cost $1" !environment:production', [4, 6, null, "3 of 3"]],
    ["latest", "environment:nowhere", null],
    ["recommended", `id:${idOf(8)}`, null],
  ])("%s of %j", async (which, query, expected) => {
    expect(await shown(which, query)).toEqual(expected);
  });

  it.each<[number, string, unknown]>([
    [5, "environment:staging", [4, 5, 6, "null of 3"]],
    [1, "environment:staging", [null, 1, 2, "null of 3"]],
    [7, "environment:staging", [6, 7, null, "null of 3"]],
    [7, "environment:nowhere", [null, 7, null, "null of 0"]],
  ])("shows event %i by its own id, though %s does not find it", async (number, query, expected) => {
    expect(await shown(idOf(number), query)).toEqual(expected);
  });

  it("counts what was not kept whole of all events, searched or not", async () => {
    const filter = eventFilter("environment:production", []);
    expect(await findEvent(SCOPE, "latest", filter)).toMatchObject({ countedOnly: 1 });
  });
});
