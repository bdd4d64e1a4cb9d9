// `npm run demo`: an organization with two weeks of what went wrong in a small shop, told by real SDKs.
import { createHmac } from "node:crypto";
import { Email } from "#lib/accounts/email.ts";
import { ensureAccount } from "#lib/accounts/ensure-account.ts";
import { closeClickHouse } from "#lib/clickhouse.ts";
import { closeDatabase } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { countIssuesByTab } from "#lib/issues/queries-list.ts";
import { ensureProject } from "#lib/projects/ensure-project.ts";
import { findBrowser } from "#server/demo/find-browser.ts";
import { openFrontDoor } from "#server/demo/front-door.ts";
import { runNightlyImport, runShopApi } from "#server/demo/run-shop-api.ts";
import { runShopWeb } from "#server/demo/run-shop-web.ts";
import { DEPLOYMENTS } from "#server/demo/traffic.ts";
import { type RunningInstance, withInstance } from "#server/supervisor/with-instance.ts";

const DAY = 86_400_000;
const EMAIL = Email.parse("demo@example.com");
const say = (text: string) => process.stdout.write(`${text}\n`);

/** Every deployment, each with a night in which the nightly job crashed. */
async function sendFromNode(dsn: string, now: number): Promise<number> {
  const counts = DEPLOYMENTS.flatMap((deployment) => [
    runShopApi(deployment, dsn, now),
    runNightlyImport(deployment, dsn, now - (deployment.until + 0.6) * DAY),
  ]);
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function sendFromBrowser(dsn: string, now: number): Promise<number> {
  const browser = findBrowser();
  if (browser) return runShopWeb(browser, dsn, now);
  say("No Chromium on this machine: shop-web stays empty (npx playwright install chromium).");
  return 0;
}

async function fill({ url, secret }: RunningInstance): Promise<void> {
  const password = createHmac("sha256", secret).update("demo password").digest("base64url").slice(0, 16);
  const { access } = await ensureAccount({ email: EMAIL, password, org: "demo", secret });
  const door = await openFrontDoor(url);
  try {
    const api = await ensureProject(access, { slug: "shop-api", platform: "node" }, door.url);
    const web = await ensureProject(access, { slug: "shop-web", platform: "javascript" }, door.url);
    say("Two weeks of a small shop, told by @sentry/node and @sentry/browser …");
    const now = Date.now();
    const [fromNode, fromBrowser] = await Promise.all([
      sendFromNode(api.dsn, now),
      sendFromBrowser(web.dsn, now),
    ]);
    await drainJournal();
    const filters = {
      tab: "all",
      sort: "last_seen",
      query: "",
      projectIds: [],
      environments: [],
      cursor: null,
      limit: 1,
    } as const;
    const issues = await countIssuesByTab(access, { ...filters, range: { from: null, until: Date.now() } });
    say(`${fromNode} events of shop-api and ${fromBrowser} of shop-web were sent: ${issues.all} issues.`);
    say(`\n  Look at   ${url}/organizations/demo/issues\n  Sign in   ${EMAIL}\n  Password  ${password}`);
  } finally {
    await door.close();
  }
}

try {
  await withInstance(async (instance) => {
    await fill(instance);
    await Promise.all([closeDatabase(), closeClickHouse()]);
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
