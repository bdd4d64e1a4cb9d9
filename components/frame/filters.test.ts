import { describe, expect, it } from "vitest";
import { changeFilters, keepFilters } from "#components/frame/filters.ts";

const here = new URLSearchParams("project=web&project=api&query=is:unresolved&statsPeriod=7d&cursor=9");

describe("keepFilters", () => {
  it("carries the filters and nothing else", () => {
    expect(keepFilters("/issues", here)).toBe("/issues?project=web&project=api&statsPeriod=7d");
  });

  it("leaves a path without filters alone", () => {
    expect(keepFilters("/issues", new URLSearchParams("query=x"))).toBe("/issues");
  });
});

describe("changeFilters", () => {
  it("replaces one filter, keeps the query and starts paging anew", () => {
    expect(changeFilters(here, { project: ["web"] })).toBe(
      "?query=is%3Aunresolved&statsPeriod=7d&project=web",
    );
  });

  it("removes what gets no value", () => {
    expect(changeFilters(here, { project: [], statsPeriod: [], start: ["a"], end: ["b"] })).toBe(
      "?query=is%3Aunresolved&start=a&end=b",
    );
  });
});
