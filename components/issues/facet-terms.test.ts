import { describe, expect, it } from "vitest";
import {
  isKeySearched,
  searchTerm,
  type TermState,
  termState,
  withTerm,
} from "#components/issues/facet-terms.ts";

describe("searchTerm", () => {
  it.each([
    ["browser", "Safari", "browser:Safari"],
    ["browser", "Safari 17.4", 'browser:"Safari 17.4"'],
    ["plan", 'the "big" one', String.raw`plan:"the \"big\" one"`],
    ["flags.new-checkout", "true", "flags.new-checkout:true"],
    ["url", "https://a.test/*", String.raw`url:"https://a.test/\*"`],
    ["team", "core", "tags[team]:core"],
    ["cart:size", "3", "tags[cart:size]:3"],
    ["2nd", "x", "tags[2nd]:x"],
    ["user.plan", "pro", "tags[user.plan]:pro"],
  ])("%s = %s", (key, value, term) => {
    expect(searchTerm(key, value)).toBe(term);
    expect(searchTerm(key, value, true)).toBe(`!${term}`);
  });
});

describe("withTerm", () => {
  it.each<[string, string, string, TermState, string]>([
    ["adds", "", "region", "on", "region:EU"],
    ["adds to words", "timeout is:unresolved", "region", "on", "timeout is:unresolved region:EU"],
    ["takes away", "plan:pro region:EU", "region", "off", "plan:pro"],
    ["takes away what is written with marks", 'region:"EU" plan:pro', "region", "off", "plan:pro"],
    ["excludes", "plan:pro", "region", "not", "plan:pro !region:EU"],
    ["turns round", "region:EU plan:pro", "region", "not", "plan:pro !region:EU"],
    ["turns back", "!region:EU", "region", "on", "region:EU"],
    ["takes an exclusion away", "!region:EU", "region", "off", ""],
    ["forgets another value of the tag", "region:US plan:pro", "region", "on", "plan:pro region:EU"],
    ["keeps exclusions of other values", "!region:US", "region", "on", "!region:US region:EU"],
    [
      "leaves a value with blanks whole",
      'browser:"Safari 17"',
      "region",
      "on",
      'browser:"Safari 17" region:EU',
    ],
    ["leaves lists whole", "level:[error, fatal]", "region", "on", "level:[error, fatal] region:EU"],
    ["binds closer than OR", "plan:pro OR plan:free", "region", "on", "(plan:pro OR plan:free) region:EU"],
    ["takes away beside brackets", "(a OR b) region:EU", "region", "off", "(a OR b)"],
    ["survives a single quotation mark", '"broken', "region", "on", '" broken region:EU'],
  ])("%s", (_name, query, key, state, wanted) => {
    expect(withTerm(query, key, "EU", state)).toBe(wanted);
  });

  it("three clicks make a population", () => {
    const query = withTerm(
      withTerm(withTerm("", "plan", "enterprise", "on"), "region", "EU", "on"),
      "flags.new-checkout",
      "true",
      "on",
    );
    expect(query).toBe("plan:enterprise region:EU flags.new-checkout:true");
  });
});

it.each<[string, TermState]>([
  ["browser:Safari", "on"],
  ['x browser:"Safari"', "on"],
  ["!browser:Safari", "not"],
  ["browser:Chrome", "off"],
  ["browser:Safari*", "off"],
  ['"browser:Safari"', "off"],
])("of %s, Safari is %s", (query, state) => {
  expect(termState(query, "browser", "Safari")).toBe(state);
});

it("knows which tags are searched", () => {
  expect(isKeySearched("!browser:Safari", "browser")).toBe(true);
  expect(isKeySearched("browser.name:Safari", "browser")).toBe(false);
});
