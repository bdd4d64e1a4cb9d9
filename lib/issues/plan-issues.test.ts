import { describe, expect, it } from "vitest";
import type { KnownHashes } from "#lib/issues/hash-owners.ts";
import { planIssues } from "#lib/issues/plan-issues.ts";
import { buildEvent } from "#server/testing/build-event.ts";

const known = (owners: Record<string, number>, discarded: string[] = []): KnownHashes => ({
  owners: new Map(
    Object.entries(owners).map(([hash, issueId]) => [`1:${hash}`, { id: BigInt(issueId), issueId }]),
  ),
  discarded: new Set(discarded.map((hash) => `1:${hash}`)),
});

const event = (hashes: [string, ...string[]], fallbackHashes: string[] = []) => ({
  event: buildEvent(),
  grouping: { version: 1 as const, hashes, variants: [], fallbackHashes },
});
const never = () => undefined;

describe("the place of an event", () => {
  it.each([
    ["its primary hash's owner", event(["a", "s"]), known({ a: 1, s: 2 }), 1],
    ["its secondary hash's owner when the primary one is unknown", event(["b", "s"]), known({ s: 2 }), 2],
    ["a known fallback's owner when nothing else is known", event(["b"], ["old"]), known({ old: 3 }), 3],
    ["its own hash's owner before a fallback's", event(["b", "s"], ["old"]), known({ old: 3, s: 2 }), 2],
  ])("is %s", (_name, item, hashes, issueId) => {
    expect(planIssues([item], hashes, never).places).toEqual([{ issueId }]);
  });

  it.each([
    ["its primary hash", event(["a", "s"]), known({ s: 2 }, ["a"]), true],
    ["a secondary hash, and its primary one is unknown", event(["b", "s"]), known({}, ["s"]), true],
    ["a fallback, and nothing else is known", event(["b"], ["old"]), known({}, ["old"]), true],
    ["a secondary hash, but its primary one is an issue's", event(["a", "s"]), known({ a: 1 }, ["s"]), false],
  ])("of a discarded %s", (_name, item, hashes, isDropped) => {
    const plan = planIssues([item], hashes, never);
    expect(plan.places[0] === null).toBe(isDropped);
    expect(plan.hashes.map(({ key }) => key)).not.toContain("1:s");
  });

  it("is shared by the events of a batch that share a hash", () => {
    const [first, second, third] = [event(["a", "s"]), event(["b", "s"]), event(["c"])];
    const plan = planIssues([first, second, third], known({}), never);
    expect(plan.founders).toEqual([first, third]);
    expect(plan.places).toEqual([{ founder: first }, { founder: first }, { founder: third }]);
    expect(plan.hashes.map(({ key, primaryKey }) => [key, primaryKey])).toEqual([
      ["1:a", null],
      ["1:s", "1:a"],
      ["1:b", null],
      ["1:c", null],
    ]);
  });

  it("is a learned rule's issue only when no hash is known", () => {
    const places = planIssues([event(["a"]), event(["b", "s"])], known({ a: 1 }), () => 9).places;
    expect(places).toEqual([{ issueId: 1 }, { issueId: 9 }]);
  });

  it.each([
    ["an SDK's fingerprint", { name: "custom_fingerprint" as const, source: { kind: "sdk" as const } }],
    ["a checksum", { name: "checksum" as const }],
  ])("is never a learned rule's when it was asked for by %s", (_name, variant) => {
    const asked = event(["b"]);
    const variants = [{ ...variant, contributes: true, hash: "b" }];
    const plan = planIssues([{ ...asked, grouping: { ...asked.grouping, variants } }], known({}), () => 9);
    expect(plan.founders).toHaveLength(1);
  });

  it("never writes a fallback down", () => {
    const plan = planIssues([event(["b"], ["old"])], known({}), never);
    expect(plan.hashes.map(({ key }) => key)).toEqual(["1:b"]);
  });
});
