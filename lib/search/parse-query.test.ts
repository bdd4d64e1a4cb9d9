import { describe, expect, it } from "vitest";
import { parseQuery, type Condition } from "#lib/search/parse-query.ts";
import { RequestError } from "#lib/errors.ts";
import { SearchError } from "#lib/search/search-error.ts";

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
      return `"${condition.value.like ?? condition.value.text}"`;
    case "is":
      return `is ${condition.values.map(({ text }) => text).join("|")}`;
    case "has":
      return `has ${nameOf(condition.field)}`;
    case "compare":
      return `${nameOf(condition.field)} ${condition.operator} ${condition.value.text}`;
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
    ['"', null],
    ["__proto__:x constructor:y", "(__proto__=x & constructor=y)"],
    ["is:unresolved", "is unresolved"],
    ["!is:[new,regressed]", "!is new|regressed"],
    ["has:[a,b]", "(has a | has b)"],
    ["!has:release", "!has release"],
    ['"my key":x', "my key=x"],
    ['!"a:b":"c d"', "!a:b=c d"],
    ['"is":x', "is=x"],
    ["tags[a:b]:c", "a:b=c"],
    ["!tags[size,number]:>1", "!size > 1"],
    ["user.email:a@b.test", "user.email=a@b.test"],
    ["age:-24h lastSeen:+2d", "(age=-24h & lastSeen=+2d)"],
    ["a:*x*y*", "a=%x%y%"],
    ["a:**x", "a=%x"],
    ["a:x\\*y*", "a=x*y%"],
    ['a:"*"', "a=%"],
    ["a:[x*,y]", "a=x%|y"],
    ["a:>=1.5k", "a >= 1.5k"],
    ["a:<-24h", "a < -24h"],
    ["!boom", '!"boom"'],
    ['!"boom went"', '!"boom went"'],
    ["! boom", '("!" & "boom")'],
    ["boom!", '"boom!"'],
    ["wait:what: x", '(wait=what: & "x")'],
    ["a:1 OR b:2 c:3 OR d:4", "(a=1 | (b=2 & c=3) | d=4)"],
    ["((a:1))", "a=1"],
    ["(a:1 b:2) OR !(c:3)", "((a=1 & b=2) | !c=3)"],
    ["a:1OR b:2", "(a=1OR & b=2)"],
    ["größe ☃", '("größe" & "☃")'],
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

  it.each([
    ["level:", 0, 5, "needs a value"],
    ["a:1 !level: b", 5, 5, "needs a value"],
    ['x "boom', 2, 5, "not closed"],
    ['message:"boom', 8, 5, "not closed"],
    ["a:1 b:[1,2", 6, 4, "has no end"],
    ["level:[]", 0, 5, "needs a value"],
    ["(a:1", 0, 1, "not closed"],
    ["a:1 OR (b:2 (c:3)", 7, 1, "not closed"],
    ["a:1) b", 3, 1, "bracket too many"],
    ["()", 1, 1, "nothing before"],
    ["OR a:1", 0, 2, "OR needs a term"],
    ["a:1 AND AND b:2", 8, 3, "AND needs a term"],
    ["a:1 OR", 4, 2, "ends where a term"],
    ["has:count()", 4, 7, "function is not possible"],
    ["tags[a,date]:x", 0, 12, "Invalid field"],
    [`${"(".repeat(12)}a:1`, 10, 1, "more than 10 brackets"],
    [`a:[${"x,".repeat(100)}x]`, 0, 205, "more than 100 values"],
    [`${"x ".repeat(51)}`, 100, 1, "more than 50 terms"],
    ["x".repeat(2_001), 2_000, 1, "longer than 2000"],
    ["a:x\0y", 3, 1, "no text has"],
  ])("%s is wrong at %i", (query, at, length, message) => {
    const refused = () => parseQuery(query);
    expect(refused).toThrow(SearchError);
    expect(refused).toThrow(expect.objectContaining({ at, length, status: 400 }));
    expect(refused).toThrow(message);
  });

  it("says where each value stands", () => {
    const text = 'x !level:[error, "b c"]';
    const tree = parseQuery(text);
    const leaf = tree?.kind === "and" && tree.parts[1]?.kind === "not" ? tree.parts[1].part : null;
    if (leaf?.kind !== "one of") throw new Error("not the tree");
    const cut = ({ at, length }: { at: number; length: number }) => text.slice(at, at + length);
    expect([leaf, leaf.key, ...leaf.values].map(cut)).toEqual([
      '!level:[error, "b c"]',
      "level",
      "error",
      '"b c"',
    ]);
  });
});
