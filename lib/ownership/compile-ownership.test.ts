import { describe, expect, it } from "vitest";
import type { Event } from "#lib/events/event.ts";
import { compileOwnership } from "#lib/ownership/compile-ownership.ts";
import { namesIn, suggestOwners } from "#lib/ownership/suggest-owners.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

/** An error whose frames in app are these, the crash first; those with a ! are not in app. */
const crash = (paths: string[], parts: Partial<Event> = {}) => {
  const frames = paths.map((path) =>
    buildFrame({ filename: path.replace("!", ""), inApp: !path.startsWith("!") }),
  );
  return buildEvent({ exceptions: [buildException("Error", "x", frames.toReversed())], ...parts });
};

const file = (text: string, mapping = {}) => ({
  text,
  stackRoot: "",
  sourceRoot: "",
  mappings: { "@web": "#web", "@pay": "#pay", "@ops": "#ops", "@all": "#all" },
  ...mapping,
});

const ownersOf = (rules: string, codeOwners: string | null, event: Event) =>
  namesIn(compileOwnership(rules, codeOwners === null ? null : file(codeOwners))(event));

const WEB_TAG = { tags: [["customer", "Acme Inc"]] satisfies [string, string][] };
const AT_URL = { request: { url: "https://shop.test/Pay/now" } };

describe("precedence", () => {
  it.each<[string, string, string | null, Event, string[]]>([
    ["nothing matches", "src/* #web", null, crash(["lib/a.js"]), []],
    ["the last matching rule", "* #all\nsrc/* #web\nlib/* #pay", null, crash(["src/a.js"]), ["#web", "#all"]],
    ["the last, though it is wider", "src/* #web\n* #all", null, crash(["src/a.js"]), ["#all", "#web"]],
    ["the leftmost owner", "src/* #web #pay", null, crash(["src/a.js"]), ["#web", "#pay"]],
    [
      "the crash before its callers",
      "pay/* #pay\nweb/* #web",
      null,
      crash(["pay/a", "web/b"]),
      ["#pay", "#web"],
    ],
    ["a caller, when the crash is nobody's", "web/* #web", null, crash(["pay/a", "web/b"]), ["#web"]],
    ["frames in app only", "lib/* #ops\nweb/* #web", null, crash(["!lib/x", "web/b"]), ["#web"]],
    ["all frames, when none is in app", "lib/* #ops", null, crash(["!lib/x"]), ["#ops"]],
    [
      "a tag below a path",
      "src/* #web\ntags.customer:Acme* #ops",
      null,
      crash(["src/a"], WEB_TAG),
      ["#ops", "#web"],
    ],
    [
      "a path below a tag",
      "tags.customer:Acme* #ops\nsrc/* #web",
      null,
      crash(["src/a"], WEB_TAG),
      ["#web", "#ops"],
    ],
    [
      "a tag above a caller's path",
      "tags.customer:Acme* #ops\nweb/* #web\npay/* #pay",
      null,
      crash(["pay/a", "web/b"], WEB_TAG),
      ["#pay", "#ops", "#web"],
    ],
    ["a tag without a stack", "tags.customer:Acme* #ops", null, buildEvent(WEB_TAG), ["#ops"]],
    ["the URL", "url:*/pay/* #pay", null, crash(["x"], AT_URL), ["#pay"]],
    ["the last line of CODEOWNERS", "", "* @all\n/src/ @web", crash(["src/a.js"]), ["#web"]],
    ["the last line, though it is wider", "", "/src/ @web\n* @all", crash(["src/a.js"]), ["#all"]],
    ["the leftmost owner of CODEOWNERS", "", "/src/ @pay @web", crash(["src/a.js"]), ["#pay", "#web"]],
    [
      "the crash before its callers in CODEOWNERS",
      "",
      "/pay/ @pay\n/web/ @web",
      crash(["pay/a", "web/b"]),
      ["#pay", "#web"],
    ],
    ["a rule before CODEOWNERS", "src/* #ops", "/src/ @web", crash(["src/a.js"]), ["#ops", "#web"]],
    [
      "a rule of a caller before CODEOWNERS of the crash",
      "web/* #ops",
      "/pay/ @pay",
      crash(["pay/a", "web/b"]),
      ["#ops", "#pay"],
    ],
    ["CODEOWNERS when no rule matches", "lib/* #ops", "/src/ @web", crash(["src/a.js"]), ["#web"]],
    ["nobody for an excluded file", "", "* @all\n/src/generated/", crash(["src/generated/a.js"]), []],
    ["the caller of an excluded file", "", "* @all\n/gen/\n/src/ @web", crash(["gen/a", "src/b"]), ["#web"]],
    ["nobody for owners that are not mapped", "", "* @all\n/src/ @strangers", crash(["src/a.js"]), []],
    ["a rule in the words of CODEOWNERS", "codeowners:/src/ #web", null, crash(["src/deep/a.js"]), ["#web"]],
    ["an exclusion among the rules", "src/* #web\ncodeowners:/src/gen/", null, crash(["src/gen/a.js"]), []],
    [
      "an exclusion, then a later rule",
      "codeowners:/src/gen/\nsrc/* #web",
      null,
      crash(["src/gen/a.js"]),
      ["#web"],
    ],
    ["an owner once", "* #web\nsrc/* #web", "* @web", crash(["src/a.js"]), ["#web"]],
  ])("%s", (_name, rules, codeOwners, event, owners) =>
    expect(ownersOf(rules, codeOwners, event)).toEqual(owners),
  );
});

