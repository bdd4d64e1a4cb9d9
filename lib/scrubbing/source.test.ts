import { describe, expect, it } from "vitest";
import { compileSource, KINDS, type Place } from "#lib/scrubbing/source.ts";

// Kinds in brackets: request[http].headers.Cookie
function place(text: string): Place {
  const parts = text.split(".").map((part) => /^([^[]*)(?:\[(\w+)\])?$/.exec(part));
  return {
    keys: parts.map((part) => part?.[1] ?? ""),
    kinds: parts.map((part) => {
      const kind = Object.entries(KINDS).find(([name]) => name === part?.[2]);
      return kind?.[1] ?? 0;
    }),
  };
}

describe("a source", () => {
  it.each<[string, string, boolean]>([
    ["user.email", "user.email", true],
    ["USER.Email", "user.email", true],
    ["user.email", "user.id", false],
    ["email", "user.email", true],
    ["user.email", "email", false],
    ["user.email", "extra.user.email", true],
    ["user.*", "user.email", true],
    ["user.*", "user.data.plan", false],
    ["user.**", "user.data.plan", true],
    ["user.**", "user", false],
    ["**", "anything.at.all", true],
    ["*", "anything", true],
    ["extra.**.card", "extra.card", true],
    ["extra.**.card", "extra.a.b.card", true],
    ["extra.**.card", "contexts.a.b.card", false],
    ["**.a.**.b", "x.a.c.b", true],
    ["a.**.b.**.c", "a.b.x.b.y.c", true],
    ["a.**.b.**.c", "a.x.y.c", false],
    ["a.*.c", "a.c", false],
    ["extra.'my key'", "extra.my key", true],
    ["extra.'it''s'", "extra.it's", true],
    ["extra.foo-bar_1", "extra.foo-bar_1", true],
    ["exception.values.0.value", "exception.values.0.value", true],
    ["$string", "extra.a[string]", true],
    ["$string", "extra.a[number]", false],
    ["$number", "extra.a[number]", true],
    ["$array", "extra.a[array]", true],
    ["$object", "extra.a[object]", true],
    ["$http.headers.*", "request[http].headers.Cookie", true],
    ["$user.email", "user[user].email", true],
    ["$error.value", "exception.values.0[error].value", true],
    ["$stack.**", "exception.values.0.stacktrace[stack].frames.1.vars.x", true],
    ["$frame.vars.**", "exception.values.0.stacktrace.frames.1[frame].vars.password", true],
    ["$frame.vars.**", "threads.values.0.vars.password", false],
    ["$message", "logentry[message]", true],
    ["$logentry.formatted", "logentry[logentry].formatted", true],
    ["$thread.name", "threads.values.0[thread].name", true],
    ["$breadcrumb.data.*", "breadcrumbs.values.0[breadcrumb].data.q", true],
    ["$span.data.*", "span[span].data.q", true],
    ["$sdk.name", "sdk[sdk].name", true],
    ["extra.a || extra.b", "extra.b", true],
    ["extra.a||extra.b", "extra.c", false],
    ["extra.** && !extra.a", "extra.a", false],
    ["extra.** && !extra.a", "extra.b", true],
    ["!(extra.a || extra.b)", "extra.c", true],
    ["!(extra.a || extra.b)", "extra.b", false],
    ["!!a", "a", true],
    ["a || b && c", "a", true],
    ["(a || b) && c", "a", false],
    [" ( a ) ", "a", true],
  ])("%s of %s: %s", (source, path, expected) => {
    expect(compileSource(source).matches(place(path))).toBe(expected);
  });

  it.each([
    ["", "A key is missing."],
    ["a.", "A key is missing."],
    [".a", "Unexpected “.a”."],
    ["a..b", "Unexpected “.b”."],
    ["a &&", "A key is missing."],
    ["a b", "Unexpected “b”."],
    ["(a", "A “)” is missing."],
    ["a)", "Unexpected “)”."],
    ["'a", "Unexpected “'a”."],
    ["$nothing", /^\$nothing is not known; known are \$string, /],
    ["a & b", "Unexpected “& b”."],
    ["!".repeat(20) + "a", "Too deeply nested."],
    [Array.from({ length: 40 }, () => "a").join("."), "At most 32 keys."],
  ])("%s is refused", (source, message) => expect(() => compileSource(source)).toThrow(message));

  it("takes no time on hostile paths", () => {
    const source = compileSource(Array.from({ length: 15 }, () => "**.a").join(".") + ".b");
    const deep = place(Array.from({ length: 200 }, () => "a").join("."));
    const begun = performance.now();
    for (let round = 0; round < 100; round++) expect(source.matches(deep)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(50);
  });

  it("knows that it excludes something", () => {
    expect(compileSource("** && !a").excludes).toBe(true);
    expect(compileSource("a.'!'").excludes).toBe(false);
  });
});
