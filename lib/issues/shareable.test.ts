import { describe, expect, it } from "vitest";
import { shareableExceptions, withoutPeople } from "#lib/issues/shareable.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

describe("withoutPeople", () => {
  it.each([
    ["Refused for ada@example.com", "Refused for [hidden]"],
    ["connect ECONNREFUSED 10.1.2.3:5432", "connect ECONNREFUSED [hidden]:5432"],
    ["from 2001:db8::8a2e:370:7334", "from [hidden]"],
    ["card 4111 1111 1111 1111", "card [hidden]"],
    ["GET https://a.test/x?token=abc&b=c failed", "GET https://a.test/x failed"],
    ["https://ada:secret@a.test/", "https://[hidden]@a.test/"],
    ["Authorization: Bearer abcdef123456", "Authorization: Bearer [hidden]"],
    ["open /home/ada/notes.txt", "open /home/[hidden]/notes.txt"],
    [
      "Cannot read properties of undefined (reading 'map')",
      "Cannot read properties of undefined (reading 'map')",
    ],
    ["Order 12772 does not exist", "Order 12772 does not exist"],
    ["is a?b:c", "is a?b:c"],
  ])("%j becomes %j", (text, expected) => expect(withoutPeople(text)).toBe(expected));
});

describe("shareableExceptions", () => {
  const fileOf = (filename: string) => {
    const exception = buildException("Error", "x", [buildFrame({ filename })]);
    return shareableExceptions(buildEvent({ exceptions: [exception] }))[0]?.stacktrace?.frames[0]?.filename;
  };
  it.each([
    ["src/deep/er/pay.ts", "src/deep/er/pay.ts"],
    ["/srv/secret-host/app/src/pay.ts", "app/src/pay.ts"],
    ["C:\\Users\\ada\\app\\src\\pay.cs", "app/src/pay.cs"],
    ["https://shop.test/app.js?user=7", "https://shop.test/app.js"],
    ["node:internal/process", "node:internal/process"],
  ])("the file %j is shown as %j", (filename, expected) => expect(fileOf(filename)).toBe(expected));

  it("shows the stack of a message", () => {
    const stacktrace = { frames: [buildFrame({ function: "run", vars: { a: 1 } })] };
    const [shown] = shareableExceptions(buildEvent({ stacktrace }));
    expect(shown?.stacktrace?.frames[0]).toMatchObject({ function: "run" });
    expect(shown?.stacktrace?.frames[0]).not.toHaveProperty("vars");
    expect(shareableExceptions(buildEvent())).toEqual([]);
  });
});
