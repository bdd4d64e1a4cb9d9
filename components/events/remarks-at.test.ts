import { describe, expect, it } from "vitest";
import { remarksAt } from "#components/events/remarks-at.ts";
import type { Remark } from "#lib/events/event.ts";

const scrubbed = (path: string): Remark => ({ path, kind: "scrubbed", detail: "@password: removed" });

describe("remarks", () => {
  const marks = remarksAt(
    [
      "request.headers.Authorization",
      "request.cookies.connect.sid",
      "breadcrumbs.values.0.data.q",
      "user",
    ].map(scrubbed),
  );
  it.each([
    [["request", "headers", "authorization"], 1],
    [["request", "cookies", "connect.sid"], 1],
    [["breadcrumbs", "0", "data", "q"], 1],
    [["user"], 1],
    [["user", "id"], 0],
    [["request"], 0],
    [["constructor", "x"], 0],
  ])("at %j: %d", (path, count) => {
    let place = marks;
    for (const key of path) place = place.at(key);
    expect(place.here).toHaveLength(count);
  });
});
