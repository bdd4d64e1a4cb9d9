import { describe, expect, it } from "vitest";
import { compileGrouping } from "#lib/issues/grouping/compile-grouping.ts";
import { groupEvent } from "#lib/issues/grouping/group-event.ts";
import type { GroupingSettings } from "#lib/issues/grouping/settings.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

const event = buildEvent({ message: { formatted: "'utf-8' cannot be read" } });
const group = (settings: Partial<GroupingSettings>, of = event) =>
  groupEvent(
    of,
    compileGrouping({ version: 1, previous: null, stackTraceRules: "", fingerprintRules: "", ...settings }),
  );

describe("a new version", () => {
  const previous = { version: 1 as const, until: event.receivedAt + 1 };

  it("looks the hashes of the one before up while that is young", () => {
    expect(group({ version: 2, previous }).fallbackHashes).toEqual(group({}).hashes);
    expect(group({ version: 2, previous }).hashes).toEqual(group({ version: 2 }).hashes);
    expect(group({ version: 2, previous }).hashes).not.toEqual(group({}).hashes);
  });

  it.each([
    ["there was none before", { version: 2 as const }],
    ["the time is over", { version: 2 as const, previous: { ...previous, until: event.receivedAt } }],
    ["it is the same", { version: 1 as const, previous }],
    ["a fingerprint decides", { version: 2 as const, previous, fingerprintRules: "level:error -> x" }],
  ])("looks nothing up when %s", (_name, settings) => expect(group(settings).fallbackHashes).toEqual([]));

  it("gives stacks the hashes that they had", () => {
    const stack = buildEvent({ exceptions: [buildException("E", "utf-8", [buildFrame({ function: "f" })])] });
    expect(group({ version: 2, previous }, stack)).toEqual({ ...group({}, stack), version: 2 });
  });

  it("goes back to the one before, too", () => {
    const back = { version: 1 as const, previous: { version: 2 as const, until: event.receivedAt + 1 } };
    expect(group(back).fallbackHashes).toEqual(group({ version: 2 }).hashes);
  });
});

describe("compiled rules", () => {
  it("are remembered by their text, many texts or few", () => {
    const rules = (index: number) => `message:*utf-8* -> text-${index}\n# ${"x".repeat(60_000)}`;
    const made = Array.from(
      { length: 80 },
      (_, index) => group({ fingerprintRules: rules(index) }).variants[0],
    );
    expect(made.map((variant) => variant?.fingerprint?.[0])).toEqual(made.map((_, index) => `text-${index}`));
    const settings = {
      version: 1 as const,
      previous: null,
      stackTraceRules: "app:yes -app",
      fingerprintRules: "",
    };
    expect(compileGrouping(settings).judge).toBe(compileGrouping({ ...settings }).judge);
    expect(compileGrouping({ ...settings, stackTraceRules: " \n" }).judge).toBeNull();
  });
});
