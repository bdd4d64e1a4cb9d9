import * as Sentry from "@sentry/node";

class OutOfStockError extends Error {
  name = "OutOfStockError";
}

async function reserve(sku) {
  await undefined;
  throw new OutOfStockError(`${sku} is sold out`);
}

/** Tries both warehouses; when neither has it, the error holds one reason for each. */
export const reserveStock = () => Promise.any([reserve("mug-blue"), reserve("tea-earl-grey")]);

export function notifyQueueLength(length) {
  if (length > 500) Sentry.captureMessage(`Mail queue is growing: ${length} mails are waiting`, "warning");
  else Sentry.captureMessage("Mail queue was emptied", "info");
  return { length };
}
