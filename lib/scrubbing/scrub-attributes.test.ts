import { describe, expect, it } from "vitest";
import type { ScrubbingSettings } from "#lib/scrubbing/schema.ts";
import { off, rule, scrubber, scrubExtra } from "#server/testing/scrub.ts";

const F = "[Filtered]";

type Parts = Partial<ScrubbingSettings>;

describe("attributes", () => {
  const none = { numbers: {}, booleans: {} };
  const texts = (attributes: Record<string, string>, project: Parts = {}) =>
    scrubber(project).attributes({ ...none, attributes }, "span").attributes;

  it("are scrubbed by name and value; statements and addresses of pages stay readable", () => {
    const given = {
      "http.request.header.authorization": "x",
      "db.query.text": "SELECT password FROM users WHERE card = 4111111111111111",
      "url.full": "https://u:p@example.com/reset-password",
      "user_agent.original": "secret/1",
      note: "password=1",
    };
    expect(texts(given)).toEqual({
      "http.request.header.authorization": F,
      "db.query.text": `SELECT password FROM users WHERE card = ${F}`,
      "url.full": `https://${F}@example.com/reset-password`,
      "user_agent.original": "secret/1",
      note: F,
    });
  });

  it("that are numbers or booleans go as a whole", () => {
    const given = {
      attributes: {},
      numbers: { otp: 123, "gen_ai.usage.input_tokens": 7, port: 80 },
      booleans: { authenticated: true },
    };
    expect(scrubber().attributes(given, "log")).toEqual({
      attributes: {},
      numbers: { "gen_ai.usage.input_tokens": 7, port: 80 },
      booleans: { authenticated: true },
    });
  });

  it.each([
    ["span.data.user.email", null],
    ["$span.data.'user.email'", null],
    ["user.email", null],
    ["log.attributes.**", "a@b.co"],
    ["** && !user.email", "a@b.co"],
  ])("are found as %s", (source, expected) => {
    const found = texts({ "user.email": "a@b.co" }, { ...off, rules: [rule("remove", "anything", source)] });
    expect(found["user.email"] ?? null).toBe(expected);
  });

  it("are hashed once", () => {
    const settings = { ...off, rules: [rule("hash", "anything", "**.email")] };
    expect(texts({ "user.email": "x" }, settings)["user.email"]).toBe(
      scrubExtra({ email: "x" }, settings)["email"],
    );
  });

  it("lose addresses when asked", () => {
    expect(
      texts(
        { "user.ip_address": "10.0.0.1", "client.address": "10.0.0.1", note: "10.0.0.1" },
        { scrubIpAddresses: true },
      ),
    ).toEqual({ note: "[ip]" });
  });
});

describe("a text", () => {
  it("keeps what is no secret", () => {
    expect(scrubber().text("password of bob@example.com: Bearer abcdefgh, card 4111111111111111")).toBe(
      `password of ${F}: Bearer ${F}, card ${F}`,
    );
    expect(scrubber({ scrubIpAddresses: true }).text("from 10.0.0.1")).toBe("from [ip]");
    expect(scrubber(off).text("bob@example.com")).toBe("bob@example.com");
    expect(
      scrubber({ ...off, rules: [rule("mask", "pattern", "message", { pattern: "\\d+" })] }).text("order 42"),
    ).toBe("order **");
  });
});
