// A morning with the list of issues: by keyboard alone, and what must hold for the events that come afterwards.
import { expect, type Page } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { test } from "./fixtures/test.ts";
import { errorEvent, listIssues, storeEvent } from "./fixtures/web-api.ts";

let account: Account;
let sent = 0;
test.beforeEach(async ({ createAccount, signIn }) => {
  sent = 0;
  account = await createAccount("triage");
  await signIn(account);
});

const rows = (page: Page) => page.getByRole("table", { name: "Issues" }).locator("[data-issue]");
const row = (page: Page, where: string) => rows(page).filter({ hasText: `${where} failed` });
const issueOf = async (where: string) => {
  const found = (await listIssues(account)).find(({ title }) => title.includes(`${where} failed`));
  if (!found) throw new Error(`There is no issue of ${where}`);
  return found;
};
/** Sends an event and waits until its issue has counted it. */
async function send(where: string, more: object = {}): Promise<void> {
  await storeEvent(account, errorEvent(where, more));
  sent++;
  const counted = async () => (await listIssues(account)).reduce((sum, { count }) => sum + Number(count), 0);
  await expect.poll(counted).toBe(sent);
}
const openList = (page: Page, query = "") => page.goto(`/organizations/${account.org}/issues${query}`);

/** Presses until it works: keys count once the page has come to life. */
const pressUntil = (page: Page, key: string, done: () => Promise<void>) =>
  expect(async () => {
    await page.keyboard.press(key);
    await done();
  }).toPass({ intervals: [250] });

test("a morning's triage by keyboard alone", async ({ page }) => {
  for (const where of ["alpha", "bravo", "charlie", "delta", "echo"])
    await send(where, { tags: { plan: where === "delta" ? "free" : "enterprise" } });
  await openList(page);
  await expect(rows(page)).toHaveCount(5);
  const search = page.getByRole("combobox", { name: "Search issues" });

  await test.step("the search completes a key and then its value", async () => {
    await pressUntil(page, "/", () => expect(search).toBeFocused({ timeout: 300 }));
    await page.keyboard.type("!pla");
    await expect(page.getByRole("option", { name: /^plan:/ })).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(search).toHaveValue("!plan:");
    await page.keyboard.type("fr");
    await expect(page.getByRole("option", { name: /free/ })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(search).toHaveValue("!plan:free ");
    await page.keyboard.press("Enter");
    await page.waitForURL(/query=/);
    await expect(rows(page)).toHaveCount(4);
    await expect(row(page, "delta")).toHaveCount(0);
  });

  await test.step("x selects, e resolves, and Undo brings back", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await pressUntil(page, "k", () =>
      expect(row(page, "echo")).toHaveAttribute("aria-current", "true", { timeout: 200 }),
    );
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByText("2 selected").filter({ visible: true }).first()).toBeVisible();
    await page.keyboard.press("e");
    await expect(rows(page)).toHaveCount(2);
    await expect(page.getByText("Resolved 2 issues", { exact: true })).toBeVisible();
    await page.keyboard.press("F8");
    await page.keyboard.press("Tab");
    const undo = page.getByRole("button", { name: "Undo" });
    if (!(await undo.evaluate((button) => button === document.activeElement)))
      await page.keyboard.press("Tab");
    await expect(undo).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(rows(page)).toHaveCount(4);
    await expect.poll(async () => (await issueOf("echo")).status).toBe("unresolved");
  });

  await test.step("a archives the row that the keys stand on", async () => {
    await openList(page);
    await expect(rows(page)).toHaveCount(5);
    await pressUntil(page, "k", () =>
      expect(row(page, "echo")).toHaveAttribute("aria-current", "true", { timeout: 200 }),
    );
    await page.keyboard.press("a");
    await expect(row(page, "echo")).toHaveCount(0);
    await expect.poll(async () => (await issueOf("echo")).status).toBe("ignored");
  });

  await test.step("m assigns, r marks as reviewed", async () => {
    await openList(page, "?tab=for_review");
    await expect(rows(page)).toHaveCount(4);
    await pressUntil(page, "k", () =>
      expect(row(page, "delta")).toHaveAttribute("aria-current", "true", { timeout: 200 }),
    );
    await page.keyboard.press("m");
    await expect(page.getByRole("searchbox", { name: "Find a person or team" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Assigned to /).first()).toBeVisible();
    await pressUntil(page, "r", () => expect(row(page, "delta")).toHaveCount(0, { timeout: 1_000 }));
    await openList(page, "?query=assigned:me");
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, "delta")).toHaveCount(1);
  });
});

