import { describe, expect, it } from "vitest";
import type { Event, Json } from "#lib/events/event.ts";
import type { ScrubbingRule } from "#lib/scrubbing/schema.ts";
import { buildException, buildFrame } from "#server/testing/build-event.ts";
import { normalizePayload } from "#server/testing/normalize-payload.ts";
import { off, remarksOf, rule, scrub, scrubber, scrubExtra } from "#server/testing/scrub.ts";

const F = "[Filtered]";

describe("an advanced rule", () => {
  const run = (rules: ScrubbingRule[], value: Record<string, Json>) => scrubExtra(value, { ...off, rules });

  it.each<[string, string, string, Partial<ScrubbingRule>]>([
    ["creditcard", "a 4111111111111111 b", "a X b", {}],
    ["@CreditCard", "a 4111111111111111 b", "a X b", {}],
    ["iban", "GB82WEST12345698765432!", "X!", {}],
    ["usssn", "078-05-1120", "X", {}],
    ["email", "to bob.b+c@mail.example.com, eve@x.org", "to X, X", {}],
    ["ip", "10.0.0.1 and ::1 but a::b", "X and X but X", {}],
    ["ip", "std::vector at 1.2.3.4.5 300.1.1.1", "std::vector at 1.2.3.4.5 300.1.1.1", {}],
    ["mac", "4a:00:04:10:9b:50 x", "X x", {}],
    ["imei", "356938035643809", "X", {}],
    ["imei", "356938035643808", "356938035643808", {}],
    ["uuid", "id 123e4567-e89b-12d3-a456-426614174000", "id X", {}],
    [
      "pemkey",
      "-----BEGIN A KEY-----\nabc\n-----END A KEY-----",
      "-----BEGIN A KEY-----\nX-----END A KEY-----",
      {},
    ],
    ["urlauth", "redis://:pw@host", "redis://X@host", {}],
    ["bearer", "Authorization: Bearer abc.def-ghi", "Authorization: Bearer X", {}],
    ["userpath", "/Users/alice/a.js C:\\Users\\bob\\x", "/Users/X/a.js C:\\Users\\X\\x", {}],
    ["password", "my password is x", "X", {}],
    ["password", "nothing here", "nothing here", {}],
    ["anything", "whatever", "X", {}],
    ["pattern", "order 123 and 45", "order X and X", { pattern: "\\d+" }],
    ["pattern", "aaa", "aaa", { pattern: "x*" }],
    ["pattern", "Straße", "StraXe", { pattern: "ß" }],
  ])("for %s in %s", (type, text, expected, more) =>
    expect(run([rule("replace", type, "extra.**", { replacement: "X", ...more })], { note: text })).toEqual({
      note: expected,
    }),
  );

  it.each<[ScrubbingRule["method"], string, string, Json]>([
    ["remove", "anything", "a b", null],
    ["remove", "email", "x a@b.co y", "x  y"],
    ["mask", "anything", "abc", "***"],
    ["mask", "email", "x a@b.co y", "x ****** y"],
    ["replace", "email", "x a@b.co y", `x ${F} y`],
  ])("may %s %s", (method, type, text, expected) =>
    expect(run([rule(method, type, "extra.**")], { note: text })).toEqual({ note: expected }),
  );

  it("hashes the same to the same, and never twice", () => {
    const first = run([rule("hash", "anything", "extra.*")], { a: "x", b: "x", c: "y" });
    expect(first["a"]).toMatch(/^[\da-f]{32}$/);
    expect(first["a"]).toBe(first["b"]);
    expect(first["c"]).not.toBe(first["a"]);
    const token = scrub({ extra: { token: "x" } }, { rules: [rule("hash", "anything", "extra.token")] });
    expect(token.extra["token"]).toBe(first["a"]);
  });

  it("makes null of whatever is no text", () => {
    const value = { n: 1, t: true, l: [1], o: { a: 1 }, z: null };
    expect(run([rule("mask", "anything", "extra.*")], value)).toEqual({
      n: null,
      t: null,
      l: null,
      o: null,
      z: null,
    });
    expect(run([rule("mask", "anything", "$number")], value)).toEqual({
      ...value,
      n: null,
      l: [null],
      o: { a: null },
    });
  });

  it("for a form holds for everything below its source, unless that excludes something", () => {
    const value = { user: { email: "a@b.co", other: "c@d.co" } };
    const replace = (source: string) => run([rule("replace", "email", source, { replacement: "X" })], value);
    expect(replace("extra.user")).toEqual({ user: { email: "X", other: "X" } });
    expect(replace("extra.** && !email")).toEqual({ user: { email: "a@b.co", other: "X" } });
    const removed = run([rule("remove", "anything", "extra.** && !email")], value);
    expect(removed).toEqual({ user: { email: "a@b.co", other: null } });
  });

  it.each<[string, Partial<Event>, (event: Event) => unknown, unknown]>([
    ["user.email", { user: { id: "1", email: "a@b.co" } }, (event) => event.user, { id: "1" }],
    ["$user", { user: { id: "1" } }, (event) => event.user, undefined],
    ["user.id", { user: { id: "1" }, tags: [["user", "id:1"]] }, (event) => event.tags, []],
    ["tags.user", { user: { id: "1" }, tags: [["user", "id:1"]] }, (event) => event.tags, []],
    [
      "request.headers.authorization",
      {
        request: {
          headers: [
            ["Authorization", "x"],
            ["A", "b"],
          ],
        },
      },
      (event) => event.request?.headers,
      [["A", "b"]],
    ],
    ["$http", { request: { url: "x" } }, (event) => event.request, undefined],
    ["$http.query_string.*", { request: { query: [["a", "b"]] } }, (event) => event.request?.query, []],
    ["$message", { message: { formatted: "x" } }, (event) => event.message, undefined],
    ["message", { message: { formatted: "x" } }, (event) => event.message, undefined],
    ["logentry.formatted", { message: { formatted: "x" } }, (event) => event.message?.formatted, ""],
    ["$error.value", { exceptions: [buildException("E", "x")] }, (event) => event.exceptions[0]?.value, ""],
    [
      "exception.values.0.type",
      { exceptions: [buildException("E", "x")] },
      (event) => event.exceptions[0]?.type,
      "",
    ],
    [
      "$frame.abs_path",
      { exceptions: [buildException("E", "x", [buildFrame({ absPath: "/a" })])] },
      (event) => event.exceptions[0]?.stacktrace?.frames,
      [{ inApp: true }],
    ],
    [
      "$frame.vars",
      { exceptions: [buildException("E", "x", [buildFrame({ vars: { a: 1 } })])] },
      (event) => event.exceptions[0]?.stacktrace?.frames,
      [{ inApp: true }],
    ],
    [
      "$frame.context_line",
      {
        threads: [
          {
            crashed: false,
            current: false,
            main: false,
            stacktrace: { frames: [buildFrame({ contextLine: "x" })] },
          },
        ],
      },
      (event) => event.threads[0]?.stacktrace?.frames,
      [{ inApp: true }],
    ],
    ["$stack", { stacktrace: { frames: [buildFrame()] } }, (event) => event.stacktrace, undefined],
    [
      "$thread.name",
      { threads: [{ name: "x", crashed: false, current: false, main: false }] },
      (event) => event.threads[0]?.name,
      undefined,
    ],
    [
      "$breadcrumb",
      { breadcrumbs: [{ type: "a", category: "b", level: "info" }] },
      (event) => event.breadcrumbs,
      [],
    ],
    [
      "breadcrumbs.values.0.data.q",
      { breadcrumbs: [{ type: "a", category: "b", level: "info", data: { q: "x" } }] },
      (event) => event.breadcrumbs[0]?.data,
      { q: null },
    ],
    [
      "contexts.app",
      { contexts: { app: { a: 1 }, os: { b: 2 } } },
      (event) => event.contexts,
      { os: { b: 2 } },
    ],
    ["contexts.app.a", { contexts: { app: { a: 1 } } }, (event) => event.contexts, { app: { a: null } }],
    [
      "tags.plan",
      {
        tags: [
          ["plan", "pro"],
          ["a", "b"],
        ],
      },
      (event) => event.tags,
      [["a", "b"]],
    ],
    ["server_name", { serverName: "x" }, (event) => event.serverName, undefined],
    ["transaction", { transaction: "x" }, (event) => [event.transaction, event.tags], [undefined, []]],
    ["checksum", { checksum: "x" }, (event) => event.checksum, undefined],
    [
      "template.context_line",
      { template: buildFrame({ filename: "a.html", contextLine: "x", preContext: ["y"] }) },
      (event) => event.template,
      { inApp: true, filename: "a.html", preContext: ["y"] },
    ],
    ["template", { template: buildFrame({ filename: "a.html" }) }, (event) => event.template, undefined],
    ["fingerprint.*", { fingerprint: ["x"] }, (event) => event.fingerprint, [""]],
    [
      "$sdk.name",
      { sdk: { name: "x", version: "1", integrations: [], packages: [] } },
      (event) => event.sdk?.name,
      "",
    ],
    [
      "flags.values.0.result",
      { flags: [{ flag: "a", result: true }] },
      (event) => event.flags,
      [{ flag: "a", result: null }],
    ],
  ])("finds %s", (source, event, read, expected) => {
    const scrubbed = scrub(event, { ...off, rules: [rule("remove", "anything", source)] });
    expect(JSON.parse(JSON.stringify({ read: read(scrubbed) }))).toEqual(
      JSON.parse(JSON.stringify({ read: expected })),
    );
  });

  it("leaves ids, times, release and debug images alone", () => {
    const event = normalizePayload({
      release: "a@1",
      environment: "p",
      debug_meta: {
        images: [{ type: "sourcemap", code_file: "a", debug_id: "0af76519-16cd-43dd-8448-eb211c80319c" }],
      },
    });
    const scrubbed = scrubber({ rules: [rule("remove", "anything", "**")] }).event(event);
    expect(scrubbed).toMatchObject({
      eventId: event.eventId,
      timestamp: event.timestamp,
      release: "a@1",
      environment: "p",
      debugImages: event.debugImages,
    });
  });

  it("of the organization runs first", () => {
    const project = {
      ...off,
      rules: [rule("replace", "pattern", "extra.*", { pattern: "b", replacement: "c" })],
    };
    const organization = {
      rules: [rule("replace", "pattern", "extra.*", { pattern: "a", replacement: "b" })],
    };
    const scrubbed = scrub({ extra: { x: "a" } }, project, organization);
    expect(scrubbed.extra).toEqual({ x: "c" });
    expect(remarksOf(scrubbed)).toEqual([
      "scrubbed extra.x @pattern: replaced (organization rule 1)",
      "scrubbed extra.x @pattern: replaced (project rule 1)",
    ]);
  });

  it("that cannot be compiled stops no other", () => {
    const rules = [
      rule("mask", "nonsense", "extra.*"),
      rule("mask", "pattern", "extra.*", { pattern: "(" }),
      rule("mask", "anything", "extra.x"),
    ];
    expect(run(rules, { x: "a" })).toEqual({ x: "*" });
  });
});
