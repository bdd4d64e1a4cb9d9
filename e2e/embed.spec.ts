// What Debrief puts on other people's pages: the loader script and the crash-report dialog.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { openSite } from "./fixtures/embed-site.ts";
import { test } from "./fixtures/test.ts";
import { listIssues } from "./fixtures/web-api.ts";

const loaderOf = ({ url, dsn }: Account) => `${url}/js-sdk-loader/${new URL(dsn).username}.min.js`;

/** The addresses that a page asks, from now on. */
function watchRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  return urls;
}

const issueTitles = async (account: Account) => (await listIssues(account)).map(({ title }) => title);

test("the loader reports an error that came before the SDK, and asks only us", async ({
  browser,
  createAccount,
}) => {
  const account = await createAccount("loader");
  const site = await openSite(`<script src="${loaderOf(account)}" crossorigin="anonymous"></script>`);
  // Its page is meant to fail, so it is in a context that nobody watches.
  const visitor = await browser.newPage();
  try {
    const requests = watchRequests(visitor);
    const bodies: string[] = [];
    visitor.on("request", (request) => bodies.push(request.postData() ?? ""));
    await visitor.goto(site.url);
    expect(requests.filter((url) => url.includes("/sdk/"))).toEqual([]);
    await visitor.getByRole("button", { name: "Pay" }).click();
    await expect(async () => {
      expect(await issueTitles(account)).toEqual(["RangeError: The cart is empty"]);
    }).toPass({ timeout: 10_000, intervals: [50] });
    expect(requests.filter((url) => url.includes("/sdk/"))).toHaveLength(1);
    const hosts = new Set(requests.filter((url) => url.startsWith("http")).map((url) => new URL(url).origin));
    expect(hosts).toEqual(new Set([new URL(site.url).origin, new URL(account.dsn).origin, account.url]));

    const sent = bodies.find((body) => body.includes("The cart is empty"));
    expect(sent).toContain(`"mechanism":{"type":"auto.browser.global_handlers.onerror","handled":false`);
    // On the same page the SDK would leave out the same error again.
    await visitor.reload();
    await visitor.getByRole("button", { name: "Pay" }).click();
    await expect(async () => {
      expect(await listIssues(account)).toMatchObject([{ count: "2" }]);
    }).toPass({ timeout: 10_000, intervals: [50] });
  } finally {
    await visitor.close();
    site.close();
  }
});

test("a page starts the loader at once and sets it up itself", async ({ page, createAccount }) => {
  const account = await createAccount("eager");
  const site = await openSite(`<script>
window.sentryOnLoad = function () {
  Sentry.init({ release: "shop@9.9.9", replaysOnErrorSampleRate: 1, tracesSampleRate: 0 });
};
</script><script src="${loaderOf(account)}" data-lazy="no"></script>
<script>Sentry.setTag("from", "stub"); Sentry.onLoad(function () { window.toldOnLoad = true; });</script>`);
  try {
    await page.goto(site.url);
    await page.waitForFunction("window.Sentry.isInitialized && window.Sentry.isInitialized()");
    const state = await page.evaluate(`({
      onLoad: window.toldOnLoad,
      release: Sentry.getClient().getOptions().release,
      dsn: Sentry.getClient().getDsn().publicKey,
      tag: Sentry.getIsolationScope().getScopeData().tags.from,
      integrations: ["Replay", "BrowserTracing"].filter((name) => Sentry.getClient().getIntegrationByName(name)),
    })`);
    expect(state).toEqual({
      onLoad: true,
      release: "shop@9.9.9",
      dsn: new URL(account.dsn).username,
      tag: "stub",
      integrations: ["Replay", "BrowserTracing"],
    });
  } finally {
    site.close();
  }
});

