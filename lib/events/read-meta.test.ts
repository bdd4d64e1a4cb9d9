import { describe, expect, it } from "vitest";
import { normalizePayload } from "#server/testing/normalize-payload.ts";

const remarks = (meta: unknown) => normalizePayload({ message: "x", _meta: meta }).remarks;

describe("_meta", () => {
  it("tells what the SDK took out and cut", () => {
    const meta = {
      request: {
        headers: { authorization: { "": { rem: [["@password", "s", 0, 10]], len: 5 } } },
        data: { "": { len: 20_000 } },
      },
      extra: { a: { 0: { "": { rem: [["!limit", "x"]] } } } },
    };
    expect(remarks(meta)).toEqual([
      { path: "request.headers.authorization", kind: "scrubbed", detail: "@password: replaced by the SDK" },
      { path: "request.data", kind: "truncated", detail: "20000 characters, cut by the SDK" },
      { path: "extra.a.0", kind: "scrubbed", detail: "!limit: removed by the SDK" },
    ]);
  });

  it.each([[null], [1], ["x"], [[]], [{ "": 1 }], [{ a: { "": { rem: "x" } } }], [{ a: { "": {} } }]])(
    "%j tells nothing",
    (meta) => expect(remarks(meta)).toEqual([]),
  );

  it("is bounded", () => {
    const many = Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`k${at}`, { "": { len: 1 } }]));
    expect(remarks(many)).toHaveLength(50);
  });
});