test("a search that cannot be read points at what is wrong", async ({ page }) => {
  await send("alpha");
  await openList(page, "?query=level:error+is:unresolvd");
  const fault = page.getByRole("alert").filter({ hasText: "Did you mean unresolved?" });
  await expect(fault.locator("mark")).toHaveText("unresolvd");
});

test("an issue that is archived until it happens again so often comes back by itself", async ({ page }) => {
  await send("alpha");
  const { id } = await issueOf("alpha");
  await page.goto(`/organizations/${account.org}/issues/${id}`);
  const dialog = page.getByRole("dialog", { name: "Archive until something happens" });
  await expect(async () => {
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("menuitem", { name: "Until something else…" }).click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel("It happens so many more times", { exact: true }).fill("3");
  await dialog.getByRole("button", { name: "Archive" }).click();
  await expect.poll(async () => (await issueOf("alpha")).substatus).toBe("archived_until_condition_met");

  await send("alpha");
  await send("alpha");
  expect(await issueOf("alpha")).toMatchObject({ status: "ignored", count: "3" });
  await send("alpha");
  await expect
    .poll(() => issueOf("alpha"))
    .toMatchObject({ status: "unresolved", substatus: "escalating", count: "4" });
  await openList(page, "?tab=escalating");
  await expect(row(page, "alpha")).toHaveCount(1);
});

test("what was unmerged stays apart when it happens again", async ({ page }) => {
  for (const where of ["alpha", "alpha", "bravo"]) await send(where);
  await openList(page);
  await expect(rows(page)).toHaveCount(2);
  await page
    .getByRole("checkbox", { name: /^Select / })
    .first()
    .check();
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Merge" }).click();
  await page.getByRole("button", { name: "Merge 2 issues" }).click();
  await expect(rows(page)).toHaveCount(1);
  await send("bravo");
  await expect.poll(async () => (await listIssues(account)).map(({ count }) => count)).toEqual(["4"]);

  const { id } = await issueOf("");
  await page.goto(`/organizations/${account.org}/issues/${id}/merged`);
  await expect(async () => {
    await page.getByRole("checkbox", { name: /bravo failed/ }).check();
    await expect(page.getByRole("button", { name: "Unmerge" })).toBeEnabled({ timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: "Unmerge" }).click();
  await expect.poll(async () => (await listIssues(account)).length).toBe(2);

  for (const where of ["bravo", "alpha", "bravo"]) await send(where);
  await expect.poll(async () => (await issueOf("bravo")).count).toBe("4");
  await expect.poll(async () => (await issueOf("alpha")).count).toBe("3");
});

test("a rule gives new issues to the team that owns the code", async ({ page }) => {
  const { org, project } = account;
  await page.goto(`/organizations/${org}/settings/projects/${project}/ownership`);
  await expect(async () => {
    await page.getByLabel("Rules", { exact: true }).fill("module:pay* #everyone\nmodule:cart* #nobody");
    await expect(page.getByText("“#nobody” does not exist")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page.getByLabel("Rules", { exact: true }).fill("module:pay* #everyone");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Ownership saved", { exact: true })).toBeVisible();

  await send("payment");
  await send("cart");
  await openList(page);
  await expect(row(page, "payment").getByRole("button", { name: /^Assigned to / })).toBeVisible();
  await expect(row(page, "cart").getByRole("button", { name: "Assign", exact: true })).toBeVisible();
});
