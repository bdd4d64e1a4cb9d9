import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as Sentry from "@sentry/node";

class OrderNotFoundError extends Error {
  name = "OrderNotFoundError";
}

export function findOrder(id) {
  // Every order has its own number in the message, and all of them are one problem.
  throw new OrderNotFoundError(`Order ${id} does not exist`);
}

export async function renderInvoice(id) {
  const template = join(import.meta.dirname, "templates", "invoice.de.html");
  try {
    return { id, html: await readFile(template, "utf8") };
  } catch (error) {
    Sentry.captureException(error, { level: "warning", extra: { template, fallback: "plain text" } });
    return { id, html: `Invoice ${id}` };
  }
}
