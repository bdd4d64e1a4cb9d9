import { describe, expect, it } from "vitest";
import { readStatement } from "#server/clickhouse/statement.ts";

const read = (query: string, body = "") => readStatement(query, Buffer.from(body));

describe("readStatement", () => {
  it.each([
    ["INSERT INTO t FORMAT JSONEachRow", '{"a":1}', ["t", "", "", "JSONEachRow", '{"a":1}']],
    ["", 'INSERT INTO t FORMAT JSONEachRow\n{"a":1}', ["t", "", "", "JSONEachRow", '{"a":1}']],
    ["insert into d.`t` (a, `b`) format CSV ", "1,2", ["d.`t`", "(a, `b`)", "", "CSV", "1,2"]],
    [
      "INSERT INTO t (* EXCEPT(a)) SETTINGS x=1 FORMAT TSV",
      "1",
      ["t", "(* EXCEPT(a))", "SETTINGS x=1 ", "TSV", "1"],
    ],
    ["-- why\nINSERT INTO TABLE t FORMAT Native\n", "\nA", ["t", "", "", "Native", "\nA"]],
    ["INSERT INTO t FORMAT TSV é", "", ["t", "", "", "TSV", "é"]],
  ])("insert %j %j", (query, body, expected) => {
    const found = read(query, body);
    if (found.kind !== "insert") throw new Error("not an insert");
    const { table, columns, settings, format, data } = found;
    expect([table, columns, settings, format, data.toString()]).toEqual(expected);
  });

  it.each([
    ["SELECT 1", "", "SELECT 1", undefined, true],
    ["", "SELECT 1 FORMAT JSON;", "SELECT 1 FORMAT JSON;", "JSON", true],
    [
      "WITH 1 AS x SELECT x format CSV SETTINGS a=1",
      "",
      "WITH 1 AS x SELECT x format CSV SETTINGS a=1",
      "CSV",
      true,
    ],
    ["/* a */ (SELECT 1)", "", "/* a */ (SELECT 1)", undefined, true],
    ["INSERT INTO t", "SELECT 1", "INSERT INTO t\nSELECT 1", undefined, false],
    ["INSERT INTO t (a) VALUES", "(1)", "INSERT INTO t (a) VALUES\n(1)", undefined, false],
    [
      "CREATE TABLE t (a Int8) ENGINE = Memory",
      "",
      "CREATE TABLE t (a Int8) ENGINE = Memory",
      undefined,
      false,
    ],
  ])("query %j %j", (query, body, sql, format, readable) => {
    expect(read(query, body)).toEqual({ kind: "query", sql, format, readable });
  });

  it("refuses nothing at all", () => {
    expect(() => read(" ", "\n")).toThrow("Code: 36.");
  });
});
