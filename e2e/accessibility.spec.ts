// Every page, empty and with data, light and dark, on a phone and a wide screen: WCAG 2.2 AA and no side-scrolling.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { pathOf, routesWith } from "./fixtures/routes.ts";
import { storeEvidence } from "./fixtures/store-evidence.ts";
import { test } from "./fixtures/test.ts";
import { errorEvent, listIssues, shareIssue, storeEvent } from "./fixtures/web-api.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Looked at with an issue that is shared. */
const SHARED = "/share/[shareId]";
// Redirects, downloads and what is no page by itself.
const NOT_A_PAGE = /\/(go|download|\[attachmentId\]|\[org\])$|^\/(api|_|icon|sdk|js-sdk-loader)/;

/** Whether a bar that stays in place lies over a corner of the element: it can be scrolled out from under it. */
const isUnderBar = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    if (!element) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const corners = [left + 1, right - 1].flatMap((x) => [top + 1, bottom - 1].map((y) => [x, y] as const));
    return corners.some(([x, y]) => {
      let over: Element | null = document.elementFromPoint(x, y);
      while (over && !/fixed|sticky/.test(getComputedStyle(over).position)) over = over.parentElement;
      return over !== null && !over.contains(element);
    });
  }, selector);

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told: string[] = [];
  for (const { id, help, nodes } of found)
    for (const { html, target } of nodes) {
      const selector = target.length === 1 ? target[0] : undefined;
      if (id === "target-size" && typeof selector === "string" && (await isUnderBar(page, selector)))
        continue;
      told.push(`${id}: ${help} ${html.slice(0, 160)}`);
    }
  return told;
}

const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const WIDE = 1280;
const NARROW = 390;
const ALL_LOOKS = [
  ["light", WIDE],
  ["dark", WIDE],
  ["dark", NARROW],
  ["light", NARROW],
] as const;
/** Each theme and each width once: enough for pages whose parts are looked at elsewhere in all four. */
const TWO_LOOKS = [ALL_LOOKS[0], ALL_LOOKS[2]];

/** Looks at one page in themes and widths. */
async function inspect(
  page: Page,
  path: string,
  looks: readonly (typeof ALL_LOOKS)[number][],
): Promise<void> {
  await test.step(path, async () => {
    await page.goto(path);
    await page.locator("main").waitFor();
    // Streamed parts are there, their placeholders gone.
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await look(page, path, looks);
  });
}

