import { describe, expect, it } from "vitest";
import {
  compare,
  versions,
  wireChain,
  wireError,
  type Pair,
  type WireFrame,
} from "#server/testing/grouping-pairs.ts";

type Told = readonly [type: string, value: string];
const lost: Told = ["TypeError", "Cannot read properties of undefined (reading 'total')"];
const js = (frames: WireFrame[], told: Told = lost) => wireError("javascript", told, frames);
const at = (file: string, name: string | undefined, lineno: number, colno: number): WireFrame => ({
  filename: `https://shop.example/assets/${file}`,
  abs_path: `https://shop.example/assets/${file}`,
  function: name,
  lineno,
  colno,
  in_app: true,
});
/** A click that goes through React into the shop. */
const click = (bundle: string, line = 1, names = ["onClick", "addToCart", "total"]) => [
  at(`vendor.${bundle}.js`, "HTMLUnknownElement.callCallback", line, 4012),
  at(`vendor.${bundle}.js`, "Object.invokeGuardedCallbackDev", line, 4100),
  ...names.map((name, index) => at(`app.${bundle}.js`, name, line, 900 + index)),
];
/** The same as a source map shows it. */
const mapped = (module: string, name: string, context: string, line = 10): WireFrame => ({
  module,
  filename: `./src/${module}.ts`,
  abs_path: `webpack:///./src/${module}.ts`,
  function: name,
  lineno: line,
  colno: 5,
  context_line: context,
  in_app: true,
});
const cart = [
  mapped("pages/cart", "render", "  return <Total cart={cart} />;"),
  mapped("lib/total", "sum", "    sum += item.price;"),
];
const native = (name: string): WireFrame => ({
  filename: "[native code]",
  abs_path: "[native code]",
  function: name,
});
const recovery =
  "There was an error during concurrent rendering but React was able to recover by instead synchronously rendering the entire root.";
const caused = (value: string, name: string) => ({
  platform: "javascript",
  exception: {
    values: [
      {
        type: "Error",
        value,
        mechanism: { type: "chained", source: "cause", exception_id: 1, parent_id: 0 },
        stacktrace: { frames: [mapped("cart", name, "x()")] },
      },
      { type: "Error", value: recovery, mechanism: { type: "generic", exception_id: 0 } },
    ],
  },
});

// prettier-ignore
const pairs: Pair[] = [
  ["a new deployment", "same", js(click("3f9c1a")), js(click("77aa0b"))],
  ["lines and columns", "same", js(click("a", 1)), js(click("a", 2))],
  ["another host", "same", js([{ ...at("a.js", "pay", 1, 2) }]), js([{ ...at("a.js", "pay", 1, 2), filename: "https://cdn.example/a.js", abs_path: "https://cdn.example/a.js" }])],
  ["another click handler", "different", js(click("a")), js(click("a", 1, ["onClick", "removeFromCart", "total"]))],
  ["Chrome and Firefox", "same", js(click("a", 1, ["onClick", "Cart.total"])), js(click("a", 1, ["onClick", "total"]), ["TypeError", "cart is undefined"])],
  ["Chrome and Safari, native frames", "same", js([at("a.js", "Cart.total", 1, 1), { ...at("a.js", "Array.map", 1, 2), filename: "<anonymous>", abs_path: "<anonymous>", in_app: false }, at("a.js", "price", 1, 2)], lost), js([at("a.js", "total", 1, 1), native("map"), at("a.js", "price", 1, 2)], ["TypeError", "undefined is not an object (evaluating 'cart.total')"])],
  ["Firefox's async frames", "same", js([at("a.js", "async*load", 1, 1), at("a.js", "parse", 1, 2)]), js([at("a.js", "async load", 1, 1), at("a.js", "parse", 1, 2)])],
  ["Firefox's promise callbacks", "same", js([at("a.js", "promise callback*load", 1, 1), at("a.js", "parse", 1, 2)]), js([at("a.js", "load", 1, 1), at("a.js", "parse", 1, 2)])],
  ["a constructor", "same", js([at("a.js", "new Cart", 1, 1), at("a.js", "parse", 1, 2)]), js([at("a.js", "Cart", 1, 1), at("a.js", "parse", 1, 2)])],
  ["an alias", "same", js([at("a.js", "Object.save [as onSave]", 1, 1), at("a.js", "parse", 1, 2)]), js([at("a.js", "save", 1, 1), at("a.js", "parse", 1, 2)])],
  ["eval between", "same", js([at("a.js", "run", 1, 1), at("a.js", "eval", 1, 1), at("a.js", "go", 1, 1)]), js([at("a.js", "run", 1, 1), at("a.js", "go", 1, 1)])],
  ["blob worker", "same", js([{ function: "tick", filename: "blob:https://shop.example/4f0c-1", abs_path: "blob:https://shop.example/4f0c-1" }]), js([{ function: "tick", filename: "blob:https://shop.example/99aa-7", abs_path: "blob:https://shop.example/99aa-7" }])],
  ["source-mapped, lines move", "same", js(cart), js(cart.map((frame) => ({ ...frame, lineno: 99 })))],
  ["source-mapped, another line of code", "different", js(cart), js([cart[0] ?? {}, mapped("lib/total", "sum", "    sum += item.tax;")])],
  ["source-mapped, another module", "different", js(cart), js([cart[0] ?? {}, mapped("lib/tax", "sum", "    sum += item.price;")])],
  ["source-mapped libraries differ", "same", js([mapped("node_modules/react-dom/cjs/react-dom", "commit", "x", 1), ...cart]), js([mapped("node_modules/preact/dist/preact", "diff", "y", 2), ...cart])],
  ["polyfills", "same", js([mapped("node_modules/core-js/internals/task", "run", "x"), ...cart]), js(cart)],
  ["TypeError and RangeError in one place", "different", js(cart), js(cart, ["RangeError", "x"])],
  ["a script error without a stack", "same", wireError("javascript", ["Error", "Script error."]), wireError("javascript", ["Error", "Script error."])],
  ["unhandled rejection of different values", "different", wireError("javascript", ["UnhandledRejection", "Non-Error promise rejection captured with value: gold"]), wireError("javascript", ["UnhandledRejection", "Non-Error promise rejection captured with value: blue"])],
  ["failed fetches to different orders", "same", wireError("javascript", ["HTTPError", "GET https://api.example/orders/1 failed: 502"]), wireError("javascript", ["HTTPError", "GET https://api.example/orders/2 failed: 503"])],
  ["extensions' ids", "same", wireError("javascript", ["E", "port 3fa85f64-5717-4562-b3fc-2c963f66afa6 closed"]), wireError("javascript", ["E", "port 7c9e6679-7425-40de-944b-e07fc1f90ae7 closed"])],
  ["React 19 recovery from different causes", "different", caused("no price", "price"), caused("no tax", "tax")],
  ["React 19 recovery from one cause", "same", caused("no price 1", "price"), caused("no price 2", "price")],
  ["an error with a cause and without", "different", wireChain("javascript", js(click("a")), js(cart)), js(cart)],
];

describe.each(versions)("version %s", (version) => {
  it.each(pairs)("%s: %s", (_name, expected, a, b) => {
    expect(compare(a, b, version)).toBe(expected);
  });
});
