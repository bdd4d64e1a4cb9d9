import { beforeAll, describe, expect, it } from "vitest";
import type { Account } from "#server/testing/bootstrap.ts";
import { createAccount, eventually } from "./fixtures/account.ts";
import { expectNothingLost } from "./fixtures/nothing-lost.ts";
import { readApi, type ReadApi } from "./fixtures/read-api.ts";
import { PROGRAMS, runProgram } from "./fixtures/run-program.ts";

describe("@sentry/node 11", () => {
  let account: Account;
  let api: ReadApi;

  beforeAll(async () => {
    account = await createAccount("sdk-node");
    api = readApi(account);
    await runProgram(process.execPath, [`${PROGRAMS}/node/app.mjs`], { env: { SENTRY_DSN: account.dsn } });
  });

  it("sends an error with its cause, user, tags, context and breadcrumbs", async () => {
    const event = await eventually(() => api.eventByTitle("PaymentError: card refused for 12"));
    expect(event.user).toMatchObject({ id: "u-17", email: "ada@shop.example" });
    const tags = Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
    expect(tags).toMatchObject({ plan: "team", release: "orders@2.4.0", environment: "staging" });
    expect(event.contexts["cart"]).toMatchObject({ items: 3, currency: "EUR" });
    expect(event.entries.map((entry) => entry.type)).toEqual(
      expect.arrayContaining(["exception", "breadcrumbs"]),
    );
    const [exception] = event.entries.filter((entry) => entry.type === "exception");
    expect(JSON.stringify(exception)).toContain("gateway said no");
    const [breadcrumbs] = event.entries.filter((entry) => entry.type === "breadcrumbs");
    expect(JSON.stringify(breadcrumbs)).toContain("added article 12");
  });

  it("sends the attachment of the error", async () => {
    const event = await eventually(() => api.eventByTitle("PaymentError: card refused for 12"));
    const [attachment] = await eventually(async () => {
      const found = await api.attachments(event.id);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(attachment).toMatchObject({ name: "cart.json", mimetype: "application/json" });
    expect(await api.attachmentText(event.id, attachment!.id)).toBe(`{"items":[1,2,3]}`);
  });

  it("sends a message", () => eventually(() => api.eventByTitle("stock is low")));

  it("sends spans, its own and those of HTTP", () =>
    eventually(async () => {
      const spans = await api.discover("spans", ["span.op", "span.description", "trace", "release"]);
      expect(spans).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ "span.op": "queue.process", "span.description": "import orders" }),
          expect.objectContaining({ "span.op": "db.query", "span.description": "SELECT * FROM orders" }),
          expect.objectContaining({ "span.op": "http.server", release: "orders@2.4.0" }),
        ]),
      );
    }));

  it("sends logs", () =>
    eventually(async () => {
      const logs = await api.discover("logs", ["message", "severity", "tags[orderId,number]"]);
      expect(logs).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            message: "order stored",
            severity: "info",
            "tags[orderId,number]": 4711,
          }),
          expect.objectContaining({ message: "payment of ada failed", severity: "error" }),
        ]),
      );
    }));

  it("sends metrics", () =>
    eventually(async () => {
      const metrics = await api.discover("tracemetrics", ["metric.name", "metric.type", "value"]);
      expect(metrics).toEqual(
        expect.arrayContaining([
          { "metric.name": "orders.created", "metric.type": "counter", value: 3 },
          { "metric.name": "queue.depth", "metric.type": "gauge", value: 7.5 },
          { "metric.name": "cart.value", "metric.type": "distribution", value: 129.9 },
        ]),
      );
    }));

  it("sends check-ins, which make the monitor", () =>
    eventually(async () => {
      const [checkIn] = await api.checkIns("nightly-import");
      expect(checkIn).toMatchObject({ status: "ok", duration: 1_500, environment: "staging" });
      expect(await api.monitor("nightly-import")).toMatchObject({ slug: "nightly-import" });
    }));

  it("sends feedback", () =>
    eventually(async () => {
      const [feedback] = await api.feedback();
      expect(feedback).toMatchObject({ comments: "The button does nothing", email: "ada@shop.example" });
    }));

  it("sends sessions", () =>
    eventually(async () => {
      const sessions = await api.sessions();
      const total = Object.values(sessions).reduce((sum, count) => sum + count, 0);
      expect(total, JSON.stringify(sessions)).toBeGreaterThanOrEqual(1);
      expect(Object.keys(sessions).every((key) => key.startsWith("orders@2.4.0 "))).toBe(true);
    }));

  it("reports what it dropped itself, and lost nothing on the way", () =>
    expectNothingLost(api, { "client_discard error before_send": 1, "accepted error": 2 }));
});
