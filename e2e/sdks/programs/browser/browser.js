// A page with @sentry/browser: each button does one thing that the SDK tells.
import * as Sentry from "@sentry/browser";

const { dsn, site } = await fetch("/config.json").then((answer) => answer.json());

Sentry.init({
  dsn,
  release: "shop-web@7.1.0",
  environment: "staging",
  integrations: [
    Sentry.browserTracingIntegration(),
    Sentry.browserProfilingIntegration(),
    Sentry.replayIntegration({ maskAllText: false }),
  ],
  tracesSampleRate: 1,
  profileSessionSampleRate: 1,
  profileLifecycle: "trace",
  replaysSessionSampleRate: 1,
  enableLogs: true,
  beforeSend: (event) => (event.message === "dropped on purpose" ? null : event),
});
Sentry.setUser({ id: "u-17", email: "ada@shop.example" });
Sentry.setTag("plan", "team");

class CartError extends Error {
  name = "CartError";
}

function pay() {
  throw new CartError("the cart is empty");
}

document.querySelector("#add").addEventListener("click", () => {
  console.info("one article more");
  Sentry.logger.warn("cart grows", { articles: 2 });
  Sentry.metrics.count("cart.added", 1, { attributes: { plan: "team" } });
  Sentry.startSpan({ name: "price the cart", op: "function" }, () => {
    const until = performance.now() + 60;
    while (performance.now() < until) Math.sqrt(until);
  });
  Sentry.captureMessage("dropped on purpose");
  Sentry.withScope((scope) => {
    scope.addAttachment({ filename: "cart.txt", data: "2 articles", contentType: "text/plain" });
    Sentry.captureMessage("the cart is unusual", "warning");
  });
});
document.querySelector("#pay").addEventListener("click", pay);
document.querySelector("#ask").addEventListener("click", () => {
  Sentry.captureFeedback(
    { message: "Nothing happens when I pay", name: "Ada", email: "ada@shop.example", url: site },
    {
      attachments: [
        { filename: "screenshot.png", data: new Uint8Array([137, 80, 78, 71]), contentType: "image/png" },
      ],
    },
  );
});
window.finish = () => Sentry.flush(10_000);
document.body.dataset.ready = "true";
