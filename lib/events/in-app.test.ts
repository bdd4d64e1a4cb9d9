import { describe, expect, it } from "vitest";
import type { Frame } from "#lib/events/event.ts";
import { markInApp } from "#lib/events/in-app.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

/** What becomes of a lone frame whose SDK said `sdkInApp` (undefined: nothing). */
function mark(platform: string, sdkInApp: boolean | undefined, frame: Partial<Frame>): boolean | undefined {
  const frames = [buildFrame({ ...frame, sdkInApp, inApp: sdkInApp ?? false })];
  const event = buildEvent({ platform, exceptions: [buildException("E", "v", frames)] });
  return markInApp(event).exceptions[0]?.stacktrace?.frames[0]?.inApp;
}

const cases: [platform: string, sdk: boolean | undefined, frame: Partial<Frame>, expected: boolean][] = [
  ["javascript", true, { absPath: "https://shop.example/app.js" }, true],
  ["javascript", undefined, { absPath: "https://shop.example/app.js" }, true],
  ["javascript", false, { absPath: "https://shop.example/app.js" }, false],
  ["javascript", true, { absPath: "webpack:///./node_modules/react/index.js" }, false],
  ["javascript", true, { absPath: "webpack:///./src/node_modules_list.js" }, true],
  ["javascript", true, { filename: "node_modules/react/index.js" }, false],
  ["javascript", true, { absPath: "https://unpkg.com/vue@3/dist/vue.js" }, false],
  ["javascript", true, { absPath: "https://cdnjs.cloudflare.com/ajax/jquery.js" }, false],
  ["javascript", true, { absPath: "https://cdn.jsdelivr.net/npm/x.js" }, false],
  ["javascript", true, { absPath: "https://esm.run/x" }, false],
  ["javascript", true, { absPath: "native" }, false],
  ["javascript", true, { absPath: "[native code]" }, false],
  ["javascript", true, { filename: "<anonymous>", function: "JSON.stringify" }, false],
  ["javascript", true, { absPath: "https://shop.example/vendor/jquery.js" }, false],
  ["javascript", true, { absPath: "https://shop.example/core-js/array.js" }, false],
  ["javascript", true, { module: "tslib/tslib.es6", absPath: "https://shop.example/1.js" }, false],
  ["javascript", true, { absPath: "https://cdn.lr-ingest.io/LogRocket.min.js" }, false],
  ["node", undefined, { absPath: "/srv/app/cart.js" }, true],
  ["node", true, { absPath: "C:\\app\\cart.js" }, true],
  ["node", true, { absPath: "C:\\app\\node_modules\\pg\\index.js" }, false],
  ["node", true, { absPath: "node:internal/modules/cjs/loader" }, false],
  ["node", true, { absPath: "events.js" }, false],
  ["node", true, { absPath: "app:///cart.js" }, true],
  ["node", true, { absPath: "webpack-internal:///./src/cart.ts" }, true],
  ["node", true, { absPath: "file:///srv/app/cart.mjs" }, true],
  ["node", true, { absPath: "./src/cart.ts" }, true],
  ["node", true, { function: "processTicksAndRejections" }, false],
  ["node", true, { absPath: "/srv/app/queue.js", function: "nextTick" }, true],
  ["python", undefined, { absPath: "/srv/app/pay.py" }, true],
  ["python", undefined, { absPath: "/venv/lib/python3.13/site-packages/flask/app.py" }, false],
  ["python", true, { absPath: "/venv/lib/python3.13/site-packages/mylib/app.py" }, true],
  ["python", undefined, { absPath: "/usr/lib/python3/dist-packages/x.py" }, false],
  ["python", undefined, { absPath: "/opt/lib/python3.13/json/decoder.py" }, false],
  ["python", undefined, { absPath: "<frozen importlib._bootstrap>" }, false],
  ["go", undefined, { module: "main", absPath: "/src/main.go" }, true],
  ["go", undefined, { module: "example.com/shop/pay", absPath: "/src/pay.go" }, true],
  [
    "go",
    undefined,
    { module: "github.com/lib/pq", absPath: "/root/go/pkg/mod/github.com/lib/pq/c.go" },
    false,
  ],
  ["go", undefined, { module: "net/http", absPath: "/usr/local/go/src/net/http/server.go" }, false],
  ["go", undefined, { module: "runtime" }, false],
  ["go", undefined, { module: "example.com/shop/vendor/x" }, false],
  ["go", undefined, { module: "example.com/third_party/x" }, false],
  ["java", undefined, { module: "com.acme.Cart" }, true],
  ["java", undefined, { module: "java.util.ArrayList" }, false],
  ["java", undefined, { module: "org.springframework.web.Filter" }, false],
  ["java", undefined, { module: "javascript.Tools" }, true],
  ["php", undefined, { absPath: "/srv/vendor/symfony/x.php" }, false],
  ["php", undefined, { absPath: "/srv/src/Cart.php" }, true],
  ["ruby", undefined, { absPath: "/usr/local/bundle/gems/rack-3.0/lib/rack.rb" }, false],
  ["ruby", undefined, { absPath: "/srv/app/models/cart.rb" }, true],
  ["csharp", undefined, { module: "System.Linq.Enumerable" }, false],
  ["csharp", undefined, { module: "Shop.Cart" }, true],
  ["native", undefined, { function: "add" }, false],
  ["native", undefined, { package: "/var/containers/Bundle/Application/1/Shop.app/Shop" }, true],
  ["native", true, { function: "add" }, true],
  ["native", true, { function: "abort" }, false],
  ["native", undefined, { package: "/System/Library/UIKit", function: "f" }, false],
];

describe("markInApp", () => {
  it.each(cases)("%s, SDK says %s: %o → %s", (platform, sdk, frame, expected) => {
    expect(mark(platform, sdk, frame)).toBe(expected);
  });

  it("takes silence for a no when the SDK named its own frames", () => {
    const silent = buildFrame({ module: "com.acme.Other", inApp: false });
    const named = buildFrame({ module: "com.acme.Cart", sdkInApp: true });
    const event = buildEvent({ platform: "java", exceptions: [buildException("E", "v", [silent, named])] });
    expect(markInApp(event).exceptions[0]?.stacktrace?.frames.map((frame) => frame.inApp)).toEqual([
      false,
      true,
    ]);
  });

  it("goes by the frame's own platform", () => {
    expect(mark("javascript", undefined, { platform: "go", module: "net/http" })).toBe(false);
  });

  it("reaches threads and a bare stack, keeps its input, and settles at once", () => {
    const frame = () => buildFrame({ absPath: "/srv/node_modules/a.js" });
    const event = buildEvent({
      threads: [{ crashed: true, current: true, main: true, stacktrace: { frames: [frame()] } }],
      stacktrace: { frames: [frame()] },
    });
    const before = structuredClone(event);
    const marked = markInApp(event);
    expect(event).toEqual(before);
    expect(marked.threads[0]?.stacktrace?.frames[0]?.inApp).toBe(false);
    expect(marked.stacktrace?.frames[0]?.inApp).toBe(false);
    expect(markInApp(marked)).toBe(marked);
  });
});
