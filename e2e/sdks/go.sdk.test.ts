import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createAccount, eventually } from "./fixtures/account.ts";
import { expectNothingLost } from "./fixtures/nothing-lost.ts";
import { readApi, type ReadApi } from "./fixtures/read-api.ts";
import { has, installed, PROGRAMS, runProgram } from "./fixtures/run-program.ts";

const SOURCE = join(PROGRAMS, "go");
const NO_DOWNLOAD = { GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly" };

// Fails on a Go that is older than go.mod asks for, too: that one is skipped as well.
const hasGo = await has("go", "-C", SOURCE, "list", "-e", ".");

async function run(name: string, program: string): Promise<ReadApi> {
  const account = await createAccount(name);
  const folder = await installed("go", "go/main.go", (cwd) =>
    runProgram("go", ["build", "-o", join(cwd, "program"), "."], {
      cwd: SOURCE,
      env: NO_DOWNLOAD,
      timeoutMs: 300_000,
    }),
  );
  await runProgram(join(folder, "program"), [program], { env: { SENTRY_DSN: account.dsn } });
  return readApi(account);
}

describe.skipIf(!hasGo)("sentry-go", () => {
  describe("plain", () => {
    let api: ReadApi;
    beforeAll(async () => {
      api = await run("sdk-go", "plain");
    });

    it("sends an error with its cause, user, tags, breadcrumbs and attachment", async () => {
      const event = await eventually(async () => {
        const found = (await api.events()).find(({ title }) => title.includes("posting 12"));
        return api.eventByTitle(found?.title ?? "an error that wraps another");
      });
      expect(event.user).toMatchObject({ id: "u-17", email: "ada@shop.example" });
      const tags = Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
      expect(tags).toMatchObject({ book: "general", release: "ledger@0.9.0", environment: "production" });
      expect(JSON.stringify(event.entries)).toContain("the period is closed");
      expect(JSON.stringify(event.entries)).toContain("opened 2026-11");
      await eventually(async () => {
        const [attachment] = await api.attachments(event.id);
        expect(attachment).toMatchObject({ name: "posting.txt", size: 6 });
        expect(await api.attachmentText(event.id, attachment!.id)).toBe("12 EUR");
      });
    });

    it("sends a message", () => eventually(() => api.eventByTitle("the balance is off")));

    it("sends a transaction and its span", () =>
      eventually(async () => {
        const spans = await api.discover("spans", ["span.op", "span.description", "transaction", "release"]);
        const common = { transaction: "close period", release: "ledger@0.9.0" };
        expect(spans).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ ...common, "span.op": "task" }),
            expect.objectContaining({
              ...common,
              "span.op": "db.sql.query",
              "span.description": "SELECT sum(amount) FROM posting",
            }),
          ]),
        );
      }));

    it("sends logs and metrics", () =>
      eventually(async () => {
        const logs = await api.discover("logs", ["message", "severity", "tags[postings,number]"]);
        expect(logs).toEqual([{ message: "period closed", severity: "info", "tags[postings,number]": 3 }]);
        const metrics = await api.discover("tracemetrics", ["metric.name", "metric.type", "value", "book"]);
        expect(metrics).toEqual(
          expect.arrayContaining([
            { "metric.name": "postings", "metric.type": "counter", value: 3, book: "general" },
            expect.objectContaining({ "metric.name": "posting.amount", value: 12.5 }),
          ]),
        );
      }));

    it("sends check-ins, which make the monitor", () =>
      eventually(async () => {
        const [checkIn] = await api.checkIns("close-period");
        expect(checkIn).toMatchObject({ status: "ok", duration: 1_000 });
      }));

    it("reports what it dropped itself, and lost nothing on the way", () =>
      expectNothingLost(api, { "client_discard error before_send": 1, "accepted error": 2 }));
  });

  describe.each([
    ["net/http", "http", "no such account", ["GET /accounts", "GET /broken"]],
    [
      "gRPC interceptor",
      "grpc",
      "the health check is ill",
      ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Check"],
    ],
  ])("%s", (name, program, title, transactions) => {
    let api: ReadApi;
    beforeAll(async () => {
      api = await run(`sdk-go-${program}`, program);
    });

    it("sends the panic of a request", () => eventually(() => api.eventByTitle(title)));

    it("sends a transaction for each request", () =>
      eventually(async () => {
        const spans = await api.discover("spans", ["transaction", "span.op"]);
        expect(spans.map((span) => span["transaction"]).sort()).toEqual(transactions);
      }));

    it("lost nothing on the way", () => expectNothingLost(api, { "accepted transaction": 2 }));
  });
});
