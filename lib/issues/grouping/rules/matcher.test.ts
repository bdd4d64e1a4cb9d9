import { describe, expect, it } from "vitest";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { compileMatchers } from "#lib/issues/grouping/rules/matcher.ts";

const event = buildEvent({
  platform: "python",
  level: "warning",
  logger: "shop.pay",
  transaction: "POST /pay",
  release: "shop@2.1.0",
  message: { formatted: "Order 12 failed", template: "Order %s failed" },
  tags: [["region", "eu"]],
  sdk: { name: "sentry.python.django", version: "2", integrations: [], packages: [] },
  threads: [
    { id: "7", name: "worker-1", state: "RUNNABLE", crashed: true, current: false, main: false },
    { id: "8", name: "worker-2", crashed: false, current: true, main: false },
  ],
  exceptions: [
    buildException("KeyError", "'Id'", [buildFrame({ module: "shop.cart", function: "load" })], {
      type: "chained",
    }),
    buildException("PayError", "Card [4] declined", [
      buildFrame({
        module: "flask.app",
        function: "run",
        inApp: false,
        absPath: "/Venv/Site-Packages/flask/app.py",
      }),
      buildFrame({ module: "shop.pay", function: "pay", filename: "shop\\Pay.py", package: "Shop" }),
    ]),
  ],
});

/** `!type:A*` as a matcher. */
function read(text: string) {
  const negated = text.startsWith("!");
  const at = text.indexOf(":");
  return { negated, key: text.slice(negated ? 1 : 0, at), pattern: text.slice(at + 1) };
}
const holds = (...texts: string[]) => compileMatchers(texts.map(read))(event);

describe("compileMatchers", () => {
  it.each([
    ["type:PayError", true],
    ["error.type:KeyError", true],
    ["type:payerror", false],
    ["type:*Error", true],
    ["!type:TypeError", true],
    ["value:CARD*", true],
    ["value:card [4] declined", true],
    ["value:card ? declined", false],
    ["error.value:*declined", true],
    ["mechanism:chained", true],
    ["message:order*", true],
    ["message:order %s*", true],
    ["message:*card*", true],
    ["message:*cart*", false],
    ["function:pay", true],
    ["stack.function:Pay", false],
    ["module:shop.*", true],
    ["module:shop", false],
    ["path:**/site-packages/**", true],
    ["path:/venv/*/app.py", false],
    ["path:/venv/*/*/app.py", true],
    ["path:shop/pay.py", true],
    ["path:/shop/*.py", true],
    ["path:shop\\pay.py", true],
    ["stack.filename:shop/*", true],
    ["package:shop", true],
    ["app:no", true],
    ["app:maybe", false],
    ["family:other", true],
    ["family:native,other", true],
    ["family:javascript", false],
    ["logger:shop.*", true],
    ["level:WARNING", true],
    ["tags.region:eu", true],
    ["tags.plan:*", false],
    ["!tags.plan:*", true],
    ["sdk:sentry.python*", true],
    ["release:shop@2.*", true],
    ["transaction:POST */pay", true],
    ["thread.name:worker-?", true],
    ["thread.id:7", true],
    ["thread.state:RUN*", true],
    ["colour:red", false],
    ["!colour:red", false],
  ])("%s: %s", (text, expected) => expect(holds(text)).toBe(expected));

  it.each([
    ["no matchers", [], false],
    ["one frame for all", ["module:shop.pay", "function:pay"], true],
    ["two frames", ["module:shop.cart", "function:pay"], false],
    ["negated on the same frame", ["module:shop.*", "!function:load"], true],
    ["one exception for all", ["type:PayError", "value:*declined"], true],
    ["two exceptions", ["type:KeyError", "value:*declined"], false],
    ["one thread for all", ["thread.crashed:1", "thread.name:worker-2"], false],
    ["the current thread", ["thread.current:yes", "thread.name:worker-2"], true],
    ["exception and frame", ["type:KeyError", "function:pay"], true],
  ] as const)("%s: %j %s", (_name, texts, expected) => expect(holds(...texts)).toBe(expected));

  it("finds nothing but what is not there in an empty event", () => {
    const empty = buildEvent();
    for (const key of ["type", "value", "message", "function", "module", "path", "thread.name", "logger"])
      expect(compileMatchers([{ key, pattern: "*", negated: false }])(empty), key).toBe(false);
    expect(compileMatchers([{ key: "type", pattern: "*", negated: true }])(empty)).toBe(true);
  });
});