describe("what a rule looks at", () => {
  const frame = (parts: Parameters<typeof buildFrame>[0], platform = "node") =>
    buildEvent({ platform, exceptions: [buildException("E", "", [buildFrame(parts)])] });
  it.each<[string, Event, boolean]>([
    ["path:SRC/Pay.js", crash(["src/pay.js"]), true],
    ["path:src/pay.js", crash(["src\\Pay.js"]), true],
    ["path:src/pay.js", crash(["app:///src/pay.js"]), true],
    ["path:app:///src/pay.js", crash(["app:///src/pay.js"]), true],
    ["path:src/pay.js", crash(["webpack:///./src/pay.js?1f3a"]), true],
    ["path:src/pay.js", crash(["/src/pay.js"]), false],
    ["path:*/pay.js", frame({ filename: "pay.js", absPath: "/app/pay.js" }), true],
    ["path:com/acme/Pay.java", frame({ filename: "Pay.java", module: "com.acme.Pay$1" }, "java"), true],
    ["path:shop/views.py", frame({ filename: "views.py", module: "shop.views" }, "python"), true],
    ["path:example.com/shop/pay.go", frame({ filename: "pay.go", module: "example.com/shop" }, "go"), true],
    ["module:com.acme.*", frame({ module: "com.acme.Pay" }, "java"), true],
    ["module:*", frame({ filename: "a.js" }), false],
    ["url:*", crash(["a"]), false],
    ["tags.customer:acme*", crash(["a"], WEB_TAG), false],
    ["tags.customer:Acme*", crash(["a"], WEB_TAG), true],
    ["tags.user.email:*@acme.com", crash(["a"], { user: { email: "ada@acme.com" } }), true],
    ["tags.user.plan:pro", crash(["a"], { user: { data: { plan: "pro" } } }), true],
    ["tags.user.plan:pro", crash(["a"], { tags: [["user.plan", "pro"]] }), true],
    ["tags.email:*", crash(["a"], { user: { email: "ada@acme.com" } }), false],
    [
      "path:cause.js",
      buildEvent({ exceptions: [crash(["cause.js"]), crash(["a"])].flatMap((e) => e.exceptions) }),
      true,
    ],
    [
      "path:t.js",
      buildEvent({
        threads: [
          {
            crashed: true,
            current: false,
            main: true,
            stacktrace: { frames: [buildFrame({ filename: "t.js" })] },
          },
        ],
      }),
      true,
    ],
  ])("%s", (matcher, event, expected) =>
    expect(ownersOf(`${matcher} #web`, null, event)).toEqual(expected ? ["#web"] : []),
  );
});

