import * as Sentry from "@sentry/nextjs";

export const dynamic = "force-dynamic";

export function GET() {
  Sentry.logger.info("orders were asked for");
  throw new TypeError("orders cannot be read");
}
