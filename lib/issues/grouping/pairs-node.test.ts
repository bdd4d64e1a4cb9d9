import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const at = (file: string, name: string, context: string, more: WireFrame = {}): WireFrame => ({
  filename: `/srv/shop/${file}`,
  abs_path: `/srv/shop/${file}`,
  module: file.replace(/\.[cm]?js$/, "").replaceAll("/", "."),
  function: name,
  context_line: context,
  lineno: 7,
  colno: 3,
  in_app: !file.includes("node_modules"),
  ...more,
});
const internal = (file: string, name: string): WireFrame => ({
  filename: `node:internal/${file}`,
  abs_path: `node:internal/${file}`,
  function: name,
  in_app: false,
});
const express = (version: string) => [
  at(`node_modules/express@${version}/lib/router.js`, "Layer.handle", "fn(req, res, next);"),
  at(`node_modules/express@${version}/lib/route.js`, "next", "layer.handle(req, res, next)"),
];
const route = at("routes/order.js", "postOrder", "await charge(order);");
const charge = at("lib/charge.js", "charge", "throw new PaymentError(order.id);");
const node = (frames: WireFrame[], type = "PaymentError", value = "declined") =>
  wireError("node", [type, value], frames);
const bare = (type: string, value: string) => wireError("node", [type, value]);

// prettier-ignore
const pairs: Pair[] = [
  ["another version of Express", "same", node([...express("4.18.2"), route, charge]), node([...express("5.1.0"), route, charge])],
  ["another folder on the server", "same", node([{ ...route, filename: "/app/routes/order.js", abs_path: "/app/routes/order.js" }, charge]), node([route, charge])],
  ["with and without task queue", "same", node([internal("process/task_queues", "process.processTicksAndRejections"), route, charge]), node([route, charge])],
  ["timers before", "same", node([internal("timers", "listOnTimeout"), internal("timers", "processTimers"), route, charge]), node([route, charge])],
  ["async stack", "same", node([{ ...route, function: "async postOrder" }, charge]), node([route, charge])],
  ["another route to the same fault", "different", node([at("routes/refund.js", "postRefund", "await charge(refund);"), charge]), node([route, charge])],
  ["another line of the same function", "different", node([route, charge]), node([route, { ...charge, context_line: "throw new PaymentError(order.card);" }])],
  ["ids in values beside a stack", "same", node([route, charge], "PaymentError", "order 12"), node([route, charge], "PaymentError", "order 99 of Bob")],
  ["only library frames", "same", node(express("5.1.0"), "E", "a"), node(express("5.1.0"), "E", "b")],
  ["connection refused, ports and hosts", "same", bare("Error", "connect ECONNREFUSED 10.0.3.1:5432"), bare("Error", "connect ECONNREFUSED 10.0.9.7:5433")],
  ["connection refused and timed out", "different", bare("Error", "connect ECONNREFUSED 10.0.3.1:5432"), bare("Error", "connect ETIMEDOUT 10.0.3.1:5432")],
  ["lookup of hosts", "same", bare("Error", "getaddrinfo ENOTFOUND db-1.example.com"), bare("Error", "getaddrinfo ENOTFOUND db-2.example.net")],
  ["heap sizes", "same", bare("RangeError", "Array buffer allocation failed: 1048576 bytes"), bare("RangeError", "Array buffer allocation failed: 2097151 bytes")],
  ["recursion depth", "same", node([route, ...Array<WireFrame>(12).fill(charge)]), node([route, ...Array<WireFrame>(200).fill(charge)])],
  ["aggregate with a cause", "different", wireChain("node", bare("Inner", "x"), node([route, charge])), node([route, charge])],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
