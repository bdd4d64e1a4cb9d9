import { defineConfig } from "vitest/config";

// unit: pure rules, no store. stores: real Postgres and ClickHouse, a fresh database for each file.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,components,server}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.store.test.ts", "**/*.fault.test.ts"],
        },
      },
      {
        test: {
          name: "stores",
          include: ["{lib,server}/**/*.store.test.ts"],
          globalSetup: "server/testing/stores.ts",
          env: { LOG_LEVEL: "silent" },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "faults",
          include: ["server/**/*.fault.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        // Real SDKs against a running instance; by its own command, npm run test:sdks.
        test: {
          name: "sdks",
          include: ["e2e/sdks/*.sdk.test.ts"],
          globalSetup: "e2e/sdks/fixtures/start.ts",
          testTimeout: 60_000,
          hookTimeout: 400_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
