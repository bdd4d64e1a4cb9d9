import { describe, expect, it } from "vitest";
import type { Event, Frame } from "#lib/events/event.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { groupEvent } from "#lib/issues/grouping/group-event.ts";
import { GroupingSettings, type GroupingVersion } from "#lib/issues/grouping/settings.ts";

type Pair = [name: string, expected: "same" | "different", a: Event, b: Event];

const error = (platform: string, frames: Partial<Frame>[] | undefined, type = "Error", value = "boom") =>
  buildEvent({ platform, exceptions: [buildException(type, value, frames?.map(buildFrame))] });
const message = (formatted: string, template?: string) => buildEvent({ message: { formatted, template } });
const withPrint = (event: Event, ...fingerprint: string[]): Event => ({ ...event, fingerprint });
const sameGroup = (a: Event, b: Event, version: GroupingVersion) => {
  const compiled = compileGrouping(GroupingSettings.parse({ version }));
  const hashes = new Set(groupEvent(a, compiled).hashes);
  return groupEvent(b, compiled).hashes.some((hash) => hashes.has(hash));
};

const pay = { module: "shop.pay", function: "pay", contextLine: "raise Broken()" };
const call = { module: "shop.web", function: "handle", contextLine: "pay(cart)" };
const lib = (name: string) => ({ module: `flask.${name}`, function: name, inApp: false });
const python = (frames: Partial<Frame>[], type?: string, value?: string) =>
  error("python", frames, type, value);
const java = (module: string, name = "run") =>
  error("java", [{ module, function: name, filename: "A.java" }]);
const js = (frame: Partial<Frame>, ...more: Partial<Frame>[]) => error("javascript", [frame, ...more]);
const url = "https://shop.example/assets/";
const chained = (platform: string, ...exceptions: Event["exceptions"]) =>
  buildEvent({ platform, exceptions });
const groupOf = (...values: string[]) =>
  chained(
    "python",
    ...values.map((value, i) =>
      buildException("ValueError", value, undefined, { exceptionId: i + 1, parentId: 0 }),
    ),
    buildException("ExceptionGroup", "many", undefined, { exceptionId: 0, isExceptionGroup: true }),
  );
const chunkError = (file: string) =>
  error(
    "javascript",
    [{ filename: `${url}${file}`, function: file }],
    "ChunkLoadError",
    `Loading chunk ${file}`,
  );
const hydration = (transaction: string): Event => ({
  ...error("javascript", undefined, "Error", "Text content does not match server-rendered HTML."),
  transaction,
});
const thread = (name: string, flags: { crashed?: boolean; current?: boolean } = {}) => ({
  crashed: false,
  current: false,
  main: false,
  stacktrace: { frames: [buildFrame({ function: name })] },
  ...flags,
});

