// The way of a newcomer: from the first page to a resolved issue, with the real SDK in a program of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "@playwright/test";
import { test } from "./fixtures/test.ts";

const APP = resolve(import.meta.dirname, "fixtures/throwing-app.mjs");
const VISIBLE_WITHIN_MS = 2_000;

/** Runs the program until it crashes. Resolves, as soon as it throws, to the time of the throw. */
async function crash(
  dsn: string,
  what: "card" | "customer",
): Promise<{ thrownAt: number; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [APP, dsn, what], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit").then(([code]) => expect(code).toBe(1));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { thrownAt: Number(line), ended };
}

test("from sign-up to a resolved issue", async ({ page, origin }) => {
  const unique = Date.now().toString(36);
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill("Ada Newcomer");
  await page.getByLabel("E-mail").fill(`ada-${unique}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/organizations/new");

  await page.getByLabel("Name").fill(`Newcomers ${unique}`);
  await page.getByRole("button", { name: "Create organization" }).click();

  await page.getByLabel("Find a platform").fill("node");
  await page.getByLabel("Find a platform").press("Enter");
  await expect(page.getByRole("radio", { name: "Node.js" })).toBeChecked();
  await page.getByLabel("Project name").fill("checkout");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL("**/projects/checkout/getting-started");
  const issuesUrl = page.url().replace(/\/projects\/.*/, "/issues");

  const light = page.getByRole("region", { name: "First event" });
  await expect(light).toContainText("Waiting for the first event");
  const label = await page.getByRole("button", { name: /^Copy DSN/ }).getAttribute("aria-label");
  const dsn = label!.replace("Copy DSN ", "");
  expect(new URL(dsn).host).toBe(new URL(origin).host);
  await expect(page.getByText(dsn).filter({ visible: true }).first()).toBeVisible();

  const list = async () => (await page.request.get(issuesUrl)).text();
  /** Crashes a program and waits until the list of issues shows `text`, which it did not show before. */
  const crashUntilListed = async (what: "card" | "customer", text: string) => {
    expect(await list()).not.toContain(text);
    const { thrownAt, ended } = await crash(dsn, what);
    let shownAt = 0;
    await expect(async () => {
      expect(await list()).toContain(text);
      shownAt = Date.now();
    }).toPass({ timeout: 15_000, intervals: [20] });
    await ended;
    const took = shownAt - thrownAt;
    test.info().annotations.push({ type: "milliseconds from the throw to the list", description: `${took}` });
    expect(took).toBeLessThan(VISIBLE_WITHIN_MS);
  };

  await crashUntilListed("card", "Card was declined");
  await expect(light).toContainText("First event received");
  await light.getByRole("link", { name: "Open the issue" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toContainText("RangeError");
  await expect(
    page.getByText("Card was declined for 2000 cents").filter({ visible: true }).first(),
  ).toBeVisible();
  const failing = page.locator("[aria-current=true]", { hasText: "throw new RangeError" });
  await expect(failing).toBeVisible();
  await expect(
    page.getByText("amountInCents", { exact: true }).filter({ visible: true }).first(),
  ).toBeVisible();
  const issueUrl = page.url();

  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  const row = page.getByRole("table", { name: "Issues" }).getByRole("link", { name: /Card was declined/ });
  await expect(async () => {
    await page.goto(`${issuesUrl}?tab=resolved`);
    await expect(row).toHaveCount(1);
  }).toPass();
  await page.goto(issuesUrl);
  await expect(page.getByRole("heading", { name: "Nothing unresolved" })).toBeVisible();
  await expect(row).toHaveCount(0);

  await crashUntilListed("card", "Card was declined");
  await page.goto(issuesUrl);
  await expect(row).toHaveCount(1);
  expect(await row.getAttribute("href")).toContain(new URL(issueUrl).pathname.split("/")[4]);
  await row.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("RangeError");
  expect(new URL(page.url()).pathname.split("/").slice(0, 5)).toEqual(
    new URL(issueUrl).pathname.split("/").slice(0, 5),
  );

  await crashUntilListed("customer", "has no customer");
  await page.goto(issuesUrl);
  await expect(page.getByRole("table", { name: "Issues" }).locator("[data-issue]")).toHaveCount(2);
});
