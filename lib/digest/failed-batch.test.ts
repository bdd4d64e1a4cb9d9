import { ClickHouseError } from "@clickhouse/client";
import pg from "pg";
import { expect, it } from "vitest";
import { isDataAtFault } from "#lib/digest/failed-batch.ts";

const byClickHouse = (code: string) => new ClickHouseError({ code, message: "no" });
function byPostgres(code: string) {
  const error = new pg.DatabaseError("no", 2, "error");
  error.code = code;
  return error;
}

it.each<[string, unknown, boolean]>([
  ["half a character", byClickHouse("25"), true],
  ["no UUID", byClickHouse("376"), true],
  ["a number that is too large", byClickHouse("407"), true],
  ["too little memory", byClickHouse("241"), false],
  ["too many parts", byClickHouse("252"), false],
  ["a full disk", byClickHouse("243"), false],
  ["NUL in a text", byPostgres("22021"), true],
  ["a name that is too long for its index", byPostgres("54000"), true],
  ["a deadlock", byPostgres("40P01"), false],
  ["a server that stops", byPostgres("57P01"), false],
  ["code of ours that breaks", new TypeError("no"), true],
  ["a connection that breaks", new Error("read ECONNRESET"), false],
])("knows whether %s is the data's fault", (_, error, expected) => {
  expect(isDataAtFault(error)).toBe(expected);
});
