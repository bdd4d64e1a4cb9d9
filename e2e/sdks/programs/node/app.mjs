// A service with @sentry/node: does everything the SDK can, once, and ends.
import { createServer } from "node:http";
import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: "orders@2.4.0",
  environment: "staging",
  tracesSampleRate: 1,
  enableLogs: true,
  beforeSend: (event) => (event.message === "dropped on purpose" ? null : event),
});

const scope = Sentry.getCurrentScope();
scope.setUser({ id: "u-17", email: "ada@shop.example", username: "ada" });
scope.setTag("plan", "team");
scope.setContext("cart", { items: 3, currency: "EUR" });
Sentry.addBreadcrumb({ category: "cart", message: "added article 12", level: "info" });

class PaymentError extends Error {
  name = "PaymentError";
}

function charge(amount) {
  throw new PaymentError(`card refused for ${amount}`, { cause: new TypeError("gateway said no") });
}

Sentry.withScope((inner) => {
  inner.addAttachment({
    filename: "cart.json",
    data: JSON.stringify({ items: [1, 2, 3] }),
    contentType: "application/json",
  });
  try {
    charge(12);
  } catch (error) {
    Sentry.captureException(error);
  }
});
Sentry.captureMessage("stock is low", "warning");
Sentry.captureMessage("dropped on purpose");

await Sentry.startSpan(
  { name: "import orders", op: "queue.process", attributes: { "queue.size": 42 } },
  async () => {
    await Sentry.startSpan({ name: "SELECT * FROM orders", op: "db.query" }, async () => undefined);
  },
);

Sentry.logger.info("order stored", { orderId: 4711, express: true });
Sentry.logger.error(Sentry.logger.fmt`payment of ${"ada"} failed`);
Sentry.metrics.count("orders.created", 3, { attributes: { plan: "team" } });
Sentry.metrics.gauge("queue.depth", 7.5);
Sentry.metrics.distribution("cart.value", 129.9, { unit: "euro" });

const checkInId = Sentry.captureCheckIn(
  { monitorSlug: "nightly-import", status: "in_progress" },
  {
    schedule: { type: "crontab", value: "0 3 * * *" },
    checkinMargin: 5,
    maxRuntime: 30,
    timezone: "Europe/Berlin",
  },
);
Sentry.captureCheckIn({ checkInId, monitorSlug: "nightly-import", status: "ok", duration: 1.5 });

Sentry.captureFeedback({ message: "The button does nothing", name: "Ada", email: "ada@shop.example" });

const server = createServer((request, response) => response.end("ok"));
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
await fetch(`http://127.0.0.1:${server.address().port}/orders?page=2`).then((answer) => answer.text());
server.close();

await Sentry.flush(10_000);
await Sentry.close(10_000);
