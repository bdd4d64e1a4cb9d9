import { get } from "node:http";
import * as Sentry from "@sentry/node";

class PaymentError extends Error {
  name = "PaymentError";
}
class CardDeclinedError extends Error {
  name = "CardDeclinedError";
}

// Nothing listens there.
const GATEWAY = "http://127.0.0.1:65001/v2/charges";

async function askGateway(order) {
  return fetch(GATEWAY, { method: "POST", body: JSON.stringify(order) });
}

function askRates(origin) {
  return new Promise((resolve, reject) => {
    get(`${origin}/rates?currency=EUR`, { agent: false }, (response) => {
      response.resume().on("end", resolve);
    }).on("error", reject);
  });
}

async function chargeCard(order) {
  await askRates(order.origin);
  console.warn(`Charging ${order.amount} EUR for order ${order.id}`);
  try {
    return await askGateway(order);
  } catch (error) {
    throw new PaymentError("The payment gateway did not answer", { cause: error });
  }
}

function decline(order) {
  throw new CardDeclinedError(`Card ending in ${order.card} was declined for order ${order.id}`);
}

function chargeByNewCheckout(order) {
  // The bug: lines became an object in the new checkout.
  return order.lines.map((line) => line.sku);
}

export async function charge(id, query, origin) {
  const order = {
    id,
    origin,
    amount: 42.5,
    card: query.get("card") ?? "4242",
    lines: { 0: { sku: "mug-blue" } },
  };
  Sentry.setContext("order", { id, amount: order.amount, currency: "EUR", items: 3 });
  if (query.has("new")) return chargeByNewCheckout(order);
  if (query.has("declined")) return decline(order);
  return chargeCard(order);
}

async function parseNotice(text) {
  await undefined;
  return JSON.parse(text);
}

/** Answers at once and works on; the bug: nobody waits for the result, so a bad one is nobody's. */
export function receiveWebhook(id) {
  void parseNotice(`<!DOCTYPE html><title>502 Bad Gateway</title> ${id}`);
  return { received: true };
}
