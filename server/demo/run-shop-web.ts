// The demo's page in a real browser: visitors press its buttons, and the browser SDK reports what breaks.
import { chromium, type BrowserContext } from "@playwright/test";
import { serveShopWeb } from "#server/demo/serve-shop-web.ts";
import { DEPLOYMENTS, type Deployment, pageVisits, type PageVisit } from "#server/demo/traffic.ts";

const TABS = 3;
/** What a button asks the server for. */
const ASKS: Readonly<Record<string, string>> = { stock: "/assets/stock.json", pay: "/tokens/" };

type Played = { url: string; dsn: string; deployment: Deployment; visit: PageVisit };

async function play(context: BrowserContext, { url, dsn, deployment, visit }: Played): Promise<number> {
  const { clicks, ...rest } = visit;
  const { release, environment } = deployment;
  const asked = { dsn, release: `shop-web@${release}`, environment, visit: JSON.stringify(rest) };
  const page = await context.newPage();
  await page.goto(`${url}?${new URLSearchParams(asked).toString()}`);
  await page.locator("body[data-ready]").waitFor();
  for (const id of clicks) {
    const address = ASKS[id];
    const asked = address ? page.waitForResponse((response) => response.url().includes(address)) : null;
    await page.click(`#${id}`);
    await asked;
  }
  // What the last answer breaks, breaks a moment after it.
  await page.evaluate("new Promise((done) => setTimeout(done)).then(window.flush)");
  const sent = Number(await page.evaluate("window.sent"));
  await page.close();
  return sent;
}

/** Plays every page view. @returns how many events the browser SDK sent. */
export async function runShopWeb(executablePath: string, dsn: string, now: number): Promise<number> {
  const shop = await serveShopWeb();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const context = await browser.newContext();
    const visits = DEPLOYMENTS.flatMap((deployment) =>
      pageVisits(deployment, now).map((visit) => ({ url: shop.url, dsn, deployment, visit })),
    );
    const tab = async () => {
      let sent = 0;
      for (let next = visits.shift(); next; next = visits.shift()) sent += await play(context, next);
      return sent;
    };
    const counts = await Promise.all(Array.from({ length: TABS }, tab));
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    await browser.close();
    shop.close();
  }
}
