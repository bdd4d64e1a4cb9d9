// Every page, empty and with data, light and dark, on a phone and a wide screen: WCAG 2.2 AA and no side-scrolling.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { pathOf, routesWith } from "./fixtures/routes.ts";
import { test } from "./fixtures/test.ts";
import { errorEvent, listIssues, storeEvent } from "./fixtures/web-api.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// Redirects, downloads and what is no page by itself.
const NOT_A_PAGE = /\/(go|download|\[attachmentId\]|\[org\])$|^\/(api|_|icon)/;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} ${node.html.slice(0, 160)}`),
  );
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
    for (const [colorScheme, width] of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect.soft(await violations(page), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
    }
    for (const width of [NARROW, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await overhang(page), `${path} hangs over at ${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

const organizationPages = () => routesWith("organization page").filter((route) => !NOT_A_PAGE.test(route));

test("pages for everybody", async ({ page }) => {
  test.setTimeout(120_000);
  const open = routesWith("open").filter((route) => !NOT_A_PAGE.test(route));
  for (const route of open) await inspect(page, pathOf(route, { token: "x".repeat(43) }), ALL_LOOKS);
});

test("pages of an organization that is empty", async ({ page, createAccount, signIn }) => {
  test.setTimeout(240_000);
  const account = await createAccount("empty");
  await signIn(account);
  const routes = [...organizationPages(), ...routesWith("user page")];
  for (const route of routes.filter((one) => !/\[(issueId|eventId)\]/.test(one)))
    await inspect(page, pathOf(route, { ...account }), TWO_LOOKS);
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
    extra: { note: "x".repeat(400) },
    modules: { express: "5.1.0" },
  });
  const eventId = await storeEvent(account, rich);
  const issue = (await listIssues(account)).find(({ title }) => title.includes("delta"));
  return { ...account, issueId: issue!.id, eventId };
}

test("pages of an organization with data", async ({ page, createAccount, signIn }) => {
  test.setTimeout(300_000);
  const account = await createAccount("full");
  const values = await fill(account);
  await signIn(account);
  for (const route of organizationPages()) await inspect(page, pathOf(route, values), ALL_LOOKS);
  const issues = `/organizations/${account.org}/issues`;
  for (const query of ["?tab=resolved", "?tab=all&query=nothing-has-this-name"])
    await inspect(page, `${issues}${query}`, TWO_LOOKS);
});