describe("paths in the repository", () => {
  it.each([
    ["/app/src/a.js", "/app/", "", "/src/", true],
    ["/app/src/a.js", "", "", "/src/", false],
    ["src/a.js", "/app/", "", "/src/", true],
    ["src/a.js", "", "packages/web", "/packages/web/src/", true],
    ["C:\\build\\src\\a.cs", "C:\\build\\", "", "/src/", true],
    ["app:///src/a.js", "", "", "/src/", true],
    ["webpack:///./src/a.js?1f3a", "", "", "/src/a.js", true],
    ["https://shop.test/static/a.js", "https://shop.test/static/", "web/src/", "/web/src/", true],
    ["/app/app/a.js", "/app/", "", "/app/a.js", true],
  ])("%s with %s → %s is in %s: %s", (path, stackRoot, sourceRoot, pattern, expected) => {
    const ownership = compileOwnership("", file(`${pattern} @web`, { stackRoot, sourceRoot }));
    expect(ownership(crash([path])).length).toBe(expected ? 1 : 0);
  });
});

it("asks for the mapped name of a file alone, when it has one", () => {
  const event = buildEvent({
    exceptions: [buildException("E", "", [buildFrame({ filename: "src/a.js", absPath: "/app/src/a.js" })])],
  });
  const text = "/packages/web/src/ @web\n/src/ @ops";
  const mapped = compileOwnership("", file(text, { stackRoot: "/app/", sourceRoot: "packages/web/" }));
  expect(namesIn(mapped(event))).toEqual(["#web"]);
  expect(namesIn(compileOwnership("", file(text))(event))).toEqual(["#ops"]);
});

it("suggests five at most, each once, with the strongest line that names it", () => {
  const rules = ["a #t1 #t2", "a #t3 #t4 #gone", "a #t5 #t6 #t1"].join("\n");
  const matches = compileOwnership(rules, null)(crash(["a"]));
  const suggestions = suggestOwners(matches, (name) =>
    name === "#gone" ? null : { type: "team", id: Number(name.slice(2)), name },
  );
  expect(suggestions.map(({ owner, rule }) => [owner.id, rule])).toEqual([
    [5, "a #t5 #t6 #t1"],
    [6, "a #t5 #t6 #t1"],
    [1, "a #t5 #t6 #t1"],
    [3, "a #t3 #t4 #gone"],
    [4, "a #t3 #t4 #gone"],
  ]);
});

it("looks at five thousand rules and fifty frames in no time", () => {
  const rules = Array.from({ length: 5_000 }, (_, n) => `path:src/module-${n}/**/*.ts #web`).join("\n");
  const ownership = compileOwnership(rules, null);
  const event = crash(Array.from({ length: 80 }, (_, n) => `src/other/deep/folder/file-${n}.ts`));
  const begun = performance.now();
  expect(ownership(event)).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(250);
});

it.each([
  ["globs", `path:*${"a".repeat(80)}b*`],
  ["many stars", `path:*${"a*".repeat(200)}b`],
  ["patterns of files", `codeowners:*${"?a*".repeat(30)}b`],
])("an event costs no more than a moment, whatever the rules: %s", (_name, rule) => {
  const rules = Array.from({ length: 4_999 }, (_, index) => `${rule}${index} #web`).join("\n");
  const paths = Array.from({ length: 50 }, (_, index) => `${"aaaaaaaaaaaaaaaaaaa/".repeat(50)}${index}`);
  const long = paths.map((path, index) => (rule.startsWith("path") ? `${"a".repeat(2_000)}${index}` : path));
  const ownership = compileOwnership(`${rules}\ncodeowners:/src/pay.ts #pay`, null);
  const begun = performance.now();
  expect(namesIn(ownership(crash(["src/pay.ts", ...long])))).toEqual(["#pay"]);
  expect(performance.now() - begun).toBeLessThan(800);
  // What one event was denied is not remembered against the next.
  expect(namesIn(ownership(crash([long[40] ?? "", "src/pay.ts"])))).toEqual(["#pay"]);
});
