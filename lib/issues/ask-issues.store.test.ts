import { expect, it } from "vitest";
import { z } from "zod";
import { pool } from "#lib/db.ts";
import { askIssues } from "#lib/issues/ask-issues.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const Row = z.object({ answer: z.number() });
const SLOW = "SELECT 1 AS answer FROM (SELECT pg_sleep(30)) AS slow";

it("ends a search that takes too long, on the server too", async () => {
  await expect(askIssues(Row, SLOW, [], 50)).rejects.toMatchObject({ name: "SearchError", status: 400 });
  const { rows } = await pool().query(
    "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()",
  );
  expect(rows).toEqual([]);
});

it("answers the others, and leaves the connection as it was", async () => {
  expect(await askIssues(Row, "SELECT $1::int AS answer", [7])).toEqual([{ answer: 7 }]);
  await expect(askIssues(Row, "SELECT 1 / 0 AS answer", [])).rejects.toThrow("division by zero");
  const { rows } = await pool().query("SHOW statement_timeout");
  expect(rows).toEqual([{ statement_timeout: "0" }]);
});
