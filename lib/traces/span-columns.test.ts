import { describe, expect, it } from "vitest";
import { noAttributes } from "#lib/telemetry/attributes.ts";
import { inheritColumns, splitColumns } from "#lib/traces/span-columns.ts";

const split = (attributes: Record<string, string>, numbers: Record<string, number> = {}) =>
  splitColumns({ ...noAttributes(), attributes, numbers });

describe("columns of a span", () => {
  it.each([
    ["a status as a number", {}, { "http.response.status_code": 503 }, { http_status: 503 }],
    ["a status as a text", { "http.response.status_code": "503" }, {}, { http_status: 503 }],
    ["a status that is none", {}, { "http.response.status_code": 70_000 }, { http_status: 0 }],
    ["a rate above 1", {}, { "sentry.sample_rate": 20 }, { sample_rate: 0 }],
    ["a rate as a text", { "sentry.sample_rate": "0.25" }, {}, { sample_rate: 0.25 }],
    ["a thread's number", {}, { "thread.id": 7 }, { thread_id: "7" }],
    ["a user's number", {}, { "user.id": 42 }, { user_id: "42", user: "id:42" }],
    ["a user by address", { "user.ip_address": "203.0.113.7" }, {}, { user: "ip:203.0.113.7" }],
    ["an address that is none", { "user.ip_address": "here" }, {}, { user: "", user_ip: "" }],
    ["a release that is none", { "sentry.release": "a/b" }, {}, { release: "" }],
    ["an environment that is none", { "sentry.environment": "none" }, {}, { environment: "" }],
    [
      "a replay with dashes",
      { "sentry.replay_id": "11111111-1111-1111-1111-11111111111A" },
      {},
      { replay_id: "1111111111111111111111111111111a" },
    ],
    ["a replay that is none", { "sentry.replay_id": "x" }, {}, { replay_id: "" }],
    ["a method in small letters", { "http.request.method": "get" }, {}, { http_method: "GET" }],
    ["a visitor's system", { "client_os.name": "iOS" }, {}, { os_name: "iOS" }],
  ])("%s", (_name, attributes, numbers, expected) => {
    expect(split(attributes, numbers).columns).toMatchObject(expected);
  });

  it("leave in the maps what they would cut", () => {
    const url = `https://example.com/${"x".repeat(3_000)}`;
    const { columns, rest } = split({ "url.full": url, "sentry.op": "http.client" });
    expect(columns.url).toHaveLength(2_048);
    expect(rest.attributes).toEqual({ "url.full": url });
  });

  it("of a transaction hold for its children, but for what is a span's own", () => {
    const root = split({
      "sentry.op": "http.server",
      "sentry.origin": "auto",
      "sentry.release": "a@1",
      "user.id": "1",
      "url.full": "https://a.example",
      "http.request.method": "GET",
      "http.response.status_code": "200",
    }).columns;
    const child = split({ "sentry.op": "db", "sentry.release": "a@2" }).columns;
    expect(inheritColumns(child, root)).toMatchObject({
      op: "db",
      origin: "",
      release: "a@2",
      user: "id:1",
      url: "",
      http_method: "",
      http_status: 0,
    });
  });
});
