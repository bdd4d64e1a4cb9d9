import { expect, it } from "vitest";
import { scrubSpan } from "#lib/traces/scrub-span.ts";
import { readStreamedSpan } from "#lib/traces/read-streamed-span.ts";
import { scrubber } from "#server/testing/scrub.ts";

const ids = { trace_id: "a".repeat(32), span_id: "b".repeat(16) };

it("takes secrets out of the attributes of links", () => {
  const attributes = {
    password: { value: "hunter2", type: "string" },
    why: { value: "batch", type: "string" },
    place: { value: 3, type: "integer" },
  };
  const links = [{ trace_id: "c".repeat(32), span_id: "d".repeat(16), sampled: true, attributes }];
  const span = readStreamedSpan({ ...ids, start_timestamp: 1, end_timestamp: 2, name: "take", links }, 0);
  expect(JSON.parse(scrubSpan(span!, scrubber()).span.links)).toEqual([
    { ...links[0], attributes: { password: "[Filtered]", why: "batch", place: 3 } },
  ]);
});
