import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

const at = (module: string, name: string, context: string, more: WireFrame = {}): WireFrame => ({
  module,
  filename: `${module.replaceAll(".", "/")}.py`,
  abs_path: `/srv/app/${module.replaceAll(".", "/")}.py`,
  function: name,
  context_line: `        ${context}`,
  lineno: 20,
  in_app: true,
  ...more,
});
const library = (module: string, name: string, context: string, python = "3.12"): WireFrame =>
  at(module, name, context, {
    abs_path: `/usr/lib/python${python}/site-packages/${module}.py`,
    in_app: false,
  });
const django = (python = "3.12") => [
  library("django.core.handlers.exception", "inner", "response = get_response(request)", python),
  library("django.core.handlers.base", "_get_response", "response = wrapped_callback(request)", python),
];
const view = at("shop.views", "checkout", "order = place_order(request.user)");
const place = at("shop.orders", "place_order", "return Order.objects.get(pk=pk)");
const python = (frames: WireFrame[], type = "DoesNotExist", value = "Order 7 does not exist") =>
  wireError("python", [type, value], frames);
const bare = (type: string, value: string) => wireError("python", [type, value]);
const member = (id: number, value: string) => ({
  type: "ValueError",
  value,
  mechanism: { type: "chained", exception_id: id, parent_id: 0 },
  stacktrace: { frames: [place] },
});
const group = (...values: string[]) => ({
  platform: "python",
  exception: {
    values: [
      ...values.map((value, index) => member(index + 1, value)),
      {
        type: "ExceptionGroup",
        value: `unhandled errors in a TaskGroup (${values.length} sub-exceptions)`,
        mechanism: { type: "chained", exception_id: 0, is_exception_group: true },
        stacktrace: { frames: [view] },
      },
    ],
  },
});

// prettier-ignore
const pairs: Pair[] = [
  ["another Python and Django", "same", python([...django("3.11"), view, place]), python([...django("3.13"), view, place])],
  ["middleware more", "same", python([...django(), library("shopauth.middleware", "__call__", "x()"), view, place]), python([...django(), view, place])],
  ["another view", "different", python([...django(), view, place]), python([...django(), at("shop.views", "invoice", "order = place_order(request.user)"), place])],
  ["Gunicorn and Celery above the same task", "same", python([library("gunicorn.workers.sync", "handle", "self.wsgi(environ)"), view, place]), python([library("celery.app.trace", "trace_task", "R = fun(*args)"), view, place])],
  ["reformatted code", "same", python([view, place]), python([view, { ...place, context_line: "\treturn  Order.objects.get(pk=pk)  " }])],
  ["frozen importlib", "same", python([at("importlib._bootstrap", "_find_and_load", "x", { filename: "<frozen importlib._bootstrap>", abs_path: "<frozen importlib._bootstrap>", in_app: undefined }), view]), python([view])],
  ["local variables", "same", python([{ ...place, vars: { pk: "1" } }]), python([{ ...place, vars: { pk: "2" } }])],
  ["another type", "different", python([view, place]), python([view, place], "MultipleObjectsReturned")],
  ["a cause in another place", "different", wireChain("python", bare("KeyError", "'a'"), python([view])), wireChain("python", python([place], "KeyError", "'a'"), python([view]))],
  ["two and five equal members", "same", group("a", "b"), group("a", "b", "c", "d", "e")],
  ["a group of equal members and the member", "same", group("a", "b"), { platform: "python", exception: { values: [{ ...member(0, "z"), mechanism: undefined }] } }],
  ["process ids", "same", bare("WorkerLostError", "Worker exited prematurely: signal 9 (SIGKILL) Job: 12."), bare("WorkerLostError", "Worker exited prematurely: signal 9 (SIGKILL) Job: 4711.")],
  ["object addresses", "same", bare("TypeError", "<Order object at 0x7f1c2d3e4f50> is not JSON serializable"), bare("TypeError", "<Order object at 0x7f1c2d3e4fa0> is not JSON serializable")],
  ["classes", "different", bare("TypeError", "<Order object at 0x7f1c2d3e4f50> is not JSON serializable"), bare("TypeError", "<Cart object at 0x7f1c2d3e4f50> is not JSON serializable")],
  ["dates in a template", "same", { platform: "python", logentry: { message: "Report for %s failed", formatted: "Report for 2024-01-02 failed" } }, { platform: "python", logentry: { message: "Report for %s failed", formatted: "Report for yesterday failed" } }],
  ["two templates", "different", { platform: "python", logentry: { message: "Report for %s failed", formatted: "Report for A failed" } }, { platform: "python", logentry: { message: "Import of %s failed", formatted: "Import of A failed" } }],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
