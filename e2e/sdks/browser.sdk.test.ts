import { beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../fixtures/find-browser.ts";
import { createAccount, eventually } from "./fixtures/account.ts";
import { visitSite } from "./fixtures/browser-site.ts";
import { expectNothingLost } from "./fixtures/nothing-lost.ts";
import { readApi, type ReadApi } from "./fixtures/read-api.ts";
import { untilReplayed } from "./fixtures/until-replayed.ts";

const hasBrowser = findBrowser() !== undefined;
const TTFB = "tags[browser.web_vital.ttfb.value,number]";
let api: ReadApi;

describe.skipIf(!hasBrowser)("@sentry/browser 11", () => {
  beforeAll(async () => {
    const account = await createAccount("sdk-browser");
    api = readApi(account);
    await visitSite("browser.js", account.dsn, async (page) => {
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.getByRole("button", { name: "Pay" }).click();
      await page.getByRole("button", { name: "Say what is wrong" }).click();
      await untilReplayed(api);
    });
  });

  it("sends an error with user, tags, breadcrumbs and the browser's name", async () => {
    const event = await eventually(() => api.eventByTitle("CartError: the cart is empty"));
    expect(event.user).toMatchObject({ id: "u-17", email: "ada@shop.example" });
    const tags = Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
    expect(tags).toMatchObject({
      plan: "team",
      release: "shop-web@7.1.0",
      "browser.name": expect.any(String),
    });
    const breadcrumbs = JSON.stringify(event.entries.find((entry) => entry.type === "breadcrumbs"));
    expect(breadcrumbs).toContain("one article more");
    expect(breadcrumbs).toContain("button#add");
  });

  it("sends a message with an attachment", async () => {
    const event = await eventually(() => api.eventByTitle("the cart is unusual"));
    await eventually(async () => {
      const [attachment] = await api.attachments(event.id);
      expect(attachment).toMatchObject({ name: "cart.txt", size: 10 });
      expect(await api.attachmentText(event.id, attachment!.id)).toBe("2 articles");
    });
  });

  it("streams spans: the page load as a segment, its resources, and what was started by hand", () =>
    eventually(async () => {
      const fields = ["span.op", "span.description", "is_transaction", "release", "trace"];
      const spans = await api.discover("spans", fields);
      const ops = spans.map((span) => span["span.op"]);
      expect(ops).toEqual(expect.arrayContaining(["pageload", "function"]));
      expect(ops.some((op) => String(op).startsWith("browser"))).toBe(true);
      const pageload = spans.find((span) => span["span.op"] === "pageload");
      expect(pageload).toMatchObject({ is_transaction: true, release: "shop-web@7.1.0" });
    }));

  it("sends web vitals", () =>
    eventually(async () => {
      const query = "span.op:pageload";
      const [pageload] = await api.discover("spans", [TTFB, "span.op"], query);
      expect(pageload?.[TTFB]).toEqual(expect.any(Number));
    }));

  it("sends logs and metrics", () =>
    eventually(async () => {
      const logs = await api.discover("logs", ["message", "severity", "tags[articles,number]"], "cart");
      expect(logs).toEqual([{ message: "cart grows", severity: "warn", "tags[articles,number]": 2 }]);
      const metrics = await api.discover(
        "tracemetrics",
        ["metric.name", "value", "plan"],
        "metric.name:cart.added",
      );
      expect(metrics).toEqual([{ "metric.name": "cart.added", value: 1, plan: "team" }]);
    }));

  it("sends a session that ends unhandled", () =>
    eventually(async () => {
      expect(await api.sessions()).toMatchObject({ "shop-web@7.1.0 unhandled": 1 });
    }));

  it("sends a replay that plays", () =>
    eventually(async () => {
      const [replay, ...more] = await api.replays();
      expect(more).toEqual([]);
      const segments = await api.recording(String(replay?.["id"]));
      const types = segments.flat().map((event) => event["type"]);
      // 4: the page's size; 2: the whole document; without both nothing can be shown.
      expect(types).toEqual(expect.arrayContaining([2, 3, 4]));
      const event = await api.eventByTitle("CartError: the cart is empty");
      expect(event.contexts["replay"]).toMatchObject({
        replay_id: String(replay?.["id"]).replaceAll("-", ""),
      });
    }));

  it("sends feedback with its screenshot", () =>
    eventually(async () => {
      const [feedback] = await api.feedback();
      expect(feedback).toMatchObject({ comments: "Nothing happens when I pay", name: "Ada" });
      const [screenshot] = await api.attachments(String(feedback?.["eventID"]));
      expect(screenshot).toMatchObject({ name: "screenshot.png", size: 4 });
    }));

  it("sends a profile of the page load", () =>
    eventually(async () => {
      const outcomes = await api.outcomes();
      expect(outcomes["accepted profile_chunk"]).toBeGreaterThanOrEqual(1);
    }));

  it("reports what it dropped itself, and lost nothing on the way", () =>
    expectNothingLost(api, { "client_discard error before_send": 1, "accepted error": 2 }));
});

describe.skipIf(!hasBrowser)("@sentry/react 11", () => {
  beforeAll(async () => {
    const account = await createAccount("sdk-react");
    api = readApi(account);
    await visitSite("react.jsx", account.dsn, async (page) => {
      await page.locator("#tell").click();
      await page.locator("#pay").click();
      await page.locator("#sorry").waitFor();
      await untilReplayed(api);
    });
  });

  it("sends the error that an error boundary caught, with the component's stack, user and tags", () =>
    eventually(async () => {
      const found = (await api.events()).find(({ title }) => title.startsWith("TypeError"));
      const event = await api.eventByTitle(found?.title ?? "TypeError of a component");
      expect(JSON.stringify([event.entries, event.contexts])).toContain("Total");
      expect(event.user).toMatchObject({ id: "u-17" });
      expect(event.tags).toContainEqual(expect.objectContaining({ key: "plan", value: "team" }));
    }));

  it("sends a message with breadcrumb and attachment", () =>
    eventually(async () => {
      const event = await api.eventByTitle("the hours are odd");
      expect(JSON.stringify(event.entries)).toContain("looked at the hours");
      expect(await api.attachments(event.id)).toMatchObject([{ name: "hours.txt", size: 7 }]);
    }));

  it("sends logs, metrics, feedback, a session and a replay", () =>
    eventually(async () => {
      expect(await api.discover("logs", ["message"], "hours")).toEqual([{ message: "hours were shown" }]);
      const metrics = await api.discover("tracemetrics", ["value"], "metric.name:hours.shown");
      expect(metrics).toEqual([{ value: 1 }]);
      expect(await api.feedback()).toMatchObject([{ comments: "Open at night, really?", name: "Ada" }]);
      const sessions = await api.sessions();
      expect(Object.values(sessions).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
      const [replay] = await api.replays();
      const segments = await api.recording(String(replay?.["id"]));
      expect(segments.flat().map((event) => event["type"])).toEqual(expect.arrayContaining([2, 4]));
    }));

  it("sends the page load and what a profiled component took", () =>
    eventually(async () => {
      const spans = await api.discover("spans", ["span.op", "span.description"]);
      expect(spans.map((span) => span["span.op"])).toContain("pageload");
      expect(spans.map((span) => span["span.description"])).toContainEqual(expect.stringContaining("Hours"));
    }));

  it("lost nothing on the way", () => expectNothingLost(api, {}));
});
