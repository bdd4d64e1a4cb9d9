// An event of a realistic size, about 10 KB: 12 frames with context, 20 breadcrumbs, request, user, contexts.
import { randomUUID } from "node:crypto";

const frame = (index: number, cause: number) => ({
  filename: `/srv/shop/src/modules/orders/${["route", "service", "repository"][index % 3]}-${index}.js`,
  module: `orders.module${index}`,
  function: index === 11 ? `chargeCard${cause}` : `handleStep${index}`,
  lineno: 40 + index * 7,
  colno: 13,
  in_app: index % 3 !== 0,
  pre_context: Array.from(
    { length: 5 },
    (_, line) => `    const row${line} = await orders.find(id, ${line});`,
  ),
  context_line: `    throw new PaymentError("Card was declined", { id, step: ${index} });`,
  post_context: Array.from({ length: 5 }, (_, line) => `    logger.debug("step ${line}", { id });`),
});

const breadcrumb = (index: number, now: number) => ({
  timestamp: now / 1000 - (20 - index),
  type: index % 2 ? "http" : "default",
  category: index % 2 ? "fetch" : "ui.click",
  level: "info",
  message: `button.checkout > span.label-${index}`,
  data: {
    url: `https://shop.example/api/cart/${index}`,
    method: "GET",
    status_code: 200,
    duration_ms: 12 + index,
  },
});

/** @param cause which of the many problems this event reports: it decides the issue. */
function sampleEvent(eventId: string, cause: number, now: number) {
  return {
    event_id: eventId,
    timestamp: now / 1000,
    platform: "node",
    level: "error",
    release: `shop@3.${cause % 5}.0`,
    environment: "production",
    server_name: "web-1",
    transaction: `POST /checkout/${cause}`,
    sdk: {
      name: "sentry.javascript.node",
      version: "11.12.0",
      integrations: ["Http", "OnUncaughtException"],
    },
    exception: {
      values: [
        {
          type: "PaymentError",
          value: `Card was declined for order ${now % 100_000}`,
          mechanism: { type: "onuncaughtexception", handled: false },
          stacktrace: { frames: Array.from({ length: 12 }, (_, index) => frame(index, cause)) },
        },
      ],
    },
    breadcrumbs: Array.from({ length: 20 }, (_, index) => breadcrumb(index, now)),
    request: {
      url: `https://shop.example/checkout?step=${cause}`,
      method: "POST",
      headers: {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36",
        Accept: "*/*",
      },
      data: { cart: [{ sku: "A-1", quantity: 2 }], coupon: "SAVE20" },
    },
    user: { id: String(now % 5_000), email: `user${now % 5_000}@example.com` },
    tags: { plan: cause % 2 ? "premium" : "free", region: ["eu", "us", "ap"][cause % 3] },
    contexts: {
      trace: { trace_id: randomUUID().replaceAll("-", ""), span_id: "b0e6f15b45c36b12" },
      runtime: { name: "node", version: "v24.21.0" },
      os: { name: "Linux", version: "6.1.0" },
      device: { arch: "x64", memory_size: 8_000_000_000, processor_count: 2 },
      app: { app_start_time: "2026-11-20T08:00:00.000Z", app_memory: 120_000_000 },
    },
    modules: { express: "5.1.0", pg: "8.23.1", zod: "4.6.7" },
  };
}

/** 32 hexadecimal digits, as SDKs make them. */
export const newEventId = () => randomUUID().replaceAll("-", "");

/** One envelope as an SDK sends it. `causes` is how many different issues there are. */
export function sampleEnvelope(causes: number, eventId = newEventId()): Buffer {
  const now = Date.now();
  const event = sampleEvent(eventId, Math.floor(Math.random() * causes), now);
  const header = JSON.stringify({ event_id: eventId, sent_at: new Date(now).toISOString() });
  return Buffer.from(`${header}\n{"type":"event"}\n${JSON.stringify(event)}`);
}
