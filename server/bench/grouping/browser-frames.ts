// Frames of three browsers, from bundles as they are and as source maps show them.
import type { Cause, Step } from "#server/bench/grouping/causes.ts";
import { lineOf, type Scene, type WireFrame } from "#server/bench/grouping/frames.ts";

export const browsers = ["chrome", "firefox", "safari"] as const;
export type Browser = (typeof browsers)[number];

/** Each browser has its own words for the name of one function. */
function nameIn(browser: Browser, name: string, { random }: Scene): string {
  if (browser === "chrome") return random.pick([`Object.${name}`, `Cart.${name}`, `async ${name}`, name]);
  return browser === "firefox" ? random.pick([name, `async*${name}`]) : name;
}

const bundle = (file: string, { release }: Scene) =>
  `https://shop.example/assets/${file}.${((release + 1) * 0x9e3779b1).toString(16).slice(0, 8)}.js`;

/** A frame of the bundle: the mangled name of another build has nothing to do with the one before. */
export function bundledFrame(step: Step, cause: Cause, browser: Browser, scene: Scene): WireFrame {
  const file = bundle("app", scene);
  const mangled = `${"abcdefgh"[(step.name.length + scene.release * 3) % 8]}${scene.release}`;
  return {
    filename: file,
    abs_path: file,
    function: cause.hard === "mangled" ? mangled : nameIn(browser, step.name, scene),
    lineno: 1,
    colno: 1_000 + lineOf(step, scene.release) * 40,
    in_app: true,
  };
}

/** The same after a source map: the place is the source's, the name is what the map gave, or still the bundle's. */
export function mappedFrame(step: Step, browser: Browser, scene: Scene): WireFrame {
  const { random } = scene;
  return {
    module: `src/${step.module}`,
    filename: `./src/${step.module}.ts`,
    abs_path: `webpack:///./src/${step.module}.ts`,
    function: random.chance(0.6)
      ? nameIn(browser, step.name, scene)
      : `${random.pick(["t", "e", "n"])}${random.below(9)}`,
    lineno: lineOf(step, scene.release),
    colno: 1 + random.below(40),
    context_line: `${"  ".repeat(1 + random.below(4))}${step.source}`,
    in_app: true,
  };
}

/** What only one browser shows: its own code between the project's. */
export function nativeFrames(browser: Browser, { random }: Scene): WireFrame[] {
  if (random.chance(0.6)) return [];
  if (browser === "safari")
    return [{ filename: "[native code]", abs_path: "[native code]", function: "map" }];
  if (browser === "chrome")
    return [{ filename: "<anonymous>", abs_path: "<anonymous>", function: "Array.map", in_app: true }];
  return [];
}

/** How a framework comes to the project's code, after a source map. */
export function frameworkFrames({ random, release }: Scene): WireFrame[] {
  const path = `webpack:///./node_modules/react-dom/cjs/react-dom.${release % 2 ? "production" : "profiling"}.js`;
  return Array.from({ length: random.below(4) }, () => ({
    module: "node_modules/react-dom/cjs/react-dom",
    filename: path,
    abs_path: path,
    function: random.pick(["commitRoot", "dispatchEvent", "batchedUpdates", "ac"]),
    context_line: "fn(a, b);",
    in_app: false,
  }));
}
