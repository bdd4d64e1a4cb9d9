import { describe, expect, it } from "vitest";
import { filterEvent, filterSender, filterTransaction } from "#lib/filters/filter.ts";
import { FilterSettings } from "#lib/filters/schema.ts";
import { isWebCrawler } from "#lib/filters/web-crawlers.ts";
import type { Event } from "#lib/events/event.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";

const settings = (parts: Partial<FilterSettings> = {}) => FilterSettings.parse(parts);
const sender = { clientIp: "203.0.113.9", userAgent: null };
const ask = (event: Partial<Event>, parts: Partial<FilterSettings> = {}) =>
  filterEvent(buildEvent(event), sender, settings(parts));
const thrown = (type: string, value: string, path?: string) => ({
  exceptions: [buildException(type, value, path === undefined ? undefined : [buildFrame({ absPath: path })])],
});

const chrome = (version: number) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
const safari = (version: number) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version}.6 Mobile/15E148 Safari/604.1`;

describe("web crawlers", () => {
  it.each([
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "AdsBot-Google (+http://www.google.com/adsbot.html)",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "CCBot/2.0 (https://commoncrawl.org/faq/)",
    "SomeBots (crawl)",
    "acme-spider)",
    "Mozilla/5.0 (compatible; ClaudeBot/1.0)",
  ])("are %s", (userAgent) => expect(isWebCrawler(userAgent)).toBe(true));

  it.each([
    chrome(140),
    "Slackbot 1.0(+https://api.slack.com/robots)",
    "Mozilla/5.0 (iPhone) Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]",
    "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; Cubot) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
    "",
  ])("are not %s", (userAgent) => expect(isWebCrawler(userAgent)).toBe(false));
});

describe("legacy browsers", () => {
  const all = ["ie", "edge", "safari", "firefox", "chrome", "opera", "android", "opera_mini"];
  it.each([
    [chrome(110), true],
    [chrome(111), false],
    [safari(15), true],
    [safari(16), false],
    ["Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", true],
    [`${chrome(110)} Edg/110.0.1587.50`, true],
    [`${chrome(111)} Edg/111.0.1587.50`, false],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/110.0", true],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/111.0", false],
    [`${chrome(110)} OPR/99.0.0.0`, true],
    [`${chrome(114)} OPR/100.0.0.0`, false],
    ["Opera/9.80 (Android; Opera Mini/34.0.2254/191.303; U; en) Presto/2.12.423 Version/12.16", true],
    ["Opera/9.80 (Android; Opera Mini/35.0.2254/191.303; U; en) Presto/2.12.423 Version/12.16", false],
    [
      "Mozilla/5.0 (Linux; U; Android 2.3.5; en-us; HTC) AppleWebKit/533.1 (KHTML, like Gecko) Version/3.0 Mobile Safari/533.1",
      true,
    ],
    ["nonsense", false],
  ])("%s: %s", (userAgent, refused) => {
    const event = { request: { headers: [["User-Agent", userAgent] as [string, string]] } };
    expect(ask(event, { legacyBrowsers: all })).toBe(refused ? "legacy-browsers" : null);
  });

  it("are refused by name only", () => {
    const event = { request: { headers: [["User-Agent", chrome(90)] as [string, string]] } };
    expect(ask(event, { legacyBrowsers: ["ie", "unheard-of"] })).toBeNull();
  });

  it("are told by the sender only for browsers", () => {
    const from = { clientIp: null, userAgent: chrome(90) };
    const old = settings({ legacyBrowsers: ["chrome"] });
    expect(filterEvent(buildEvent({ platform: "javascript" }), from, old)).toBe("legacy-browsers");
    expect(filterEvent(buildEvent({ platform: "node" }), from, old)).toBeNull();
  });
});

describe("what the settings name", () => {
  const user = (ipAddress: string) => ({ user: { ipAddress } });
  const at = (url: string) => ({ request: { url } });
  it.each<[string, Partial<Event>, Partial<FilterSettings>, string | null]>([
    [
      "extension text",
      thrown("Error", "Extension context invalidated."),
      { browserExtensions: true },
      "browser-extensions",
    ],
    ["extension off", thrown("Error", "Extension context invalidated."), {}, null],
    [
      "extension path",
      thrown("E", "x", "chrome-extension://abc/a.js"),
      { browserExtensions: true },
      "browser-extensions",
    ],
    [
      "safari path",
      thrown("E", "x", "safari-web-extension://abc/a.js"),
      { browserExtensions: true },
      "browser-extensions",
    ],
    [
      "facebook",
      thrown("E", "x", "https://connect.facebook.net/en/sdk.js"),
      { browserExtensions: true },
      "browser-extensions",
    ],
    [
      "own path",
      thrown("E", "x", "https://example.com/chrome-extension.js"),
      { browserExtensions: true },
      null,
    ],
    ["localhost", at("http://localhost:3000/a"), { localhost: true }, "localhost"],
    ["localhost name", at("http://app.localhost/a"), { localhost: true }, "localhost"],
    ["localhost v4", at("https://u:p@127.0.0.1/a"), { localhost: true }, "localhost"],
    ["localhost v6", at("http://[::1]:80/"), { localhost: true }, "localhost"],
    ["localhost user", user("::1"), { localhost: true }, "localhost"],
    ["not localhost", at("https://localhost.example.com/"), { localhost: true }, null],
    ["localhost off", at("http://localhost/"), {}, null],
    ["chunk", thrown("ChunkLoadError", "Loading chunk 42 failed."), {}, "chunk-load-error"],
    [
      "chunk of turbopack",
      thrown("ChunkLoadError", "Failed to load chunk /a.js from module 1"),
      {},
      "chunk-load-error",
    ],
    [
      "chunk uncaught",
      thrown("Error", "Uncaught (in promise): ChunkLoadError: Loading chunk 1 failed"),
      {},
      "chunk-load-error",
    ],
    [
      "chunk rejected",
      thrown("UnhandledRejection", "ChunkLoadError: Loading chunk 1 failed"),
      {},
      "chunk-load-error",
    ],
    ["chunk cited", thrown("Error", "we saw ChunkLoadError: Loading chunk 1"), {}, null],
    ["chunk off", thrown("ChunkLoadError", "Loading chunk 42 failed."), { chunkLoadErrors: false }, null],
    [
      "hydration",
      thrown("Error", "Minified React error #418; visit https://react.dev/errors/418?args[]="),
      {},
      "react-hydration-errors",
    ],
    [
      "hydration old",
      thrown("Error", "visit https://reactjs.org/docs/error-decoder.html?invariant=425 for"),
      {},
      "react-hydration-errors",
    ],
    ["other React error", thrown("Error", "visit https://react.dev/errors/4180"), {}, null],
    ["other React error", thrown("Error", "visit https://react.dev/errors/185"), {}, null],
    ["hydration off", thrown("Error", "https://react.dev/errors/418"), { hydrationErrors: false }, null],
    [
      "error message",
      thrown("TypeError", "x is null"),
      { errorMessages: ["typeerror: * is null"] },
      "error-message",
    ],
    ["value alone", thrown("TypeError", "x is null"), { errorMessages: ["x is null"] }, "error-message"],
    ["message event", { message: { formatted: "Disk full" } }, { errorMessages: ["disk*"] }, "error-message"],
    ["a part only", thrown("TypeError", "x is null"), { errorMessages: ["x is"] }, null],
    ["blank pattern", thrown("TypeError", ""), { errorMessages: ["", "  "] }, null],
    ["release", { release: "web@1.2.3" }, { releases: ["web@1.*"] }, "release-version"],
    ["other release", { release: "web@2.0.0" }, { releases: ["web@1.*"] }, null],
    ["sender", {}, { ipAddresses: ["203.0.113.0/24"] }, "ip-address"],
    ["user", user("198.51.100.7"), { ipAddresses: ["198.51.*"] }, "ip-address"],
    ["other address", {}, { ipAddresses: ["10.0.0.0/8"] }, null],
    [
      "crawler",
      { request: { headers: [["User-Agent", "Googlebot/2.1"]] } },
      { webCrawlers: true },
      "web-crawlers",
    ],
    ["crawler off", { request: { headers: [["User-Agent", "Googlebot/2.1"]] } }, {}, null],
  ])("%s", (_name, event, parts, reason) => expect(ask(event, parts)).toBe(reason));

  it("counts anonymous frames as none", () => {
    const frames = [
      buildFrame({ absPath: "moz-extension://a/b.js" }),
      buildFrame({ absPath: "<anonymous>" }),
    ];
    expect(ask({ exceptions: [buildException("E", "x", frames)] }, { browserExtensions: true })).toBe(
      "browser-extensions",
    );
  });
});

describe("a transaction", () => {
  const facts = { clientIp: null, userAgent: null, release: undefined, url: undefined };
  it.each([
    ["GET /healthz", true],
    ["/api/health/", true],
    ["GET /_health", true],
    ["/live", true],
    ["/readyz", true],
    ["/ping", true],
    ["POST /internal/HealthCheck/db", true],
    ["heartbeat", true],
    ["/health/insurance", false],
    ["/pingpong", false],
    ["live", false],
  ])("%s is a health check: %s", (name, expected) => {
    expect(filterTransaction(name, facts, settings())).toBe(expected ? "filtered-transaction" : null);
    expect(filterTransaction(name, facts, settings({ healthChecks: false }))).toBeNull();
  });

  it("is refused by its sender too", () => {
    const from = { ...facts, clientIp: "10.1.2.3", release: "a@1", url: "http://localhost/" };
    expect(filterTransaction("/a", from, settings({ ipAddresses: ["10.0.0.0/8"] }))).toBe("ip-address");
    expect(filterSender(from, settings({ releases: ["A@*"] }))).toBe("release-version");
    expect(filterSender(from, settings({ localhost: true }))).toBe("localhost");
    expect(filterSender({ ...facts, userAgent: "Googlebot/2.1" }, settings({ webCrawlers: true }))).toBe(
      "web-crawlers",
    );
    expect(filterSender(from, settings())).toBeNull();
  });
});

describe("hostile text", () => {
  it("takes no time", () => {
    const texts = [
      "bot".repeat(3_000),
      "Uncaught ".repeat(1_000),
      "ChunkLoadError: Loading ".repeat(400),
      `http://${"@".repeat(8_000)}`,
    ];
    const on = { webCrawlers: true, browserExtensions: true, localhost: true, legacyBrowsers: ["chrome"] };
    for (const text of texts) {
      const begun = performance.now();
      ask({ ...thrown("Error", text, text), request: { url: text, headers: [["User-Agent", text]] } }, on);
      expect(performance.now() - begun).toBeLessThan(50);
    }
  });
});
