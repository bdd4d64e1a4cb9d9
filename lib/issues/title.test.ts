import { describe, expect, it } from "vitest";
import type { Event, Frame } from "#lib/events/event.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { describeEvent } from "#lib/issues/title.ts";

const frame: Partial<Frame> = { module: "shop.cart", filename: "cart.js", function: "add" };
const thrown = (type: string, value: string, parts: Partial<Event> = {}, frames = [frame]) =>
  buildEvent({ exceptions: [buildException(type, value, frames.map(buildFrame))], ...parts });
const synthetic = (type: string, value: string, parts: Partial<Event> = {}) =>
  buildEvent({
    exceptions: [buildException(type, value, [buildFrame(frame)], { synthetic: true })],
    ...parts,
  });
const recovery =
  "There was an error during concurrent rendering but React was able to recover by instead synchronously rendering the entire root.";

// prettier-ignore
const titles: [name: string, event: Event, title: string, type: string][] = [
  ["type and value", thrown("TypeError", "x is not a function"), "TypeError: x is not a function", "error"],
  ["first line of the value", thrown("E", "\none\ntwo"), "E: one", "error"],
  ["long value", thrown("E", "x".repeat(300)), `E: ${"x".repeat(255)}…`, "error"],
  ["long type", thrown("T".repeat(200), ""), `${"T".repeat(127)}…`, "error"],
  ["no value", thrown("E", ""), "E", "error"],
  ["no type", thrown("", "boom"), "add", "error"],
  ["no type, no stack", thrown("", "boom", {}, []), "boom", "error"],
  ["nothing", thrown("", "", {}, []), "<unknown>", "error"],
  ["synthetic", synthetic("SIGSEGV", "Segfault"), "add", "error"],
  ["last of a chain", buildEvent({ exceptions: [buildException("A", "a"), buildException("B", "b")] }), "B: b", "error"],
  [
    "React's recovery",
    buildEvent({
      exceptions: [
        buildException("TypeError", "real", undefined, { source: "cause", exceptionId: 1, parentId: 0 }),
        buildException("Error", recovery, undefined, { exceptionId: 0 }),
      ],
    }),
    "TypeError: real",
    "error",
  ],
  [
    "a group of equal errors",
    buildEvent({
      exceptions: [
        buildException("ValueError", "bad 2", undefined, { exceptionId: 2, parentId: 0 }),
        buildException("ValueError", "bad 1", undefined, { exceptionId: 1, parentId: 0 }),
        buildException("ExceptionGroup", "many", undefined, { exceptionId: 0, isExceptionGroup: true }),
      ],
    }),
    "ValueError: bad 1",
    "error",
  ],
  ["message", buildEvent({ message: { formatted: "Disk full\non /dev/sda" } }), "Disk full", "default"],
  ["formatted message", buildEvent({ message: { formatted: "User bob", template: "User %s" } }), "User bob", "default"],
  ["message with a synthetic stack", synthetic("", "Disk full", { message: { formatted: "Disk full" } }), "Disk full", "default"],
  ["no message", buildEvent(), "<unlabeled event>", "default"],
  ["blank message", buildEvent({ message: { formatted: " \n" } }), "<unlabeled event>", "default"],
  ["template", buildEvent({ template: buildFrame({ filename: "shop/cart.html" }) }), "shop/cart.html", "default"],
  ["template with a message", buildEvent({ template: buildFrame({ filename: "a.html" }), message: { formatted: "m" } }), "m", "default"],
  ["csp", buildEvent({ type: "csp", message: { formatted: "Blocked 'script'" } }), "Blocked 'script'", "csp"],
];

const library = { module: "lib.http", function: "send", inApp: false };
const request = { url: "https://shop.example/cart" };
const culprits: [name: string, event: Event, culprit: string][] = [
  ["transaction", thrown("E", "v", { transaction: "GET /cart" }), "GET /cart"],
  ["Node", thrown("E", "v"), "add(shop.cart)"],
  ["no module", thrown("E", "v", { platform: "javascript" }, [{ filename: "cart.js" }]), "?(cart.js)"],
  [
    "page",
    thrown("E", "v", {}, [{ filename: "https://shop.example/js/cart.js", function: "add" }]),
    "add(/js/cart.js)",
  ],
  [
    "a script's query",
    thrown("E", "v", {}, [{ filename: "https://shop.example/js/cart.js?v=12", function: "add" }]),
    "add(/js/cart.js)",
  ],
  [
    "page itself",
    thrown("E", "v", {}, [{ filename: "https://shop.example/", function: "add" }]),
    "add(https://shop.example/)",
  ],
  ["Python", thrown("E", "v", { platform: "python" }), "shop.cart in add"],
  ["native", thrown("E", "v", { platform: "native" }, [{ function: "void shop::add(int)" }]), "shop::add"],
  ["last frame in app", thrown("E", "v", { platform: "python" }, [frame, library]), "shop.cart in add"],
  ["no frame in app", thrown("E", "v", { platform: "python" }, [library]), "lib.http in send"],
  ["request", thrown("E", "v", { request }, []), "https://shop.example/cart"],
  ["synthetic", synthetic("E", "v", { request }), ""],
  [
    "message of a page",
    synthetic("", "m", { request, message: { formatted: "m" } }),
    "https://shop.example/cart",
  ],
  ["nothing", buildEvent(), ""],
];

describe("describeEvent", () => {
  it.each(titles)("title: %s", (_name, event, title, type) => {
    expect(describeEvent(event)).toMatchObject({ title, type });
  });

  it.each(culprits)("culprit: %s", (_name, event, culprit) => {
    expect(describeEvent(event).culprit).toBe(culprit);
  });

  it("takes the first line of a rule's title and leaves the rest as it is", () => {
    const event = thrown("TypeError", "x");
    const ruled = describeEvent(event, `  Cart is broken\n${"y".repeat(300)}`);
    expect(ruled).toEqual({ ...describeEvent(event), title: "Cart is broken" });
    expect(describeEvent(event, "y".repeat(300)).title).toHaveLength(256);
    expect(describeEvent(event, "").title).toBe("TypeError: x");
  });

  it("keeps the parts", () => {
    expect(describeEvent(thrown("TypeError", "x\ny")).metadata).toEqual({
      type: "TypeError",
      value: "x\ny",
      filename: "cart.js",
      function: "add",
    });
    expect(describeEvent(synthetic("SIGSEGV", "v")).metadata).not.toHaveProperty("type");
    expect(describeEvent(buildEvent({ message: { formatted: "m" } })).metadata).toEqual({});
  });
});
