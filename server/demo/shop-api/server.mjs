// A small shop's backend. Its bugs are real: they throw where they stand, with the data that visitors bring.
import { createServer } from "node:http";
import * as Sentry from "@sentry/node";
import { cartTotal } from "./cart.mjs";
import { flags, rememberVisit, sent } from "./instrument.mjs";
import { findOrder, renderInvoice } from "./orders.mjs";
import { charge, receiveWebhook } from "./payments.mjs";
import { salesReport } from "./reports.mjs";
import { searchProducts } from "./search.mjs";
import { notifyQueueLength, reserveStock } from "./stock.mjs";

const routes = [
  ["GET /cart/:id", ({ id, query }) => cartTotal(id, query.get("coupon"))],
  ["GET /orders/:id", ({ id }) => findOrder(id)],
  ["GET /orders/:id/invoice", ({ id }) => renderInvoice(id)],
  ["POST /checkout/:id", ({ id, query, origin }) => charge(id, query, origin)],
  ["POST /webhooks/:id", ({ id }) => receiveWebhook(id)],
  ["GET /rates", () => ({ EUR: 1, USD: 1.08 })],
  ["GET /search", ({ query }) => searchProducts(query.get("q"))],
  ["GET /reports/:id", ({ id }) => salesReport(id)],
  ["POST /stock/:id", ({ id }) => reserveStock(id)],
  ["POST /queue/:id", ({ id }) => notifyQueueLength(Number(id))],
].map(([name, handler]) => {
  const pattern = new RegExp(`^${name.replace(/:\w+/g, "([^/]+)")}$`);
  return { name, pattern, handler };
});

/** Who visits, and in what circumstances, for everything that is reported during this request. */
function describeVisit(headers) {
  if (!headers["x-visit"]) return;
  const visit = JSON.parse(decodeURIComponent(headers["x-visit"]));
  rememberVisit(visit.at);
  Sentry.setUser(visit.user ?? null);
  Sentry.setTags({
    plan: visit.plan,
    region: visit.region,
    feature_flag: visit.newCheckout ? "new-checkout" : "none",
  });
  flags.addFeatureFlag("new-checkout", Boolean(visit.newCheckout));
  flags.addFeatureFlag("fast-search", visit.plan !== "free");
}

const server = createServer(async (request, response) => {
  describeVisit(request.headers);
  const url = new URL(request.url, "http://shop.example");
  const asked = `${request.method} ${url.pathname}`;
  const origin = `http://${request.headers.host}`;
  const route = routes.find(({ pattern }) => pattern.test(asked));
  if (!route) return response.writeHead(404).end();
  Sentry.getIsolationScope().setTransactionName(route.name);
  console.log(`${asked} for ${Sentry.getIsolationScope().getUser()?.email ?? "a guest"}`);
  try {
    const result = await route.handler({ id: route.pattern.exec(asked)[1], query: url.searchParams, origin });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result ?? null));
  } catch (error) {
    Sentry.withScope((scope) => {
      const { order } = Sentry.getIsolationScope().getScopeData().contexts;
      if (order) scope.addAttachment({ filename: "order.json", data: JSON.stringify(order, null, 2) });
      Sentry.captureException(error);
    });
    response.writeHead(500).end();
  }
});

server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`),
);

// Whoever started the shop closes its input to stop it.
process.stdin.resume().on("end", async () => {
  server.close();
  await Sentry.close(20_000);
  process.stdout.write(`${JSON.stringify({ sent })}\n`, () => process.exit());
});