// The numbers are those of the reference table of Sentry-compatible behaviour.
const reference: Pair[] = [
  ["1 only line numbers differ", "same", python([{ ...pay, line: 1 }]), python([{ ...pay, line: 99 }])],
  ["2 only values differ", "same", python([pay], "E", "user 12"), python([pay], "E", "no such row")],
  ["3 types differ", "different", js(pay), error("javascript", [pay], "RangeError")],
  [
    "4 numbers in a value",
    "same",
    error("node", undefined, "E", "Timeout after 30s, order 123"),
    error("node", undefined, "E", "Timeout after 45s, order 998"),
  ],
  [
    "5 words in a value",
    "different",
    error("node", undefined, "E", "Plan gold expired"),
    error("node", undefined, "E", "Plan silver expired"),
  ],
  [
    "6 one template",
    "same",
    message("User bob failed", "User %s failed"),
    message("User ann failed", "User %s failed"),
  ],
  ["7 library frames differ", "same", python([lib("a"), pay]), python([lib("b"), lib("c"), pay])],
  [
    "8 own function differs",
    "different",
    python([lib("a"), pay]),
    python([lib("a"), { ...pay, function: "refund" }]),
  ],
  ["9 in app or not", "same", python([lib("a"), pay]), python([lib("a"), { ...pay, inApp: false }])],
  [
    "10 hashed file names",
    "same",
    js(
      { filename: `${url}app.3f9c.js`, function: "save" },
      { filename: `${url}app.3f9c.js`, function: "post" },
    ),
    js(
      { filename: `${url}app.77aa.js`, function: "save" },
      { filename: `${url}app.77aa.js`, function: "post" },
    ),
  ],
  ["11 one address without a function", "same", js({ absPath: `${url}a.js` }), js({ absPath: `${url}b.js` })],
  [
    "12 object before the method",
    "same",
    js({ filename: "a.js", function: "Cart.save" }),
    js({ filename: "a.js", function: "Object.save" }),
  ],
  [
    "13 source-mapped, function differs",
    "same",
    js({ module: "cart", contextLine: "save();", function: "a", sourceMapped: true }),
    js({ module: "cart", contextLine: "save();", function: "b", sourceMapped: true }),
  ],
  [
    "14 source-mapped, line differs",
    "different",
    js({ module: "cart", contextLine: "save();", function: "a", sourceMapped: true }),
    js({ module: "cart", contextLine: "post();", function: "a", sourceMapped: true }),
  ],
  [
    "15 indentation",
    "same",
    python([{ ...pay, contextLine: "  pay( x )" }]),
    python([{ ...pay, contextLine: "\tpay(  x )" }]),
  ],
  [
    "16 minified lines",
    "same",
    js({ filename: "a.js", function: "f", contextLine: "x".repeat(121) }),
    js({ filename: "a.js", function: "f", contextLine: "y".repeat(200) }),
  ],
  ["17 recursion", "same", python([call, ...Array(3).fill(pay)]), python([call, ...Array(40).fill(pay)])],
  [
    "18 Spring proxies",
    "same",
    java("x.A$$EnhancerBySpringCGLIB$$1a2b"),
    java("x.A$$EnhancerBySpringCGLIB$$9f8e"),
  ],
  ["19 chunk errors", "same", chunkError("1.js"), chunkError("2.js")],
  ["20 hydration on two pages", "different", hydration("/a"), hydration("/b")],
  [
    "21 spaces in the default",
    "same",
    withPrint(python([pay]), "{{ default }}", "eu"),
    withPrint(python([pay]), "{{default}}", "eu"),
  ],
  [
    "22 with and without its cause",
    "different",
    chained(
      "java",
      buildException("Inner", "i", [buildFrame(pay)]),
      buildException("Outer", "o", [buildFrame(call)]),
    ),
    chained("java", buildException("Inner", "i", [buildFrame(pay)])),
  ],
  [
    "23 a group of equal errors",
    "same",
    groupOf("bad 1", "bad 2", "bad 3"),
    error("python", undefined, "ValueError", "bad 1"),
  ],
  [
    "24 synthetic types",
    "same",
    chained("native", buildException("SIGSEGV", "", [buildFrame({ function: "f" })], { synthetic: true })),
    chained("native", buildException("EXC_BAD", "", [buildFrame({ function: "f" })], { synthetic: true })),
  ],
  ["25 seven and eight digits", "different", message("id 1234567"), message("id 12345678")],
  ["26 booleans after =", "same", message("a=true"), message("a=false")],
  ["27 booleans after a colon", "different", message("a: true"), message("a: false")],
  ["28 the third line", "same", message("a\nb\nc"), message("a\nb\nd")],
];

const node = {
  absPath: "/srv/app/cart.js",
  filename: "/srv/app/cart.js",
  module: "cart",
  function: "Cart.add",
};
const go = { module: "example.com/shop/pay", function: "(*Client).Charge", filename: "client.go" };
const php = { filename: "/srv/src/Cart.php", function: "App\\Cart::add" };
const ruby = { filename: "app/models/cart.rb", function: "add", contextLine: "raise Broken" };
const dotnet = { module: "Shop.Cart", function: "Add", rawFunction: "Add(Int32 id)" };
const cpp = (name: string, extra: Partial<Frame> = {}) =>
  error("native", [{ function: name, filename: "a.cpp", ...extra }]);
const ofPhp = (parts: Partial<Frame>) => error("php", [{ ...php, ...parts }]);
const ofRuby = (parts: Partial<Frame>) => error("ruby", [{ ...ruby, ...parts }]);

