import { expect, it } from "vitest";
import { eventJson } from "#lib/events/event-json.ts";
import { buildEvent, buildFrame } from "#server/testing/build-event.ts";

it("writes the place in a template with its lines", () => {
  const template = buildFrame({ filename: "a.html", line: 7, preContext: ["<p>"], contextLine: "{{ x }}" });
  const described = { title: "a.html", culprit: "", issueId: 1, metadata: {} };
  const { entries } = eventJson(buildEvent({ template }), described, { previousId: null, nextId: null });
  const context = [
    [6, "<p>"],
    [7, "{{ x }}"],
  ];
  const data = { filename: "a.html", absPath: null, lineNo: 7, context };
  expect(entries).toEqual([{ type: "template", data }]);
});
