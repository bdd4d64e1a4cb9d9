const { withSentryConfig } = require("@sentry/nextjs/config");

module.exports = withSentryConfig(
  { turbopack: { root: __dirname } },
  { silent: true, telemetry: false, sourcemaps: { disable: true }, release: { create: false } },
);