test("the crash-report dialog is filled by keyboard and sent", async ({ page, createAccount }) => {
  const account = await createAccount("dialog");
  const title = `<img src=x onerror="window.hacked = 1">`;
  const site = await openSite(`<script src="${loaderOf(account)}"></script><script>
window.addEventListener("message", function (event) {
  if (event.data === "__sentry_reportdialog_closed__") window.reportsClosed = (window.reportsClosed || 0) + 1;
});
</script>`);
  try {
    await page.goto(site.url);
    await page.getByRole("button", { name: "Pay" }).focus();
    await page.evaluate(`Sentry.captureException(new Error("Checkout broke"));
      Sentry.showReportDialog({ title: ${JSON.stringify(title)}, user: { name: "Ada" } });`);
    const dialog = page.getByRole("dialog", { name: title });
    await expect(dialog).toBeVisible();
    expect(await page.evaluate("window.hacked")).toBeUndefined();
    const name = dialog.getByLabel("Name");
    await expect(name).toHaveValue("Ada");
    await expect(name).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).include("[data-debrief-report-dialog]").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    // Around once, and back: focus never leaves the dialog.
    const stops = ["Email", "What happened?", "Close", "Send report", "Name"];
    for (const stop of stops) {
      await page.keyboard.press("Tab");
      await expect(dialog.getByLabel(stop).or(dialog.getByRole("button", { name: stop }))).toBeFocused();
    }
    await page.keyboard.press("Shift+Tab");
    await expect(dialog.getByRole("button", { name: "Send report" })).toBeFocused();

    await name.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.type("ada@example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.type("The button did nothing.");
    const posted = page.waitForResponse(
      (response) =>
        response.url().includes("/api/embed/error-page/") && response.request().method() === "POST",
    );
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect((await posted).status()).toBe(200);
    await expect(dialog.getByRole("status")).toHaveText("Your report was sent. Thank you.");
    await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await page.waitForFunction("window.reportsClosed === 1");
    await expect(page.getByRole("button", { name: "Pay" })).toBeFocused();
    const { url, org, project, token } = account;
    await expect(async () => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/api/0/projects/${org}/${project}/user-feedback/`, { headers });
      expect(await answer.json()).toMatchObject([
        { name: "Ada", email: "ada@example.com", comments: "The button did nothing." },
      ]);
    }).toPass({ timeout: 10_000, intervals: [50] });
  } finally {
    site.close();
  }
});

test("the crash-report dialog says which field is wrong, and Escape closes it", async ({
  browser,
  createAccount,
}) => {
  const account = await createAccount("invalid");
  const site = await openSite("");
  // The refused report is an error in this page's console.
  const context = await browser.newContext({ colorScheme: "dark", viewport: { width: 390, height: 844 } });
  const visitor = await context.newPage();
  try {
    await visitor.goto(site.url);
    const query = new URLSearchParams({ dsn: account.dsn, eventId: "a".repeat(32), lang: "de" });
    await visitor.addScriptTag({ url: `${account.url}/api/embed/error-page/?${query.toString()}` });
    const dialog = visitor.getByRole("dialog", { name: "Etwas ist schiefgegangen" });
    await visitor.keyboard.press("Tab");
    await visitor.keyboard.type("ada");
    await dialog.getByRole("button", { name: "Bericht senden" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(/Korrigieren Sie die markierten Felder/);
    await expect(dialog.getByLabel("E-Mail")).toBeFocused();
    await expect(dialog.getByLabel("E-Mail")).toHaveAccessibleDescription(/gültige E-Mail-Adresse/);
    await expect(dialog.getByLabel("Was ist passiert?")).toHaveAccessibleDescription(/wird benötigt/);
    const { violations } = await new AxeBuilder({ page: visitor })
      .include("[data-debrief-report-dialog]")
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const overflow = await visitor.evaluate(
      "document.querySelector('[data-debrief-report-dialog]').shadowRoot.querySelector('dialog').scrollWidth",
    );
    expect(overflow).toBeLessThanOrEqual(390);
    await visitor.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  } finally {
    await context.close();
    site.close();
  }
});
