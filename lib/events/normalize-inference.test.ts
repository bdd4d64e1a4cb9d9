import { describe, expect, it } from "vitest";
import { normalizePayload as normalize } from "#server/testing/normalize-payload.ts";

const edge =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.3650.66";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

describe("the user's address", () => {
  const settings = (infer_ip: unknown) => ({ settings: { infer_ip } });
  const js = "javascript";
  const mine = "198.51.100.1";
  const seen = "203.0.113.5";
  it.each([
    ["auto, none told", { sdk: settings("auto") }, seen],
    ["auto, asked for", { sdk: settings("auto"), user: { ip_address: "{{auto}}" } }, seen],
    ["auto, told", { sdk: settings("auto"), user: { ip_address: mine } }, mine],
    ["never, asked for", { sdk: settings("never"), user: { ip_address: "{{auto}}" } }, undefined],
    ["never, told", { sdk: settings("never"), user: { ip_address: mine } }, mine],
    ["never, in a browser", { sdk: settings("never"), platform: js }, undefined],
    ["an unknown setting", { sdk: settings("sometimes"), platform: js }, undefined],
    ["legacy, asked for", { user: { ip_address: "{{auto}}" } }, seen],
    ["legacy, in a browser", { platform: js }, seen],
    ["legacy, on a server", { platform: "python" }, undefined],
    ["legacy, told by the server", { platform: "python", request: { env: { REMOTE_ADDR: mine } } }, mine],
    ["legacy, by name", { sdk: settings("legacy"), platform: "cocoa" }, seen],
    ["no address at all", { user: { ip_address: "localhost", id: 1 } }, undefined],
  ])("%s", (_name, payload, address) => {
    expect(normalize(payload).user?.ipAddress).toBe(address);
  });

  it("stays unknown when the peer is", () => {
    expect(normalize({ user: { ip_address: "{{auto}}", id: "1" } }, { clientIp: null }).user).toEqual({
      id: "1",
    });
  });
});

describe("the user agent", () => {
  it.each([
    [edge, { browser: { name: "Edge", version: "143.0.3650" }, os: { name: "macOS", version: "10.15.7" } }],
    [
      iphone,
      {
        browser: { name: "Mobile Safari", version: "18.1" },
        os: { name: "iOS", version: "18.1" },
        device: { model: "iPhone" },
      },
    ],
  ])("of a browser: %s", (userAgent, contexts) => {
    expect(normalize({ platform: "javascript" }, { userAgent }).contexts).toMatchObject(contexts);
  });

  it("of a visitor says nothing about the server", () => {
    const event = normalize(
      { platform: "node", request: { headers: [["user-agent", iphone]] } },
      { userAgent: edge },
    );
    expect(event.contexts).toMatchObject({
      browser: { name: "Mobile Safari" },
      client_os: { name: "iOS", type: "client_os" },
    });
    expect([event.contexts.os, event.contexts.device]).toEqual([undefined, undefined]);
  });

  it("does not override the SDK, and a server's own is ignored", () => {
    const contexts = { browser: { name: "Kiosk", version: "2" } };
    expect(normalize({ platform: "javascript", contexts }, { userAgent: edge }).contexts.browser).toEqual(
      contexts.browser,
    );
    expect(normalize({ platform: "node" }, { userAgent: edge }).contexts).toEqual({});
    expect(normalize({ platform: "javascript" }, { userAgent: "curl/8.0" }).contexts).toEqual({});
  });
});

describe("tags", () => {
  const own = (tags: unknown) => normalize({ tags }).tags.filter(([key]) => key !== "level");
  it.each<[string, unknown, [string, string][]]>([
    [
      "an object",
      { a: "1", b: 2, c: true, d: 1.5 },
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "True"],
        ["d", "1.5"],
      ],
    ],
    [
      "pairs",
      [["a", "1"], ["b", false], null],
      [
        ["a", "1"],
        ["b", "False"],
      ],
    ],
    ["empty and null", { a: "", b: null, c: "  " }, []],
    ["spaces in keys", { "cart size": 3 }, [["cart-size", "3"]]],
    [
      "doubles",
      [
        ["a", "1"],
        ["a", "2"],
      ],
      [["a", "1"]],
    ],
    ["reserved", { release: "1", dist: "2", user: "3", filename: "4", function: "5", x: "6" }, [["x", "6"]]],
    ["bad keys", { ä: "1", ["k".repeat(201)]: "2", ok: "3" }, [["ok", "3"]]],
    ["objects", { a: { b: 1 }, ok: "3" }, [["ok", "3"]]],
    ["line breaks", { a: "one\r\ntwo" }, [["a", "one two"]]],
  ])("%s", (_name, told, tags) => {
    expect(own(told)).toEqual(tags);
  });

  it("the SDK's win over the derived", () => {
    const event = normalize({
      tags: { url: "mine", level: "loud" },
      request: { url: "https://a/" },
      server_name: "s",
      user: { email: "a@b.c" },
    });
    expect(event.tags).toEqual([
      ["url", "mine"],
      ["level", "loud"],
      ["user", "email:a@b.c"],
      ["server_name", "s"],
    ]);
  });
});

describe("request", () => {
  const read = (request: object) => normalize({ request }).request;
  it.each([
    [
      { query_string: "a=1&b=%00x&a=%ff" },
      {
        query: [
          ["a", "1"],
          ["b", "x"],
          ["a", "\uFFFD"],
        ],
      },
    ],
    [
      { query_string: { a: "1", b: ["2", "3"] } },
      {
        query: [
          ["a", "1"],
          ["b", "2,3"],
        ],
      },
    ],
    [
      { query_string: [["a", "1"]], url: "http://h/p?b=2" },
      { query: [["a", "1"]], url: "http://h/p" },
    ],
    [
      { headers: { "x-one": "1", ACCEPT: ["a", "b"] } },
      {
        headers: [
          ["X-One", "1"],
          ["Accept", "a,b"],
        ],
      },
    ],
    [
      { headers: "Host: a\r\nX-Two: b:c" },
      {
        headers: [
          ["Host", "a"],
          ["X-Two", "b:c"],
        ],
      },
    ],
    [
      { headers: [["cookie", "a=1; b=2=3"]] },
      {
        cookies: [
          ["a", "1"],
          ["b", "2=3"],
        ],
        headers: undefined,
      },
    ],
    [
      { cookies: "a=1;;b" },
      {
        cookies: [
          ["a", "1"],
          ["b", ""],
        ],
      },
    ],
    [{ data: '{"a":[1]}' }, { data: { a: [1] } }],
    [{ data: "{not json" }, { data: "{not json" }],
    [
      { data: { a: 1 }, body_size: "12", fragment: "#top" },
      { data: { a: 1 }, bodySize: 12, fragment: "top" },
    ],
  ])("%j", (told, expected) => {
    expect(read(told)).toMatchObject(expected);
  });
});
