import { describe, expect, it } from "vitest";
import { buildEvent } from "#server/testing/build-event.ts";
import { normalizePayload } from "#server/testing/normalize-payload.ts";
import { off, remarksOf, rule, scrub, scrubber, scrubExtra } from "#server/testing/scrub.ts";

const F = "[Filtered]";

describe("an event", () => {
  it("is scrubbed in every part that may hold secrets", () => {
    const scrubbed = scrubber().event(
      normalizePayload({
        message: {
          message: "for %s",
          params: ["secret 1"],
          formatted: "for bob@example.com with password x",
        },
        exception: {
          values: [
            {
              type: "Error",
              value: "password of 4111111111111111",
              mechanism: { type: "x", data: { token: "t" } },
              stacktrace: {
                frames: [
                  { filename: "password.js", abs_path: "/secret/a.js", vars: { password: "p", ok: "o" } },
                ],
              },
            },
          ],
        },
        breadcrumbs: [{ message: "password=1", data: { q: "Bearer abcdefgh", deep: { secret: "s" } } }],
        request: {
          url: "https://u:p@example.com/x?token=abc&q=1",
          headers: {
            authorization: "Basic x",
            "User-Agent": "secret/1.0 password",
            "X-Csrf-Token": "1",
            Accept: "*",
          },
          cookies: { sid: "1", theme: "dark", my_session: "2" },
          data: { login: "bob", password: "p" },
          env: { DB_PASSWORD: "p", PATH: "/bin" },
        },
        user: { id: "7", email: "bob@example.com", data: { api_key: "k" } },
        tags: { token: "t", plan: "pro" },
        contexts: {
          app: { secret: "s", name: "a" },
          trace: { trace_id: "0af7651916cd43dd8448eb211c80319c", span_id: "b7ad6b7169203331" },
        },
        debug_meta: {
          images: [
            { type: "sourcemap", code_file: "password.js", debug_id: "0af76519-16cd-43dd-8448-eb211c80319c" },
          ],
        },
      }),
    );
    expect(scrubbed.message).toEqual({
      formatted: `for ${F} with password x`,
      template: "for %s",
      params: [F],
    });
    expect(scrubbed.exceptions[0]).toMatchObject({
      value: `password of ${F}`,
      mechanism: { data: { token: F } },
      stacktrace: {
        frames: [{ filename: "password.js", absPath: "/secret/a.js", vars: { password: F, ok: "o" } }],
      },
    });
    expect(scrubbed.breadcrumbs[0]).toMatchObject({
      message: F,
      data: { q: `Bearer ${F}`, deep: { secret: F } },
    });
    expect(scrubbed.request).toMatchObject({
      url: `https://${F}@example.com/x`,
      query: [
        ["token", F],
        ["q", "1"],
      ],
      headers: [
        ["Authorization", F],
        ["User-Agent", "secret/1.0 password"],
        ["X-Csrf-Token", F],
        ["Accept", "*"],
      ],
      cookies: [
        ["sid", F],
        ["theme", "dark"],
        ["my_session", F],
      ],
      data: { login: "bob", password: F },
      env: { DB_PASSWORD: F, PATH: "/bin" },
    });
    expect(scrubbed.user).toMatchObject({ id: "7", email: "bob@example.com", data: { api_key: F } });
    const tags = new Map(scrubbed.tags);
    expect(tags.get("token")).toBe(F);
    expect(tags.get("plan")).toBe("pro");
    expect(tags.get("url")).toBe(`https://${F}@example.com/x`);
    expect(scrubbed.contexts["app"]).toMatchObject({ secret: F, name: "a" });
    expect(scrubbed.contexts["trace"]).toMatchObject({ trace_id: "0af7651916cd43dd8448eb211c80319c" });
    expect(JSON.stringify(scrubbed.debugImages)).toContain("password.js");
    expect(remarksOf(scrubbed)).toEqual(
      expect.arrayContaining([
        "scrubbed exception.values.0.stacktrace.frames.0.vars.password @password: removed",
        "scrubbed exception.values.0.value @creditcard: removed",
        "scrubbed logentry.formatted @email: removed",
        "scrubbed request.headers.Authorization @password: removed",
        "scrubbed request.cookies.sid @cookie: removed",
        "scrubbed breadcrumbs.values.0.data.deep.secret @password: removed",
        "scrubbed tags.token @token: removed",
      ]),
    );
  });

  it("without secrets is left as it is", () => {
    const event = normalizePayload({
      platform: "javascript",
      message: "hello",
      extra: { a: [1, { b: "c" }] },
      user: { id: 1 },
    });
    expect(scrubber().event(event)).toEqual(event);
  });

  it("is left alone when nothing is asked for", () => {
    const event = buildEvent({ extra: { password: "p" } });
    expect(scrubber(off).event(event)).toEqual(event);
  });

  it("is not changed itself", () => {
    const event = buildEvent({ extra: { password: "p", deep: { token: "t" } }, tags: [["token", "t"]] });
    const before = structuredClone(event);
    scrubber().event(event);
    expect(event).toEqual(before);
  });

  it("gets at most 200 remarks", () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`password${index}`, "x"]));
    expect(scrub({ extra: many }).remarks).toHaveLength(200);
    expect(Object.values(scrub({ extra: many }).extra)).toEqual(Array.from({ length: 500 }, () => F));
  });
});

