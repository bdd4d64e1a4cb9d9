import { describe, expect, it } from "vitest";
import { searchedText, stackColumns } from "#lib/events/searched-text.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

const placement = { title: "TypeError: Cart", culprit: "pay in cart.ts" };
const crumb = (message: string) => ({ type: "default", category: "ui", level: "info", message });

describe("stackColumns", () => {
  it("has every name of all stacks once, the innermost first", () => {
    const event = buildEvent({
      exceptions: [
        buildException("A", "", [
          buildFrame({ function: "outer" }),
          buildFrame({ function: "inner", package: "lib.so" }),
        ]),
        buildException("B", "", [buildFrame({ function: "inner", filename: "x.ts" })]),
      ],
      threads: [
        { crashed: false, current: false, main: true, stacktrace: { frames: [buildFrame({ module: "m" })] } },
      ],
      stacktrace: { frames: [buildFrame({ absPath: "/srv/x.ts" })] },
    });
    expect(stackColumns(event)).toEqual({
      stack_functions: ["inner", "outer"],
      stack_modules: ["m"],
      stack_files: ["x.ts"],
      stack_paths: ["/srv/x.ts"],
      stack_packages: ["lib.so"],
    });
  });

  it("keeps to 100 names, those nearest to the crash", () => {
    const frames = Array.from({ length: 500 }, (_, at) => buildFrame({ function: `f${at}` }));
    const { stack_functions: names } = stackColumns(
      buildEvent({ exceptions: [buildException("A", "", frames)] }),
    );
    expect([names.length, names[0]]).toEqual([100, "f499"]);
  });
});

describe("searchedText", () => {
  it("is everything in lower case, a line each, the newest breadcrumb first", () => {
    const event = buildEvent({
      message: { formatted: "Hello WORLD" },
      exceptions: [
        buildException("TypeError", "Größe", [
          buildFrame({ function: "chargeCard", filename: "src/Pay.ts" }),
        ]),
      ],
      breadcrumbs: [crumb("Old"), crumb("New")],
    });
    expect(searchedText(event, placement, stackColumns(event)).split("\n")).toEqual([
      "typeerror: cart",
      "pay in cart.ts",
      "hello world",
      "typeerror",
      "größe",
      "chargecard",
      "src/pay.ts",
      "new",
      "old",
    ]);
  });

  it("is bounded, and never ends within a character", () => {
    const event = buildEvent({
      breadcrumbs: Array.from({ length: 100 }, (_, at) => crumb(`${at}${"😀".repeat(400)}`)),
    });
    const text = searchedText(event, placement, stackColumns(event));
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.isWellFormed()).toBe(true);
  });
});
