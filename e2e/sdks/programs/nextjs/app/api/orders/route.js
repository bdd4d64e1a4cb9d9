import * as Sentry from "@sentry/nextjs";

export const dynamic = "force-dynamic";

export function GET() {
  Sentry.setUser({ id: "u-17", email: "ada@shop.example" });
  Sentry.setTag("plan", "team");
  Sentry.addBreadcrumb({ category: "orders", message: "opened the list" });
  Sentry.logger.info("orders were asked for");
  Sentry.metrics.gauge("orders.open", 4);
  Sentry.withScope((scope) => {
    scope.addAttachment({ filename: "orders.csv", data: "1,2,3", contentType: "text/csv" });
    Sentry.captureMessage("orders are slow", "warning");
  });
  Sentry.captureCheckIn({ monitorSlug: "order-export", status: "ok" });
  Sentry.captureFeedback({ message: "Where is my order?", email: "ada@shop.example" });
  throw new TypeError("orders cannot be read");
}
