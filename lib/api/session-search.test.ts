import { describe, expect, it } from "vitest";
import { parseSessionSearch } from "#lib/api/session-search.ts";

describe("parseSessionSearch", () => {
  it.each([
    ["", {}],
    ["release:web@1.2.0", { release: ["web@1.2.0"] }],
    ['release:"web 1" environment:production', { release: ["web 1"], environment: ["production"] }],
    ['release:[a, "b c"]  project:web', { release: ["a", "b c"], project: ["web"] }],
    ['release:"say \\"hi\\""', { release: ['say "hi"'] }],
    ["release:a release:b", { release: ["a", "b"] }],
  ])("%j", (query, found) => {
    expect(parseSessionSearch(query)).toEqual({ release: [], environment: [], project: [], ...found });
  });

  it.each(["hello", "!release:a", "user:5", "release:web*", "release:", "constructor:a", "x".repeat(2_001)])(
    "refuses %j",
    (query) => {
      expect(() => parseSessionSearch(query)).toThrow("Invalid query");
    },
  );
});
