// A Chromium for the end-to-end tests: an installed one, else Playwright's, else the distribution's package.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CHECKOUT, findNode, runQuietly, step } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of an installed Chromium, or undefined when Playwright has its own. */
export async function ensureBrowser() {
  const installed = findInstalled();
  if (installed) return installed;
  const cli = join(CHECKOUT, "node_modules/@playwright/test/cli.js");
  try {
    await step("Installing a browser for the tests", () =>
      runQuietly(findNode(), [cli, "install", "chromium"]),
    );
    return undefined;
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) throw error;
  }
  await step("Installing Debian's Chromium", async () => {
    await runQuietly("apt-get", ["update"]);
    await runQuietly("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  });
  return findInstalled();
}

function findInstalled() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}
