// Statements of the issue list are made of what people search for, and some of that takes Postgres minutes.
import pg from "pg";
import type { z } from "zod";
import { inTransaction, selectRows } from "#lib/db.ts";
import { tooMuch } from "#lib/search/too-much.ts";

const LONGEST_MS = 10_000;
const CANCELED = "57014";

/** Runs a statement on the server for so long and no longer. @throws SearchError when that is not enough. */
export async function askIssues<Row extends z.ZodType>(
  row: Row,
  statement: string,
  values: readonly unknown[],
  longestMs = LONGEST_MS,
): Promise<z.infer<Row>[]> {
  try {
    return await inTransaction(async (on) => {
      await on.query(`SET LOCAL statement_timeout = ${longestMs}`);
      return selectRows(on, row, statement, values);
    });
  } catch (error) {
    throw error instanceof pg.DatabaseError && error.code === CANCELED ? tooMuch() : error;
  }
}
