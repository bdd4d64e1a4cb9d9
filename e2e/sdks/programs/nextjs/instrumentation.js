import * as Sentry from "@sentry/nextjs";

export function register() {
  Sentry.init({
    dsn: process.env.SENTRY_DSN,
    release: "shop-next@3.0.0",
    tracesSampleRate: 1,
    enableLogs: true,
  });
}

export const onRequestError = Sentry.captureRequestError;
