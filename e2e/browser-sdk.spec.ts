// The real browser SDK on a page of another origin.
import { expect } from "@playwright/test";
import { openShop } from "./fixtures/shop-site.ts";
import { test } from "./fixtures/test.ts";
import { listIssues } from "./fixtures/web-api.ts";

const VISIBLE_WITHIN_MS = 2_000;

test("an error in a browser becomes one readable issue", async ({ browser, page, createAccount, signIn }) => {
  const account = await createAccount("shop");
  const shop = await openShop(account.dsn);
  // Its page is meant to fail, so it is in a context that nobody watches.
  const visitor = await browser.newPage();
  try {
    const answers: { status: number; origin: string | undefined }[] = [];
    visitor.on("response", (response) => {
      if (response.url().includes("/envelope/") && response.request().method() === "POST")
        answers.push({
          status: response.status(),
          origin: response.headers()["access-control-allow-origin"],
        });
    });
    await visitor.goto(shop.url);
    await visitor.locator("body[data-ready]").waitFor();
    await visitor.getByRole("button", { name: "Add to cart" }).click();
    await visitor.getByRole("button", { name: "Pay" }).click();
    const thrownAt = await visitor.evaluate("window.thrownAt");

    let visibleAt = 0;
    await expect(async () => {
      expect(await listIssues(account)).toHaveLength(1);
      visibleAt = Date.now();
    }).toPass({ timeout: 10_000, intervals: [20] });
    expect(visibleAt - Number(thrownAt)).toBeLessThan(VISIBLE_WITHIN_MS);
    expect(answers).not.toEqual([]);
    expect(answers).toEqual(answers.map(() => ({ status: 200, origin: "*" })));

    const [issue] = await listIssues(account);
    expect(issue?.title).toBe("RangeError: The cart is empty");
    await signIn(account);
    await page.goto(`/organizations/${account.org}/issues/${issue?.id}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("RangeError");
    await expect(page.getByText("payOrder").filter({ visible: true }).first()).toBeVisible();
    await expect(page.getByText("shop.js").filter({ visible: true }).first()).toBeVisible();
    await expect(page.getByText("button#add").filter({ visible: true }).first()).toBeVisible();
    await expect(page.getByText("one article more").filter({ visible: true }).first()).toBeVisible();

    await visitor.getByRole("button", { name: "Pay" }).click();
    await visitor.reload();
    await visitor.locator("body[data-ready]").waitFor();
    await visitor.getByRole("button", { name: "Pay" }).click();
    await expect(async () => {
      const issues = await listIssues(account);
      expect(issues).toHaveLength(1);
      expect(Number(issues[0]?.count)).toBeGreaterThanOrEqual(2);
    }).toPass({ timeout: 10_000, intervals: [50] });
  } finally {
    await visitor.close();
    shop.close();
  }
});