// prettier-ignore
const more: Pair[] = [
  ["js: column differs", "same", js({ ...node, line: 1, column: 4 }), js({ ...node, line: 1, column: 9000 })],
  ["js: file names on disk differ", "different", js({ filename: "/a/x.js", function: "f" }), js({ filename: "/a/y.js", function: "f" })],
  ["js: folders of a file differ", "same", js({ filename: "/a/X.js", function: "f" }), js({ filename: "/b/x.js", function: "f" })],
  ["js: module is the path", "same", js({ absPath: `${url}a/b1.js`, module: "a/b1.js", function: "f" }), js({ absPath: `${url}a/b2.js`, module: "a/b2.js", function: "f" })],
  ["js: modules differ", "different", js({ module: "cart", function: "f" }), js({ module: "user", function: "f" })],
  ["js: anonymous names", "same", js(call, { ...node, function: "?" }), js(call, { ...node, function: "<anonymous>" })],
  ["js: anonymous method", "same", js(call, { ...node, function: "Object.<anonymous>" }), js(call, { ...node, function: "foo/<" })],
  ["js: an eval frame", "same", js(node, { function: "eval", filename: "x.js" }), js(node)],
  ["js: a native frame", "same", js(node, { absPath: "[native code]", function: "forEach" }), js(node)],
  ["js: Babel's helper", "same", js(node, { absPath: "/a/node_modules/@babel/runtime/x.js", function: "g" }), js(node)],
  ["js: polyfill", "same", js({ absPath: "webpack:///node_modules/core-js/p.js", function: "h" }, node), js(node)],
  ["js: context line of an address without a function", "same", js(node, { absPath: `${url}a.js`, contextLine: "a()" }), js(node, { absPath: `${url}a.js`, contextLine: "b()" })],
  ["js: lone address with a function", "different", js({ absPath: `${url}a.js`, function: "f" }), js({ absPath: `${url}a.js`, function: "g" })],
  ["js: lone address, values differ", "different", error("javascript", [{ absPath: `${url}a.js` }], "E", "gold"), error("javascript", [{ absPath: `${url}a.js` }], "E", "silver")],
  ["js: not source-mapped, function differs", "different", js({ module: "cart", contextLine: "save();", function: "a" }), js({ module: "cart", contextLine: "save();", function: "b" })],
  ["js: blob addresses", "same", js({ filename: "blob:http://a/1", function: "f" }), js({ filename: "blob:http://a/2", function: "f" })],
  ["js: file addresses count", "different", js({ filename: "file:///a/x.js", function: "f" }), js({ filename: "file:///a/y.js", function: "f" })],
  ["js: chunk error by value", "same", error("javascript", undefined, "Error", "ChunkLoadError: Loading chunk 7 failed"), chunkError("9.js")],
  ["js: other load errors", "different", error("javascript", undefined, "Error", "Loading chunk gold"), error("javascript", undefined, "Error", "Loading chunk blue")],
  ["js: minified hydration", "different", { ...error("javascript", undefined, "Error", "Minified React error #418; visit x"), transaction: "/a" }, { ...error("javascript", undefined, "Error", "Minified React error #418; visit x"), transaction: "/b" }],
  ["node: task queue frame", "same", error("node", [{ absPath: "node:internal/process/task_queues", function: "processTicksAndRejections", inApp: false }, node]), error("node", [node])],
  ["node: context line differs", "different", error("node", [{ ...node, contextLine: "a()" }]), error("node", [{ ...node, contextLine: "b()" }])],
  ["node: async name", "same", error("node", [{ ...node, function: "async Cart.add" }]), error("node", [{ ...node, function: "async User.add" }])],
  ["node: one more own frame", "different", error("node", [node]), error("node", [{ ...node, function: "Cart.put" }, node])],
  ["node: no stack, other type", "different", error("node", undefined, "A", "x"), error("node", undefined, "B", "x")],
  ["node: no stack, address in value", "same", error("node", undefined, "E", "connect ECONNREFUSED 10.0.0.1:80"), error("node", undefined, "E", "connect ECONNREFUSED 10.0.0.2:81")],
  ["python: path without module", "same", python([{ filename: "/a/pay.py", function: "f" }]), python([{ filename: "/b/Pay.py", function: "f" }])],
  ["python: module beats path", "same", python([{ ...pay, filename: "/a/1.py" }]), python([{ ...pay, filename: "/b/2.py" }])],
  ["python: context line differs", "different", python([pay]), python([{ ...pay, contextLine: "raise Other()" }])],
  ["python: worker start line", "same", python([call, { ...pay, contextLine: "spawn_main(tracker_fd=5, pipe_handle=7)" }]), python([call, { ...pay, contextLine: "spawn_main(tracker_fd=8, pipe_handle=11)" }])],
  ["python: order of frames", "different", python([pay, call]), python([call, pay])],
  ["python: distant repetition counts", "different", python([pay, call, pay]), python([pay, call])],
  ["python: all frames of libraries", "different", python([lib("a")]), python([lib("b")])],
  ["python: group of different errors", "different", groupOf("gold", "silver"), groupOf("gold")],
  ["python: number of equal members", "same", groupOf("gold", "silver"), groupOf("gold", "silver", "gold")],
  ["python: local variables", "same", python([{ ...pay, vars: { id: 1 } }]), python([{ ...pay, vars: { id: 2 } }])],
  ["go: functions differ", "different", error("go", [go]), error("go", [{ ...go, function: "(*Client).Refund" }])],
  ["go: packages differ", "different", error("go", [go]), error("go", [{ ...go, module: "example.com/shop/user" }])],
  ["go: file differs", "same", error("go", [go]), error("go", [{ ...go, filename: "other.go" }])],
  ["go: context line is not used", "same", error("go", [{ ...go, contextLine: "a" }]), error("go", [{ ...go, contextLine: "b" }])],
  ["java: lambdas", "same", java("x.A", "lambda$run$0"), java("x.A", "lambda$go$7")],
  ["java: lambda classes", "same", java("x.A$$Lambda$12/0x01"), java("x.A$$Lambda/0x0002")],
  ["java: accessors", "same", java("jdk.internal.reflect.GeneratedMethodAccessor12"), java("jdk.internal.reflect.GeneratedMethodAccessor7")],
  ["java: constructors", "same", java("sun.reflect.GeneratedConstructorAccessor1"), java("sun.reflect.GeneratedConstructorAccessor22")],
  ["java: CGLIB", "same", java("x.A$$FastClassByCGLIB$$aa"), java("x.A$$FastClassByCGLIB$$bb")],
  ["java: Spring 6", "same", java("x.A$$SpringCGLIB$$0"), java("x.A$$SpringCGLIB$$1")],
  ["java: Javassist", "same", java("x.A_$$_javassist_12"), java("x.A_$$_javassist_9")],
  ["java: Hibernate", "same", java("x.A$HibernateProxy$aB3"), java("x.A$HibernateProxy$zY9")],
  ["java: Clojure", "same", java("app.core$fn__12"), java("app.core$fn__345")],
  ["java: inner classes", "different", java("x.A$B"), java("x.A$C")],
  ["php: anonymous class", "same", ofPhp({ function: "class@anonymous\0/a/1.php:3$0::run" }), ofPhp({ function: "class@anonymous\0/b/2.php:9$1::run" })],
  ["php: closures of old SDKs", "same", ofPhp({ function: "[Anonymous function]" }), ofPhp({ function: "[Anonymous class].x" })],
  ["php: methods differ", "different", ofPhp({}), ofPhp({ function: "App\\Cart::drop" })],
  ["php: context lines differ", "different", ofPhp({ contextLine: "a();" }), ofPhp({ contextLine: "b();" })],
  ["ruby: blocks", "same", ofRuby({ function: "block in add" }), ofRuby({ function: "block (2 levels) in put" })],
  ["ruby: templates", "same", ofRuby({ function: "_app_views_x_erb__123_456" }), ofRuby({ function: "_app_views_x_erb__987_654" })],
  ["ruby: methods differ", "different", ofRuby({}), ofRuby({ function: "drop" })],
  [".NET: overloads", "different", error("csharp", [dotnet]), error("csharp", [{ ...dotnet, rawFunction: "Add(String id)" }])],
  [".NET: short name is not used", "same", error("csharp", [dotnet]), error("csharp", [{ ...dotnet, function: "Insert" }])],
  ["native: arguments", "same", cpp("void shop::add(int)"), cpp("shop::add(long, char const*)")],
  ["native: templates", "same", cpp("std::map<int, char>::at"), cpp("std::map<long, std::list<int>>::at")],
  ["native: Rust hash", "same", cpp("shop::add::h0123456789abcdef"), cpp("shop::add::hfedcba9876543210")],
  ["native: lambdas", "same", cpp("shop::{lambda(int)#1}::operator()(int) const"), cpp("shop::{lambda(int)#2}::operator()(int) const")],
  ["native: Windows suffix", "same", cpp("_add@8"), cpp("_add@12")],
  ["native: methods differ", "different", cpp("shop::add"), cpp("shop::drop")],
  ["native: image and address", "same", cpp("f", { package: "/a/x.so", instructionAddress: "0x1" }), cpp("f", { package: "/b/x.so", instructionAddress: "0x2" })],
  ["native: unknown names", "same", cpp("<redacted>"), cpp("<unknown>")],
  ["cocoa: error codes", "different", ...([1, 2].map((code) => chained("cocoa", buildException("E", "v", undefined, { meta: { ns_error: { domain: "d", code } } }))) as [Event, Event])],
  ["threads: the crashed one", "same", buildEvent({ threads: [thread("f", { crashed: true }), thread("g")] }), buildEvent({ threads: [thread("h"), thread("f", { crashed: true })] })],
  ["threads: the current one", "different", buildEvent({ threads: [thread("f", { current: true }), thread("g")] }), buildEvent({ threads: [thread("f"), thread("g", { current: true })] })],
  ["threads: none stands out", "same", buildEvent({ threads: [thread("f"), thread("g")] }), buildEvent({ threads: [thread("h"), thread("i")] })],
  ["old stack beside a message", "same", buildEvent({ message: { formatted: "a" }, stacktrace: { frames: [buildFrame(pay)] } }), buildEvent({ message: { formatted: "b" }, stacktrace: { frames: [buildFrame(pay)] } })],
  ["message with a synthetic stack", "different", ...(["gold", "silver"].map((text) => ({ ...chained("javascript", buildException("", text, [buildFrame(node)], { synthetic: true })), message: { formatted: text } })) as [Event, Event])],
  ["fingerprint replaces the stack", "same", withPrint(python([pay]), "db"), withPrint(python([call], "Other"), "db")],
  ["fingerprints differ", "different", withPrint(python([pay]), "a"), withPrint(python([pay]), "b")],
  ["fingerprint entries are not joined", "different", withPrint(python([pay]), "a", "bc"), withPrint(python([pay]), "ab", "c")],
  ["salt differs", "different", withPrint(python([pay]), "{{ default }}", "a"), withPrint(python([pay]), "{{ default }}", "b")],
  ["only the default", "same", withPrint(python([pay]), "{{ default }}"), python([pay])],
  ["variables are filled in", "different", { ...withPrint(python([pay]), "{{ transaction }}"), transaction: "/a" }, { ...withPrint(python([pay]), "{{ transaction }}"), transaction: "/b" }],
  ["message variable has parameters", "same", withPrint(message("order 1"), "{{ message }}"), withPrint(message("order 2"), "{{ message }}")],
  ["the SDK's fingerprint beats a built-in one", "different", withPrint(chunkError("1.js"), "mine"), chunkError("1.js")],
  ["nothing to group by", "same", buildEvent(), buildEvent({ platform: "go", level: "fatal" })],
];

describe.each([1, 2] as const)("version %s", (version) => {
  it.each(reference)("%s: %s", (_name, expected, a, b) => {
    expect(sameGroup(a, b, version) ? "same" : "different").toBe(expected);
  });

  it.each(more)("%s: %s", (_name, expected, a, b) => {
    expect(sameGroup(a, b, version) ? "same" : "different").toBe(expected);
  });
});
