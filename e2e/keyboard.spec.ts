import { expect, type Page } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { test } from "./fixtures/test.ts";
import { errorEvent, listIssues, storeEvent } from "./fixtures/web-api.ts";

let account: Account;
test.beforeEach(async ({ createAccount, signIn, page }) => {
  account = await createAccount("keys");
  // Newest first in the list: delta, charlie, bravo, alpha.
  for (const where of ["alpha", "bravo", "charlie", "delta"]) await storeEvent(account, errorEvent(where));
  await signIn(account);
  await page.goto(`/organizations/${account.org}/issues`);
  await expect(rows(page)).toHaveCount(4);
});

const rows = (page: Page) => page.getByRole("table", { name: "Issues" }).locator("[data-issue]");
const row = (page: Page, where: string) => rows(page).filter({ hasText: `${where} failed` });
const statuses = async () =>
  Object.fromEntries(
    (await listIssues(account)).map(({ title, status }) => [/: (\w+)/.exec(title)?.[1], status]),
  );

/** Presses until it works: keys count once the page has come to life. */
const pressUntil = (page: Page, key: string, done: () => Promise<void>) =>
  expect(async () => {
    await page.keyboard.press(key);
    await done();
  }).toPass({ intervals: [250] });

test("the issue list works by keyboard alone", async ({ page }) => {
  await test.step("x selects the row that j and k stand on", async () => {
    await pressUntil(page, "k", () =>
      expect(row(page, "delta")).toHaveAttribute("aria-current", "true", { timeout: 200 }),
    );
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(row(page, "charlie")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByText("1 selected").filter({ visible: true }).first()).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByText("2 selected").filter({ visible: true }).first()).toBeVisible();
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await expect(page.getByText("1 selected").filter({ visible: true }).first()).toBeVisible();
    await expect(row(page, "bravo")).toHaveAttribute("aria-selected", "true");
  });
  await test.step("e resolves what is selected", async () => {
    await page.keyboard.press("e");
    await expect(row(page, "bravo")).toHaveCount(0);
    await expect.poll(statuses).toMatchObject({ bravo: "resolved", charlie: "unresolved" });
  });
  await test.step("a archives the row it stands on", async () => {
    await expect(rows(page)).toHaveCount(3);
    await page.keyboard.press("Escape");
    await pressUntil(page, "k", () =>
      expect(row(page, "delta")).toHaveAttribute("aria-current", "true", { timeout: 200 }),
    );
    await page.keyboard.press("a");
    await expect(row(page, "delta")).toHaveCount(0);
    await expect.poll(statuses).toMatchObject({ delta: "ignored" });
  });
  await test.step("/ searches", async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: "Search issues" })).toBeFocused();
    await page.keyboard.type("alpha");
    await page.keyboard.press("Enter");
    await page.waitForURL(/query=alpha/);
    await expect(rows(page)).toHaveCount(1);
  });
  await test.step("Enter opens the row", async () => {
    await page.getByRole("combobox", { name: "Search issues" }).press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("TypeError");
    await expect(page.getByText("alpha failed").filter({ visible: true }).first()).toBeVisible();
  });
});

test("? lists the keys, and Escape closes the list", async ({ page }) => {
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await pressUntil(page, "?", () => expect(list).toBeVisible({ timeout: 500 }));
  await expect(list).toContainText("Archive");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("the palette opens an issue by its short id", async ({ page }) => {
  const [issue] = (await listIssues(account)).filter(({ title }) => title.includes("bravo"));
  const field = page.getByPlaceholder(/paste an event id/);
  await pressUntil(page, "ControlOrMeta+k", () => expect(field).toBeFocused({ timeout: 500 }));
  await page.keyboard.type(issue!.shortId);
  await expect(page.getByRole("option", { name: new RegExp(issue!.shortId) })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/issues/${issue!.id}`));
  await expect(page.getByText("bravo failed").filter({ visible: true }).first()).toBeVisible();
});
