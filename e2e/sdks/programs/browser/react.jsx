// A page with @sentry/react: a component that breaks, inside an error boundary.
import * as Sentry from "@sentry/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

const { dsn } = await fetch("/config.json").then((answer) => answer.json());

Sentry.init({
  dsn,
  release: "shop-react@7.1.0",
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1,
});

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
      <button id="pay" onClick={() => setCart({})}>
        Pay
      </button>
    </Sentry.ErrorBoundary>
  );
}

createRoot(document.querySelector("#root"), { onCaughtError: Sentry.reactErrorHandler() }).render(<Shop />);
window.finish = () => Sentry.flush(10_000);
document.body.dataset.ready = "true";
