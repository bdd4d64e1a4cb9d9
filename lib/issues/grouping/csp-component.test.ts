import { expect, it } from "vitest";
import type { Event } from "#lib/events/event.ts";
import { groupEvent } from "#lib/issues/grouping/group-event.ts";
import { describeEvent } from "#lib/issues/title.ts";
import { buildEvent } from "#server/testing/build-event.ts";

const violation = (csp: Event["contexts"][string], parts: Partial<Event> = {}) =>
  buildEvent({ type: "csp", message: { formatted: "Blocked" }, contexts: { csp }, ...parts });
const hashOf = (event: Event) => groupEvent(event).hashes[0];

const first = violation({
  effective_directive: "img-src",
  blocked_source: "a.example",
  blocked_uri: "https://a.example/1",
});

it("groups violations by directive and source, whatever else they say", () => {
  const again = violation(
    { effective_directive: "img-src", blocked_source: "a.example", blocked_uri: "https://a.example/2" },
    { message: { formatted: "Other words" } },
  );
  expect(hashOf(again)).toBe(hashOf(first));
  for (const other of [
    violation({ effective_directive: "img-src", blocked_source: "b.example" }),
    violation({ effective_directive: "font-src", blocked_source: "a.example" }),
  ])
    expect(hashOf(other)).not.toBe(hashOf(first));
});

it("names the directive as the culprit", () => {
  expect(describeEvent(first)).toMatchObject({ title: "Blocked", culprit: "img-src", type: "csp" });
});

it("leaves other events as they are, even with a context of that name", () => {
  const message = { formatted: "Blocked" };
  const plain = hashOf(buildEvent({ message }));
  expect(
    hashOf(
      buildEvent({ message, contexts: { csp: { effective_directive: "img-src", blocked_source: "a" } } }),
    ),
  ).toBe(plain);
  expect(hashOf(violation({ effective_directive: 7 }))).toBe(plain);
});
