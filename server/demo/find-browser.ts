import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { childEnvironment } from "#lib/env.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium on this machine, Playwright's or any other; undefined when there is none. */
export function findBrowser(): string | undefined {
  const folders = (childEnvironment({})["PATH"] ?? "").split(delimiter);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...installed].find((path) => existsSync(path));
}
