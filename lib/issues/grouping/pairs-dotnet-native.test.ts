import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type Wire,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const net = (frames: WireFrame[], type = "System.InvalidOperationException", value = "declined") =>
  wireError("csharp", [type, value], frames);
const netAt = (module: string, raw: string, more: WireFrame = {}): WireFrame => ({
  module,
  function: raw.split("(")[0],
  raw_function: raw,
  lineno: 30,
  in_app: module.startsWith("Shop"),
  ...more,
});
const kestrel = netAt("Microsoft.AspNetCore.Server.Kestrel.HttpProtocol", "ProcessRequests()");
const post = netAt("Shop.Web.OrderController", "Post(Order order)");
const pay = netAt("Shop.Pay.Client", "Charge(Decimal amount)");

const native = (
  frames: WireFrame[],
  type = "SIGSEGV",
  mechanism: Wire = { type: "signalhandler", handled: false },
) => wireError("native", [type, "segfault"], frames, mechanism);
const nativeAt = (name: string, file: string | undefined, more: WireFrame = {}): WireFrame => ({
  function: name,
  filename: file,
  instruction_addr: "0x55d0c0de",
  package: "/opt/shop/bin/shop",
  in_app: true,
  ...more,
});
const main = nativeAt("main", "main.cpp");
const add = nativeAt("shop::Cart::add(int, std::string const&)", "cart.cpp");
const libc = (name: string, version: string) =>
  nativeAt(name, undefined, { package: `/usr/lib/libc-${version}.so`, in_app: false });
const cocoa = (domain: string, code: number) =>
  wireError("cocoa", [domain, `Code=${code}`], undefined, {
    type: "NSError",
    meta: { ns_error: { domain, code } },
  });
const thread = (id: number, name: string, crashed: boolean) => ({
  id,
  crashed,
  current: crashed,
  stacktrace: { frames: [main, nativeAt(name, "x.cpp")] },
});

// prettier-ignore
const pairs: Pair[] = [
  [".NET: another Kestrel", "same", net([kestrel, post, pay]), net([netAt("Microsoft.AspNetCore.Hosting.HostingApplication", "ProcessRequestAsync()"), post, pay])],
  [".NET: lines move", "same", net([post, pay]), net([{ ...post, lineno: 99 }, pay])],
  [".NET: overloads", "different", net([post, pay]), net([post, netAt("Shop.Pay.Client", "Charge(Int32 cents)")])],
  [".NET: another class", "different", net([post, pay]), net([post, netAt("Shop.Pay.Fake", "Charge(Decimal amount)")])],
  [".NET: another type", "different", net([post, pay]), net([post, pay], "System.NullReferenceException")],
  [".NET: inner exceptions", "different", wireChain("csharp", net([pay], "System.TimeoutException"), net([post])), net([post])],
  [".NET: values of inner exceptions", "same", wireChain("csharp", net([pay], "System.TimeoutException", "a"), net([post])), wireChain("csharp", net([pay], "System.TimeoutException", "b"), net([post], undefined, "c"))],
  [".NET: missing keys", "same", wireError("csharp", ["KeyNotFoundException", "The given key '3fa85f64-5717-4562-b3fc-2c963f66afa6' was not present"]), wireError("csharp", ["KeyNotFoundException", "The given key '7c9e6679-7425-40de-944b-e07fc1f90ae7' was not present"])],
  [".NET: missing files", "different", wireError("csharp", ["FileNotFoundException", "Could not load 'Shop.Pay'"]), wireError("csharp", ["FileNotFoundException", "Could not load 'Shop.Mail'"])],
  [".NET: reflection around", "same", net([netAt("System.RuntimeMethodHandle", "InvokeMethod(Object target)"), post, pay]), net([netAt("System.Reflection.RuntimeMethodInfo", "Invoke()"), post, pay])],
  ["native: addresses", "same", native([main, add]), native([main, { ...add, instruction_addr: "0x1", package: "/home/me/shop" }])],
  ["native: signatures", "same", native([main, add]), native([main, nativeAt("void shop::Cart::add(long, std::string_view)", "cart.cpp")])],
  ["native: templates", "same", native([main, nativeAt("shop::List<int>::at(unsigned long)", "list.h")]), native([main, nativeAt("shop::List<std::vector<char>>::at(unsigned long)", "list.h")])],
  ["native: anonymous namespaces", "same", native([main, nativeAt("(anonymous namespace)::load()", "a.cpp")]), native([main, nativeAt("`anonymous namespace'::load()", "a.cpp")])],
  ["native: lambdas by number", "same", native([main, nativeAt("run()::{lambda()#1}::operator()() const", "a.cpp")]), native([main, nativeAt("run()::{lambda()#4}::operator()() const", "a.cpp")])],
  ["native: another method", "different", native([main, add]), native([main, nativeAt("shop::Cart::drop(int)", "cart.cpp")])],
  ["native: another file", "different", native([main, add]), native([main, { ...add, filename: "cart_v2.cpp" }])],
  ["native: another libc", "same", native([main, add, libc("memcpy", "2.31")]), native([main, add, libc("__memmove_avx_unaligned", "2.36")])],
  ["native: crash handlers", "same", native([main, add, nativeAt("abort", undefined, { in_app: undefined }), nativeAt("raise", undefined, { in_app: undefined })]), native([main, add])],
  ["native: signals made up", "same", native([main, add], "SIGSEGV", { type: "x", synthetic: true }), native([main, add], "SIGBUS", { type: "x", synthetic: true })],
  ["native: Rust's hashes", "same", native([main, nativeAt("shop::cart::add::h0123456789abcdef", "cart.rs")]), native([main, nativeAt("shop::cart::add::hfedcba9876543210", "cart.rs")])],
  ["native: Rust's panics", "same", native([main, nativeAt("shop::add", "a.rs"), nativeAt("core::panicking::panic_fmt", "/rustc/1/panicking.rs", { in_app: undefined })]), native([main, nativeAt("shop::add", "a.rs"), nativeAt("rust_begin_unwind", "/rustc/2/std.rs", { in_app: undefined })])],
  ["native: missing symbols", "same", native([main, nativeAt("<unknown>", "x")]), native([main, nativeAt("<redacted>", "x")])],
  ["cocoa: one system error", "same", cocoa("NSCocoaErrorDomain", 260), cocoa("NSCocoaErrorDomain", 260)],
  ["cocoa: two codes", "different", cocoa("NSCocoaErrorDomain", 260), cocoa("NSCocoaErrorDomain", 4)],
  ["cocoa: two domains", "different", cocoa("NSCocoaErrorDomain", 4), cocoa("NSURLErrorDomain", 4)],
  ["threads: the others differ", "same", { platform: "native", threads: [thread(1, "a", true), thread(2, "b", false)] }, { platform: "native", threads: [thread(2, "c", false), thread(9, "a", true)] }],
  ["threads: another one crashed", "different", { platform: "native", threads: [thread(1, "a", true), thread(2, "b", false)] }, { platform: "native", threads: [thread(1, "a", false), thread(2, "b", true)] }],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
