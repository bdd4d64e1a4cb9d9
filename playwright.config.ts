import { defineConfig } from "@playwright/test";
import { findBrowser } from "./e2e/fixtures/find-browser.ts";

// One production instance for all specs; each makes organizations of its own in it.
export default defineConfig({
  testDir: "e2e",
  // The SDK tests there are vitest's.
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/fixtures/start-instance.ts",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      // Root has no sandbox; the rest keeps the browser from calling home.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
