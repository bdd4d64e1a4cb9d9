import { describe, expect, it } from "vitest";
import {
  compare,
  hashesOf,
  versions,
  wireError,
  type Pair,
  type Wire,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const frame = (name: string): WireFrame => ({ module: "shop.pay", function: name, in_app: true });
const declined = (name = "charge") => wireError("python", ["Declined", "card 12"], [frame(name)]);
const chunk = wireError("javascript", ["ChunkLoadError", "7"]);
const template = (place: Wire = {}, event: Wire = {}): Wire => ({
  platform: "python",
  template: { filename: "shop/cart.html", context_line: "{{ total|money }}", lineno: 3, ...place },
  ...event,
});
const stacktrace = { frames: [frame("charge")] };
const hash = "0123456789abcdef0123456789abcdef";

// prettier-ignore
const checksums: Pair[] = [
  ["stacks differ", "same", { ...declined(), checksum: "order" }, { ...declined("refund"), checksum: "order" }],
  ["checksums differ", "different", { ...declined(), checksum: "order" }, { ...declined(), checksum: "cart" }],
  ["hashes differ", "different", { ...declined(), checksum: hash }, { ...declined(), checksum: hash.replace("0", "f") }],
  ["a hash in capitals", "same", { ...declined(), checksum: hash }, { message: "m", checksum: hash.toUpperCase() }],
  ["only one has a checksum", "different", { ...declined(), checksum: "order" }, declined()],
  ["an empty checksum", "same", { ...declined(), checksum: "" }, declined()],
  ["a checksum of a wrong type", "same", { ...declined(), checksum: ["order"] }, declined()],
  ["fingerprints differ", "same", { fingerprint: ["a"], checksum: "order" }, { fingerprint: ["b"], checksum: "order" }],
  ["a salted fingerprint", "same", { ...declined(), fingerprint: ["{{ default }}", "a"], checksum: "order" }, { message: "m", checksum: "order" }],
  ["a built-in fingerprint", "different", { ...chunk, checksum: "order" }, chunk],
];

// prettier-ignore
const templates: Pair[] = [
  ["lines move", "same", template({ lineno: 3, pre_context: ["<ul>"] }), template({ lineno: 9, post_context: ["</ul>"] })],
  ["folders differ", "same", template({ abs_path: "/srv/a/shop/cart.html" }), template({ abs_path: "/srv/b/shop/cart.html" })],
  ["indentation", "same", template({ context_line: "  {{ total|money }}" }), template({ context_line: "\t{{ total|money }} " })],
  ["files differ", "different", template(), template({ filename: "blog/cart.html" })],
  ["lines differ", "different", template(), template({ context_line: "{{ tax }}" })],
  ["messages differ", "same", template({}, { message: "a" }), template({}, { message: "b" })],
  ["a template and a message", "different", template({}, { message: "a" }), { message: "a" }],
  ["an exception beats one", "same", template({}, declined()), template({ filename: "b.html" }, declined())],
  ["an exception without a stack beats one", "same", template({}, wireError("python", ["E", "v"])), wireError("python", ["E", "v"])],
  ["a stack beats one", "same", template({}, { stacktrace }), template({ filename: "b.html" }, { stacktrace })],
  ["without file and line", "same", { message: "a", template: { abs_path: "/srv/a.html", lineno: 3 } }, { message: "a" }],
];

describe.each(versions)("version %s", (version) => {
  it.each(checksums)("checksum, %s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });

  it.each(templates)("template, %s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });

  it("a checksum is the only hash", () => {
    expect(hashesOf({ ...declined(), checksum: hash }, version)).toEqual([hash]);
    expect(hashesOf({ ...declined(), checksum: "order" }, version)).toHaveLength(1);
  });
});
