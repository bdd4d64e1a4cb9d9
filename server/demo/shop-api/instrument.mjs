// Loaded with `node --import ./instrument.mjs`, as the SDK's guide says. DSN, release and environment come
// from SENTRY_DSN, SENTRY_RELEASE and SENTRY_ENVIRONMENT.
import * as Sentry from "@sentry/node";

export const flags = Sentry.featureFlagsIntegration();

/** When a visit happened that is played back today: the demo fills two weeks in seconds. */
let lastVisitAt = Date.now();
export const rememberVisit = (at) => {
  lastVisitAt = at;
  Sentry.getIsolationScope().setSDKProcessingMetadata({ visitedAt: at });
};

export let sent = 0;

Sentry.init({
  integrations: [flags],
  // One burst holds more events than the default of 64 in flight.
  transportOptions: { bufferSize: 1_000 },
  beforeSend(event) {
    const visitedAt = event.sdkProcessingMetadata?.visitedAt ?? lastVisitAt;
    const shift = (visitedAt - Date.now()) / 1000;
    event.timestamp += shift;
    for (const breadcrumb of event.breadcrumbs ?? []) breadcrumb.timestamp += shift;
    delete event.request?.headers?.["x-visit"];
    sent += 1;
    return event;
  },
});