describe("addresses", () => {
  const on = { scrubIpAddresses: true };
  it("are removed where they are known and replaced anywhere", () => {
    const scrubbed = scrubber(on).event(
      normalizePayload({
        user: { ip_address: "203.0.113.5" },
        request: {
          url: "http://10.0.0.1/x",
          headers: { "X-Forwarded-For": "10.0.0.1, 10.0.0.2", "X-Real-Ip": "10.0.0.1" },
          env: { REMOTE_ADDR: "10.0.0.1" },
        },
        extra: { note: "from 10.1.2.3 to 2001:db8::1 at 12:30:45", version: "1.2.3" },
      }),
    );
    expect(scrubbed.user?.ipAddress).toBeUndefined();
    expect(new Map(scrubbed.tags).has("user")).toBe(false);
    expect(scrubbed.request).toMatchObject({ url: "http://[ip]/x", headers: [], env: { REMOTE_ADDR: null } });
    expect(scrubbed.extra).toEqual({ note: "from [ip] to [ip] at 12:30:45", version: "1.2.3" });
  });

  it("stay unless asked for, or when the organization asks", () => {
    expect(scrub({ user: { ipAddress: "10.0.0.1" } }).user?.ipAddress).toBe("10.0.0.1");
    expect(scrub({ user: { ipAddress: "10.0.0.1" } }, {}, on).user?.ipAddress).toBeUndefined();
  });
});

describe("fields", () => {
  it("that are sensitive are found by a part of their name", () => {
    const settings = { ...off, sensitiveFields: ["Birth", " "] };
    expect(scrubExtra({ dateOfBirth: "1.1.", BIRTHDAY: 5, name: "x" }, settings)).toEqual({
      dateOfBirth: F,
      BIRTHDAY: null,
      name: "x",
    });
  });

  it("that are safe stay, by name or path, but not from advanced rules", () => {
    const value = { token_name: "x", deep: { password: "p" }, password: "p" };
    expect(scrubExtra(value, { safeFields: ["TOKEN_NAME", "deep.password"] })).toEqual({
      ...value,
      password: F,
    });
    expect(
      scrubExtra(value, {
        safeFields: ["token_name"],
        rules: [rule("mask", "anything", "extra.token_name")],
      }),
    ).toMatchObject({ token_name: "*" });
  });

  it("of the organization count for its projects", () => {
    expect(scrub({ extra: { birth: "x" } }, off, { sensitiveFields: ["birth"] }).extra).toEqual({ birth: F });
    expect(scrub({ extra: { password: "x" } }, off, { scrubDefaults: true }).extra).toEqual({ password: F });
  });
});
