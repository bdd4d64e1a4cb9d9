// The shop's page. What a visit is comes in the address: ?dsn, ?release, ?environment and ?visit.
import * as Sentry from "@sentry/browser";
import { applyCoupon, checkStock, pay, raiseQuantity, rememberCart } from "./cart.js";

const asked = new URLSearchParams(location.search);
const visit = JSON.parse(asked.get("visit") ?? "{}");
const flags = Sentry.featureFlagsIntegration();
history.replaceState(null, "", location.pathname);

window.sent = 0;
Sentry.init({
  dsn: asked.get("dsn"),
  release: asked.get("release"),
  environment: asked.get("environment"),
  integrations: [flags],
  beforeSend(event) {
    const shift = (visit.at - Date.now()) / 1000;
    event.timestamp += shift;
    for (const breadcrumb of event.breadcrumbs ?? []) breadcrumb.timestamp += shift;
    window.sent += 1;
    return event;
  },
});
Sentry.setUser(visit.user ?? null);
Sentry.setTags({ plan: visit.plan, region: visit.region });
flags.addFeatureFlag("new-checkout", Boolean(visit.newCheckout));

const onClick = (id, work) => document.getElementById(id).addEventListener("click", work);
onClick("quantity", raiseQuantity);
onClick("coupon", applyCoupon);
onClick("remember", rememberCart);
onClick("stock", checkStock);
onClick("slow", () => Sentry.captureMessage("The page took longer than 4 s", "info"));
onClick("pay", async () => {
  try {
    await pay(visit);
  } catch (error) {
    const associatedEventId = Sentry.captureException(error, { tags: { step: "payment" } });
    // Some visitors say what they saw.
    if (visit.user?.email && visit.at % 3 === 0)
      Sentry.captureFeedback({
        message: "I pressed Pay twice and nothing happened. Was I charged?",
        email: visit.user.email,
        associatedEventId,
      });
  }
});
window.flush = () => Sentry.flush(5_000);
document.body.dataset.ready = "true";
