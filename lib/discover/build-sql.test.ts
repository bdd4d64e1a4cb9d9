import { describe, expect, it } from "vitest";
import { buildStatement } from "#lib/discover/build-sql.ts";
import type { DiscoverQuestion } from "#lib/discover/schema.ts";
import { RequestError } from "#lib/errors.ts";

const build = (parts: Partial<DiscoverQuestion>) =>
  buildStatement(
    {
      dataset: "logs",
      fields: ["message"],
      query: "",
      sorts: [],
      environments: [],
      range: { from: 1_000, until: 2_000 },
      offset: 0,
      limit: 10,
      ...parts,
    },
    [{ projectId: 7, slug: "web" }],
  );

describe("buildStatement", () => {
  it("always restricts projects, time, rows and effort", () => {
    const { sql, parameters } = build({});
    expect(sql).toBe(
      [
        "SELECT body AS f0",
        "FROM logs WHERE project_id IN {p0:Array(UInt32)} AND timestamp >= fromUnixTimestamp64Milli({p1:Int64}) AND timestamp < fromUnixTimestamp64Milli({p2:Int64})",
        "ORDER BY timestamp DESC, sequence DESC, log_id DESC",
        "LIMIT {p3:UInt32} OFFSET {p4:UInt32}",
        "SETTINGS max_execution_time = 10, max_memory_usage = 400000000, max_block_size = 16384",
      ].join("\n"),
    );
    expect(parameters).toEqual({ p0: [7], p1: 1_000, p2: 2_000, p3: 11, p4: 0 });
  });

  it("keeps an OR of the search behind those restrictions", () => {
    const { sql } = build({ query: "severity:error OR severity:warn" });
    expect(sql).toMatch(
      /project_id IN \{p0:Array\(UInt32\)\} AND .* AND \(\(\(level = \{\w+:String\}\)\) OR \(\(level = \{\w+:String\}\)\)\)\n/,
    );
  });

  it("groups by what is no function, most first", () => {
    const { sql } = build({ fields: ["severity", "count()"], query: "count():>5 severity:error" });
    expect(sql).toContain("SELECT level AS f0, count() AS f1");
    expect(sql).toContain("GROUP BY f0\nHAVING (count() > {");
    expect(sql).toContain("ORDER BY f1 DESC NULLS LAST, f0");
  });

  it.each([
    ["-count()", "f1 DESC"],
    ["-count", "f1 DESC"],
    ["severity", "f0 ASC"],
    ["-max_timestamp", null],
    ["-max(timestamp)", "max(timestamp) DESC"],
    ["trace", null],
  ])("sorts groups by %j", (sort, order) => {
    const sorted = () => build({ fields: ["severity", "count()"], sorts: [sort] }).sql;
    if (order === null) expect(sorted).toThrow(RequestError);
    else expect(sorted()).toContain(`ORDER BY ${order} NULLS LAST`);
  });

  const HOSTILE = ["'; DROP TABLE logs; --", "x') OR 1=1 --", "{p0:String}", "a\\", "`x`", "/* x */", "\n;"];

  it.each(HOSTILE)("puts nothing of %j into its text", (value) => {
    const clean = build({
      fields: ["tags[k]", "count()"],
      query: 'severity:"v" "t" tags[k]:"v*" message:["v"]',
      environments: ["v"],
      sorts: ["tags[k]"],
    });
    const inQuotes = value.replaceAll(/["\\*]/g, "\\$&");
    const key = value.replaceAll("\n", "");
    const hostile = build({
      fields: [`tags[${key}]`, "count()"],
      query: `severity:"${inQuotes}" "${inQuotes}" tags[${key}]:"${inQuotes}*" message:["${inQuotes}"]`,
      environments: [value],
      sorts: [`tags[${key}]`],
    });
    const shape = (sql: string) => sql.replaceAll(/\{p\d+:/g, "{p:");
    expect(shape(hostile.sql)).toBe(shape(clean.sql));
    expect(Object.values(hostile.parameters)).toContain(value);
    expect(Object.values(hostile.parameters)).toContain(key);
  });

  it.each(["toString", "__proto__", "constructor", "hasOwnProperty"])(
    "takes %j for an attribute",
    (field) => {
      expect(Object.values(build({ fields: [field] }).parameters)).toContain(field);
    },
  );
});
