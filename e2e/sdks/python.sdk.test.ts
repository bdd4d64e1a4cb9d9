import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Account } from "#server/testing/bootstrap.ts";
import { createAccount, eventually } from "./fixtures/account.ts";
import { readApi, type ReadApi } from "./fixtures/read-api.ts";
import { expectNothingLost } from "./fixtures/nothing-lost.ts";
import { has, installed, PROGRAMS, runProgram } from "./fixtures/run-program.ts";

const hasPython = await has("python3", "-m", "venv", "--help");

/** Runs one of the programs with its own packages and an account. */
async function run(account: Account, program: string, ...args: string[]): Promise<void> {
  const folder = await installed("python", "python/requirements.txt", async (cwd) => {
    await runProgram("python3", ["-m", "venv", "venv"], { cwd });
    const pip = ["install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"];
    await runProgram("venv/bin/pip", pip, { cwd, timeoutMs: 300_000 });
  });
  const env = { SENTRY_DSN: account.dsn, PYTHONDONTWRITEBYTECODE: "1" };
  await runProgram(join(folder, "venv/bin/python"), [program, ...args], {
    cwd: join(PROGRAMS, "python"),
    env,
  });
}

describe.skipIf(!hasPython)("Python sentry-sdk", () => {
  describe.each([
    ["plain", []],
    ["plain, streaming spans", ["stream"]],
  ])("%s", (name, args) => {
    let account: Account;
    let api: ReadApi;
    const isStream = args.length > 0;

    beforeAll(async () => {
      account = await createAccount(isStream ? "sdk-python-stream" : "sdk-python");
      api = readApi(account);
      await run(account, "plain.py", ...args);
    });

    it("sends an error with its cause, variables, user, tags and breadcrumbs", async () => {
      const event = await eventually(() => api.eventByTitle("RuntimeError: invoice run stopped"));
      expect(event.user).toMatchObject({ id: "17", email: "ada@shop.example" });
      const tags = Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
      expect(tags).toMatchObject({ paid: "True", release: "billing@5.0.1", environment: "production" });
      const text = JSON.stringify(event.entries);
      expect(text).toContain("no address for ada");
      expect(text).toContain("opened 2026-11");
      expect(text).toContain('"customer"');
      expect(text, "a variable called secret").not.toContain("hunter2");
    });

    it("sends the attachment of the error", async () => {
      const event = await eventually(() => api.eventByTitle("RuntimeError: invoice run stopped"));
      await eventually(async () => {
        const [attachment] = await api.attachments(event.id);
        expect(attachment).toMatchObject({ name: "invoice.csv", mimetype: "text/csv", size: 15 });
        expect(await api.attachmentText(event.id, attachment!.id)).toBe("net,vat\n10,1.9\n");
      });
    });

    it("sends a message", () => eventually(() => api.eventByTitle("ledger is late")));

    it("sends a transaction and its span", () =>
      eventually(async () => {
        const fields = ["span.op", "span.description", "transaction", "is_transaction", "trace", "release"];
        const spans = await api.discover("spans", fields);
        const common = { transaction: "close month", release: "billing@5.0.1" };
        expect(spans).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ ...common, "span.op": "task" }),
            expect.objectContaining({
              ...common,
              "span.op": "db.query",
              "span.description": "SELECT sum(total) FROM invoice",
            }),
          ]),
        );
      }));

    if (!isStream)
      it("sends a profile of the transaction", () =>
        eventually(async () => {
          const [row] = await api.discover("spans", ["profile.id", "transaction"], "has:profile.id");
          const profile = await api.profile(String(row?.["profile.id"]));
          expect(profile).toMatchObject({ platform: "python", version: "1" });
        }));

    it("sends logs and metrics", () =>
      eventually(async () => {
        const logs = await api.discover("logs", ["message", "severity", "trace"]);
        expect(logs).toMatchObject([{ message: "month 11 closed", severity: "info" }]);
        const metrics = await api.discover("tracemetrics", ["metric.name", "metric.type", "value"]);
        expect(metrics).toEqual(
          expect.arrayContaining([
            { "metric.name": "invoices", "metric.type": "counter", value: 2 },
            { "metric.name": "invoice.total", "metric.type": "distribution", value: 11.9 },
            { "metric.name": "open", "metric.type": "gauge", value: 4 },
          ]),
        );
      }));

    it("sends check-ins, which make the monitor", () =>
      eventually(async () => {
        const [checkIn, ...more] = await api.checkIns("close-month");
        expect(more).toEqual([]);
        expect(checkIn).toMatchObject({ status: "error", duration: 2_500 });
      }));

    it("reports what it dropped itself, and lost nothing on the way", () =>
      expectNothingLost(api, { "client_discard error before_send": 1, "accepted error": 2 }));
  });

  describe.each([
    {
      name: "Flask",
      program: "flask_app.py",
      title: "KeyError: 'address'",
      transactions: ["article", "order"],
      sessions: { "flask-shop@1.0.0 healthy": 1, "flask-shop@1.0.0 crashed": 1 },
    },
    {
      name: "Django",
      program: "django_app.py",
      title: "LookupError: no such article",
      transactions: ["/articles/", "/orders/"],
    },
    {
      name: "FastAPI",
      program: "fastapi_app.py",
      title: "ArithmeticError: order 7 adds up to nothing",
      transactions: ["/articles/{number}", "/orders/{number}"],
    },
    { name: "SQLAlchemy", program: "sqlalchemy_app.py", transactions: ["count articles"] },
  ])("$name", ({ name, program, title, transactions, sessions }) => {
    let account: Account;
    let api: ReadApi;

    beforeAll(async () => {
      account = await createAccount(`sdk-${name.toLowerCase()}`);
      api = readApi(account);
      await run(account, program);
    });

    it("sends the error of a request", () =>
      eventually(async () => {
        if (title === undefined) {
          const [event] = await api.events();
          expect(event?.title).toContain("no such table: missing_table");
          return;
        }
        const { entries } = await api.eventByTitle(title);
        expect(entries.map((entry) => entry.type)).toContain("request");
      }));

    it("sends transactions", () =>
      eventually(async () => {
        const spans = await api.discover("spans", ["transaction", "span.op"]);
        const found = new Set(spans.map((span) => span["transaction"]));
        expect([...found].sort()).toEqual(transactions);
        if (name === "SQLAlchemy" || name === "Django")
          expect(spans.map((span) => span["span.op"])).toContain("db");
      }));

    if (sessions)
      it("sends request sessions", () =>
        eventually(async () => {
          const found = await api.sessions();
          expect(found).toMatchObject(sessions);
        }));

    it("lost nothing on the way", () => expectNothingLost(api, {}));
  });
});