/** Looks at the page as it stands; `name` stands in the report. */
async function look(page: Page, name: string, looks: readonly (typeof ALL_LOOKS)[number][]): Promise<void> {
  for (const [colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect.soft(await violations(page), `${name}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  for (const width of [NARROW, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await overhang(page), `${name} hangs over at ${width} px`).toBeLessThanOrEqual(0);
  }
}

const organizationPages = () => routesWith("organization page").filter((route) => !NOT_A_PAGE.test(route));

test("pages for everybody", async ({ page }) => {
  test.setTimeout(120_000);
  const open = routesWith("open").filter((route) => !NOT_A_PAGE.test(route) && route !== SHARED);
  const values = { token: "x".repeat(43) };
  for (const route of open) await inspect(page, pathOf(route, values), ALL_LOOKS);
});

test("pages of an organization that is empty", async ({ page, createAccount, signIn }) => {
  test.setTimeout(240_000);
  const account = await createAccount("empty");
  await signIn(account);
  const routes = [...organizationPages(), ...routesWith("user page")];
  for (const route of routes.filter((one) => !/\[(issueId|eventId)\]/.test(one)))
    await inspect(page, pathOf(route, { ...account, team: "everyone" }), TWO_LOOKS);
});

async function fill(account: Account): Promise<Record<string, string>> {
  for (const where of ["alpha", "bravo", "charlie"]) await storeEvent(account, errorEvent(where));
  const rich = errorEvent("delta", {
    release: "shop@1.0.0",
    environment: "production",
    user: { id: "7", email: "ada@example.com" },
    tags: { plan: "premium", region: "eu" },
    request: {
      url: "https://shop.example/pay?step=2",
      method: "POST",
      headers: { Accept: "*/*" },
      data: { cart: [1, 2] },
    },
    breadcrumbs: [
      { timestamp: 1_795_000_000, category: "ui.click", message: "button#pay", level: "info" },
      {
        timestamp: 1_795_000_001,
        type: "http",
        category: "fetch",
        data: { url: "/api/pay", status_code: 500 },
        level: "error",
      },
    ],
    contexts: {
      os: { name: "Linux", version: "6.1" },
      flags: { values: [{ flag: "checkout-v2", result: true }] },
    },
    extra: { note: "x".repeat(400), password: "hunter2", card: "4111 1111 1111 1111" },
    modules: { express: "5.1.0" },
  });
  const eventId = await storeEvent(account, rich);
  await storeEvidence(account, eventId);
  const issue = (await listIssues(account)).find(({ title }) => title.includes("delta"));
  return { ...account, issueId: issue!.id, eventId, team: "everyone" };
}

test("pages of an organization with data", async ({ page, createAccount, signIn }) => {
  test.setTimeout(300_000);
  const account = await createAccount("full");
  const values = await fill(account);
  await signIn(account);
  for (const route of organizationPages()) await inspect(page, pathOf(route, values), ALL_LOOKS);
  const shareId = await shareIssue(account, values["issueId"] ?? "");
  await inspect(page, pathOf(SHARED, { shareId }), ALL_LOOKS);
  const issues = `/organizations/${account.org}/issues`;
  for (const query of ["?tab=resolved", "?tab=all&query=nothing-has-this-name"])
    await inspect(page, `${issues}${query}`, TWO_LOOKS);
});

test("settings of incoming data, filled and with what was typed wrong", async ({
  page,
  createAccount,
  signIn,
}) => {
  test.setTimeout(180_000);
  const account = await createAccount("settings");
  await storeEvent(account, errorEvent("alpha", { user: { id: "7", email: "ada@example.com" } }));
  await signIn(account);
  const settings = `/organizations/${account.org}/settings/projects/${account.project}`;

  await test.step("limits", async () => {
    await page.goto(`${settings}/limits`);
    await page.getByLabel("At most").fill("500");
    await page.getByRole("button", { name: "Set limit" }).click();
    await expect(page.getByRole("table", { name: "Limits" })).toContainText("500");
    await page.getByLabel("At most").fill("many");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("At most")).toHaveAccessibleDescription(/Enter a number\./);
    await expect(page.getByLabel("At most")).toHaveValue("many");
    const whole = page.getByLabel("Whole events kept per issue and hour");
    await whole.fill("0");
    await page.keyboard.press("Enter");
    await expect(whole).toHaveAccessibleDescription(/At least 1\./);
    await look(page, "limits that are wrong", ALL_LOOKS);
    await whole.fill("20");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Whole events saved").first()).toBeVisible();
    await page.reload();
    await expect(whole).toHaveValue("20");
  });
  await test.step("filters", async () => {
    await page.goto(`${settings}/filters`);
    await page.getByLabel("Error messages").fill("*alpha*");
    await expect(page.getByText("Of the last 1 event, 1 would have been filtered.")).toBeVisible();
    await look(page, "filters with a preview", TWO_LOOKS);
    await page.getByLabel("IP addresses").fill("not-an-address");
    await expect(page.getByLabel("IP addresses")).toHaveAccessibleDescription(/is no address/);
    await look(page, "filters that are wrong", TWO_LOOKS);
  });
  await test.step("data privacy", async () => {
    await page.goto(`${settings}/data-privacy`);
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect(page.getByRole("list", { name: "Values that would change" })).toContainText("user.email");
    await look(page, "rules with a preview", TWO_LOOKS);
    await page.getByLabel("What").selectOption("pattern");
    await page.getByLabel("Pattern").fill("(open");
    await expect(page.getByLabel("Pattern")).toHaveAccessibleDescription(/cannot be used/);
    await look(page, "rules that are wrong", TWO_LOOKS);
  });
});
