// The shop's nightly job: started by hand or by cron, and it does not survive a broken price list.
import * as Sentry from "@sentry/node";
import { rememberVisit } from "./instrument.mjs";

const priceList = "sku;price\nmug-blue;12.50\ntea-earl-grey;n/a\n";

function readPrice(line) {
  const [sku, price] = line.split(";");
  const cents = BigInt(Math.round(Number(price) * 100));
  return { sku, cents };
}

rememberVisit(Number(process.argv[2] ?? Date.now()));
Sentry.setTag("job", "nightly-import");
console.info(`Importing ${priceList.length} characters`);
priceList.trim().split("\n").slice(1).map(readPrice);
