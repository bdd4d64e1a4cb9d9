import { describe, expect, it } from "vitest";
import { compare, versions, wireError, type Pair, type WireFrame } from "#server/testing/grouping-pairs.ts";

const at = (module: string, name: string, lineno: number, more: WireFrame = {}): WireFrame => ({
  module,
  function: name,
  filename: `${module.split("/").at(-1)}.go`,
  abs_path: `/build/${module}/${module.split("/").at(-1)}.go`,
  lineno,
  in_app: true,
  ...more,
});
const standard = (module: string, name: string, lineno = 2136): WireFrame =>
  at(module, name, lineno, { abs_path: `/usr/local/go/src/${module}.go`, in_app: false });
const server = [standard("net/http", "(*conn).serve"), standard("net/http", "HandlerFunc.ServeHTTP")];
const handle = at("example.com/shop/web", "(*Server).postOrder", 40);
const charge = at("example.com/shop/pay", "(*Client).Charge", 88);
const go = (frames: WireFrame[], type = "*errors.errorString", value = "card declined") =>
  wireError("go", [type, value], frames);
const bare = (type: string, value: string) => wireError("go", [type, value]);

// prettier-ignore
const pairs: Pair[] = [
  ["another version of Go", "same", go([...server, handle, charge]), go([standard("net/http", "(*conn).serve", 1995), standard("net/http", "serverHandler.ServeHTTP", 1), handle, charge])],
  ["lines move", "same", go([handle, charge]), go([{ ...handle, lineno: 41 }, { ...charge, lineno: 102 }])],
  ["another file of the package", "same", go([handle, charge]), go([handle, { ...charge, filename: "client.go", abs_path: "/build/client.go" }])],
  ["built in another folder", "same", go([handle, charge]), go([handle, { ...charge, abs_path: "/home/ci/pay/pay.go" }])],
  ["another receiver", "different", go([handle, charge]), go([handle, at("example.com/shop/pay", "(*Fake).Charge", 88)])],
  ["another package", "different", go([handle, charge]), go([handle, at("example.com/shop/billing", "(*Client).Charge", 88)])],
  ["another handler", "different", go([handle, charge]), go([at("example.com/shop/web", "(*Server).postRefund", 40), charge])],
  ["panic in the runtime", "same", go([handle, charge, standard("runtime", "gopanic")], "runtime.plainError", "a"), go([handle, charge, standard("runtime", "panicmem")], "runtime.plainError", "b")],
  ["nil pointer and index", "different", go([handle], "runtime.errorString", "x"), go([handle], "runtime.boundsError", "x")],
  ["modules of others", "same", go([at("github.com/gin-gonic/gin", "(*Engine).ServeHTTP", 1, { abs_path: "/root/go/pkg/mod/github.com/gin-gonic/gin@v1.9/gin.go", in_app: false }), handle]), go([at("github.com/labstack/echo", "(*Echo).ServeHTTP", 1, { abs_path: "/root/go/pkg/mod/github.com/labstack/echo@v4/echo.go", in_app: false }), handle])],
  ["vendored module", "same", go([at("example.com/shop/vendor/x", "Run", 1, { in_app: undefined }), handle]), go([handle])],
  ["deadlines", "same", bare("*url.Error", 'Get "https://api.example.com/v1/orders/12": context deadline exceeded (took 1.5s)'), bare("*url.Error", 'Get "https://api.example.com/v1/orders/77": context deadline exceeded (took 30s)')],
  ["dial of two hosts", "same", bare("*net.OpError", "dial tcp 10.1.2.3:443: connect: connection refused"), bare("*net.OpError", "dial tcp 10.9.9.9:8443: connect: connection refused")],
  ["two failures of a dial", "different", bare("*net.OpError", "dial tcp 10.1.2.3:443: connect: connection refused"), bare("*net.OpError", "dial tcp 10.1.2.3:443: i/o timeout")],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
