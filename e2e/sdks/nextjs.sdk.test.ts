import { chromium } from "@playwright/test";
import { beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../fixtures/find-browser.ts";
import { createAccount, eventually } from "./fixtures/account.ts";
import { startNextSite } from "./fixtures/next-site.ts";
import { expectNothingLost } from "./fixtures/nothing-lost.ts";
import { readApi, type ReadApi } from "./fixtures/read-api.ts";
import { untilReplayed } from "./fixtures/until-replayed.ts";

const hasBrowser = findBrowser() !== undefined;

describe.skipIf(!hasBrowser).each(["nextjs-11", "nextjs-10"] as const)("@sentry/%s", (version) => {
  let api: ReadApi;

  beforeAll(async () => {
    const account = await createAccount(`sdk-${version}`);
    api = readApi(account);
    const site = await startNextSite(version, account.dsn);
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      await fetch(`${site.url}/api/orders`);
      await fetch(`${site.url}/broken`);
      const page = await browser.newPage();
      // The browser's half goes by the tunnel, as on sites whose visitors block trackers.
      const tunneled = page.waitForResponse((answer) => answer.url().includes("/api/tunnel/"));
      await page.goto(site.url);
      await page.locator("#pay").click();
      expect((await tunneled).status()).toBe(200);
      await eventually(() => api.eventByTitle("RangeError: the cart is empty"));
      await untilReplayed(api);
      await page.goto("about:blank");
    } finally {
      await browser.close();
      await site.close();
    }
  }, 400_000);

  it.each([
    "TypeError: orders cannot be read",
    "Error: the article page is broken",
    "RangeError: the cart is empty",
  ])("sends %s", async (title) => {
    await eventually(() => api.eventByTitle(title));
  });

  it("sends transactions of server and browser in one form", () =>
    eventually(async () => {
      const spans = await api.discover("spans", ["span.op", "transaction", "is_transaction", "release"]);
      const segments = spans.filter((span) => span["is_transaction"] === true);
      const ops = segments.map((span) => span["span.op"]);
      expect(ops).toEqual(expect.arrayContaining(["http.server", "pageload"]));
      expect(new Set(segments.map((span) => span["release"]))).toEqual(new Set(["shop-next@3.0.0"]));
    }));

  it("sends a message of a route with user, tags, breadcrumb and attachment", () =>
    eventually(async () => {
      const event = await api.eventByTitle("orders are slow");
      expect(event.user).toMatchObject({ id: "u-17", email: "ada@shop.example" });
      expect(event.tags).toContainEqual(expect.objectContaining({ key: "plan", value: "team" }));
      expect(JSON.stringify(event.entries)).toContain("opened the list");
      expect(await api.attachments(event.id)).toMatchObject([{ name: "orders.csv", size: 5 }]);
    }));

  it("sends logs, metrics, check-ins, feedback and sessions", () =>
    eventually(async () => {
      const logs = await api.discover("logs", ["message"], "asked");
      expect(logs).toEqual([{ message: "orders were asked for" }]);
      const metrics = await api.discover("tracemetrics", ["value"], "metric.name:orders.open");
      expect(metrics).toEqual([{ value: 4 }]);
      expect(await api.checkIns("order-export")).toMatchObject([{ status: "ok" }]);
      expect(await api.feedback()).toMatchObject([{ comments: "Where is my order?" }]);
      const sessions = await api.sessions();
      expect(Object.values(sessions).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
    }));

  it("sends a replay of what led to the error", () =>
    eventually(async () => {
      const [replay] = await api.replays();
      const segments = await api.recording(String(replay?.["id"]));
      expect(segments.flat().map((event) => event["type"])).toEqual(expect.arrayContaining([2, 4]));
    }));

  // Next's span "clientComponentLoading" comes with milliseconds since the process began for its time.
  it("lost nothing on the way", () => expectNothingLost(api, {}, ["invalid span invalid_span"]));
});
