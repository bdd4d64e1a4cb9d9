// A page with @sentry/react: a component that breaks, inside an error boundary.
import * as Sentry from "@sentry/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

const { dsn } = await fetch("/config.json").then((answer) => answer.json());

Sentry.init({
  dsn,
  release: "shop-react@7.1.0",
  integrations: [Sentry.browserTracingIntegration(), Sentry.replayIntegration()],
  tracesSampleRate: 1,
  replaysSessionSampleRate: 1,
  enableLogs: true,
});
Sentry.setUser({ id: "u-17", email: "ada@shop.example" });
Sentry.setTag("plan", "team");

function tell() {
  Sentry.addBreadcrumb({ category: "cart", message: "looked at the hours" });
  Sentry.withScope((scope) => {
    scope.addAttachment({ filename: "hours.txt", data: "all day", contentType: "text/plain" });
    Sentry.captureMessage("the hours are odd", "warning");
  });
  Sentry.logger.info("hours were shown", { days: 7 });
  Sentry.metrics.count("hours.shown", 1);
  Sentry.captureFeedback({ message: "Open at night, really?", name: "Ada" });
}

function Total({ cart }) {
  return <p>{cart.items.length} articles</p>;
}

const Profiled = Sentry.withProfiler(() => <p>Open all day</p>, { name: "Hours" });

function Shop() {
  const [cart, setCart] = useState({ items: [] });
  return (
    <Sentry.ErrorBoundary fallback={<p id="sorry">Something is broken</p>}>
      <Profiled />
      <Total cart={cart} />
      <button id="tell" onClick={tell}>
        Tell
      </button>
      <button id="pay" onClick={() => setCart({})}>
        Pay
      </button>
    </Sentry.ErrorBoundary>
  );
}

createRoot(document.querySelector("#root"), { onCaughtError: Sentry.reactErrorHandler() }).render(<Shop />);
window.finish = () => Sentry.flush(10_000);
document.body.dataset.ready = "true";
