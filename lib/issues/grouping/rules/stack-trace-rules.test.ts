import { describe, expect, it } from "vitest";
import { parseStackTraceRules } from "#lib/issues/grouping/rules/stack-trace-rules.ts";

const matcher = (key: string, pattern: string, negated = false) => ({ key, pattern, negated });
const flag = (kind: "app" | "group", on: boolean, range = "frame") => ({ kind, on, range });

describe("lines that can be read", () => {
  it.each([
    [
      "path:**/vendor/** -app",
      { matchers: [matcher("path", "**/vendor/**")], actions: [flag("app", false)] },
    ],
    [
      "  stack.function:log_* error.type:Foo  v-group +app",
      {
        matchers: [matcher("stack.function", "log_*"), matcher("error.type", "Foo")],
        actions: [flag("group", false, "before"), flag("app", true)],
      },
    ],
    [
      "!module:shop.* ^-app",
      { matchers: [matcher("module", "shop.*", true)], actions: [flag("app", false, "after")] },
    ],
    [
      'function:"a \\"b\\" c" +group',
      { matchers: [matcher("function", 'a "b" c')], actions: [flag("group", true)] },
    ],
    [
      "family:native max-frames=3 min-frames=2 category=io",
      {
        matchers: [matcher("family", "native")],
        actions: [
          { kind: "max-frames", count: 3 },
          { kind: "min-frames", count: 2 },
          { kind: "category", name: "io" },
        ],
      },
    ],
    [
      "[ function:main ] | function:run | [ category:io ] -group",
      {
        caller: matcher("function", "main"),
        matchers: [matcher("function", "run")],
        callee: matcher("category", "io"),
        actions: [flag("group", false)],
      },
    ],
    [
      "[function:a[0-9]] | app:yes | [function:b] +app",
      {
        caller: matcher("function", "a[0-9]"),
        matchers: [matcher("app", "yes")],
        callee: matcher("function", "b"),
        actions: [flag("app", true)],
      },
    ],
    [
      "error.mechanism:chained app:no -group # why",
      {
        matchers: [matcher("error.mechanism", "chained"), matcher("app", "no")],
        actions: [flag("group", false)],
      },
    ],
  ])("%s", (text, expected) => {
    const { rules, errors } = parseStackTraceRules(text);
    expect(errors).toEqual([]);
    expect(rules).toEqual([{ caller: null, callee: null, ...expected, line: 1, text: text.trim() }]);
  });

  it("are counted with comments and blank lines, and kept beside those that cannot", () => {
    const { rules, errors } = parseStackTraceRules(
      "# own\r\n\r\nfunction:a +app\nfunction:b\n  module:c -app\n",
    );
    expect(rules.map(({ line }) => line)).toEqual([3, 5]);
    expect(errors.map(({ line }) => line)).toEqual([4]);
  });
});

describe("lines that cannot", () => {
  it.each([
    ["function:a", 11, "What should happen? A rule ends with an action like -app or +group"],
    ["+app", 1, "A rule begins with a condition like function:handle*"],
    ["colour:red -app", 1, 'There is no key "colour"'],
    ["  colour:red -app", 3, 'There is no key "colour"'],
    ["function:a module:", 19, "What should module be? Write a pattern after the colon"],
    ["function: -app", 10, "What should function be? Write a pattern after the colon"],
    ["function -app", 1, 'Expected a condition like type:TypeError here, not "function"'],
    ['function:"a -app', 10, "This quote is never closed"],
    ["function:a -ap", 12, '"-ap" is no action: use app or group'],
    ["function:a -app max-frames=many", 17, "max-frames takes a number from 0 to 250"],
    ["function:a max-frames=900", 12, "max-frames takes a number from 0 to 250"],
    ["function:a category=a/b", 12, "A category is one word of up to 40 letters"],
    [
      "function:a -app oops",
      17,
      '"oops" is no action: use +app, -app, +group, -group, max-frames=, min-frames= or category=',
    ],
    [
      "function:a invert-stacktrace=1",
      12,
      '"invert-stacktrace=1" is no action: use +app, -app, +group, -group, max-frames=, min-frames= or category=',
    ],
    ["[ function:a | function:b -app", 1, "This bracket is never closed, or holds more than one condition"],
    ["[ function:a ] function:b -app", 16, 'Expected "|" after the condition of the caller'],
    ["function:a | function:b -app", 14, 'Expected "[" and the condition of the called frame after "|"'],
    ["function:a | [ function:b ] function:c -app", 29, '"function:c" has no place after the called frame'],
    ["level:error -app", 1, 'The key "level" works in fingerprint rules only'],
    ["tags.a:b -app", 1, 'The key "tags.a" works in fingerprint rules only'],
    [`function:${"a".repeat(1025)} -app`, 10, "A pattern may have 1024 characters"],
    [`${"app:yes ".repeat(21)} -app`, 161, "A rule may have 20 conditions"],
    [`app:yes ${"-app ".repeat(11)}`, 59, "A rule may have 10 actions"],
  ])("%s", (text, column, message) => {
    expect(parseStackTraceRules(text)).toEqual({ rules: [], errors: [{ line: 1, column, message }] });
  });

  it("are those after the five hundredth", () => {
    const { rules, errors } = parseStackTraceRules("app:yes -app\n".repeat(510));
    expect(rules).toHaveLength(500);
    expect(errors).toEqual([
      { line: 501, column: 1, message: "There may be 500 rules; this one and what follows are not used" },
    ]);
  });

  it("are those beyond 65,536 characters", () => {
    const { rules, errors } = parseStackTraceRules(
      `app:yes -app\n${`# ${"x".repeat(1000)}\n`.repeat(70)}app:no +app`,
    );
    expect(rules).toHaveLength(1);
    expect(errors[0]?.message).toBe("Rules may have 65,536 characters; what follows is not used");
  });

  it("take no time, whatever they are", () => {
    const texts = ['"', "a:", "[", "[ a:b ] | ", "^", "!", '\\"', " ", "a:[", "a:b | [", "=", "{{ ", ","];
    for (const text of texts) {
      const lines = [text.repeat(65_536).slice(0, 65_536), `function:${text.repeat(60_000)}`];
      for (const line of lines) {
        const begun = performance.now();
        parseStackTraceRules(line);
        expect(performance.now() - begun, text).toBeLessThan(500);
      }
    }
  });
});
