import { describe, expect, it } from "vitest";
import { splitStatements } from "#server/clickhouse/split-statements.ts";

describe("splitStatements", () => {
  it.each([
    ["one without an end", "SELECT 1", ["SELECT 1"]],
    ["two", "SELECT 1;\nSELECT 2;\n", ["SELECT 1", "SELECT 2"]],
    [
      "spaces and a comment after the end",
      "SELECT 1; -- done\nSELECT 2;  \n",
      ["SELECT 1", "-- done\nSELECT 2"],
    ],
    ["a semicolon inside a line", "SELECT 1; SELECT 2", ["SELECT 1; SELECT 2"]],
    [
      "quotes",
      "SELECT 'a;\n', \"b;\n\", `c;\n`;\nSELECT 'it''s;\n\\';\n'",
      ["SELECT 'a;\n', \"b;\n\", `c;\n`", "SELECT 'it''s;\n\\';\n'"],
    ],
    ["comments", "-- it's;\nSELECT 1 /* no;\n */;\n-- the end;\n", ["-- it's;\nSELECT 1 /* no;\n */"]],
    ["nothing", " ;\n-- only words\n", []],
  ])("%s", (_name, sql, statements) => {
    expect(splitStatements(sql)).toEqual(statements);
  });
});
