import { describe, expect, it } from "vitest";
import { parseQuery, type Condition } from "#lib/discover/parse-query.ts";
import { RequestError } from "#lib/errors.ts";

/** The tree in one line. */
function show(condition: Condition | null): string {
  if (condition === null) return "";
  const nameOf = (field: { kind: string; name: string; argument?: { name: string } | null }) =>
    field.kind === "function" ? `${field.name}(${field.argument?.name ?? ""})` : field.name;
  switch (condition.kind) {
    case "and":
    case "or": {
      const [only] = condition.parts;
      if (condition.parts.length === 1 && only) return show(only);
      return `(${condition.parts.map(show).join(condition.kind === "and" ? " & " : " | ")})`;
    }
    case "not":
      return `!${show(condition.part)}`;
    case "text":
      return `"${condition.pattern.like ?? condition.pattern.text}"`;
    case "has":
      return `has ${nameOf(condition.field)}`;
    case "compare":
      return `${nameOf(condition.field)} ${condition.operator} ${condition.value}`;
    case "one of":
      return `${nameOf(condition.field)}=${condition.values.map(({ text, like }) => like ?? text).join("|")}`;
  }
}

describe("parseQuery", () => {
  it.each([
    ["", ""],
    ["   ", ""],
    ["level:error", "level=error"],
    ["!level:error", "!level=error"],
    ["level:!=error", "!level=error"],
    ["!level:!=error", "level=error"],
    ["level:=error", "level=error"],
    ['title:"a \\"b\\" c"', 'title=a "b" c'],
    ['release:""', "release="],
    ["release:web@1.2.*", "release=web@1.2.%"],
    ["a:100%_*", "a=100\\%\\_%"],
    ["a:5\\*5", "a=5*5"],
    ['level:[error, warn,"a b"]', "level=error|warn|a b"],
    ["level:[]", null],
    ["span.duration:>5s", "span.duration > 5s"],
    ["!span.duration:<=5", "!span.duration <= 5"],
    ["has:release !has:user.id", "(has release & !has user.id)"],
    ["count():>5 level:error", "(count() > 5 & level=error)"],
    ["p95(span.duration):>=5", "p95(span.duration) >= 5"],
    ["tags[my key]:x", "my key=x"],
    ["tags[size,number]:>1", "size > 1"],
    ["a:1 b:2 OR c:3", "((a=1 & b=2) | c=3)"],
    ["a:1 AND (b:2 OR c:3)", "(a=1 & (b=2 | c=3))"],
    ["!(a:1 OR b:2)", "!(a=1 | b=2)"],
    ["boom went it", '("boom" & "went" & "it")'],
    ['"boom went"', '"boom went"'],
    ["http://example.com/x", '"http://example.com/x"'],
    ["url:http://example.com/x", "url=http://example.com/x"],
    ["fn(a) b", '("fn(a)" & "b")'],
    ["(message:fn(a))", "message=fn(a)"],
    ["and or", '("and" & "or")'],
    ['"', '"""'],
    ["__proto__:x constructor:y", "(__proto__=x & constructor=y)"],
    ["a:", null],
    ["has:count()", null],
    ["(a:1", null],
    ["a:1)", null],
    ["OR a:1", null],
    ["a:1 AND", null],
    ["a:[1,2", null],
    ["()", null],
  ])("%j is %j", (query, tree) => {
    if (tree === null) expect(() => parseQuery(query)).toThrow(RequestError);
    else expect(show(parseQuery(query))).toBe(tree);
  });

  it.each([
    ["blanks in a list", `a:[${" ".repeat(1_990)}`],
    ["brackets", "(".repeat(2_000)],
    ["escapes", `a:"${"\\".repeat(1_990)}`],
    ["quotation marks", '"'.repeat(2_000)],
    ["key characters", "a".repeat(2_000)],
    ["stars", `a:${"*a".repeat(990)}`],
  ])("is quick with many %s", (_what, query) => {
    const started = performance.now();
    try {
      parseQuery(query);
    } catch (error) {
      expect(error).toBeInstanceOf(RequestError);
    }
    expect(performance.now() - started).toBeLessThan(200);
  });
});
