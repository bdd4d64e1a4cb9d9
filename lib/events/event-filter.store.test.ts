import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { clickhouse, queryRows } from "#lib/clickhouse.ts";
import { toErrorRow } from "#lib/events/error-row.ts";
import type { Event } from "#lib/events/event.ts";
import { eventFilter } from "#lib/events/event-filter.ts";
import { SearchError } from "#lib/search/search-error.ts";
import { buildEvent, buildException, buildFrame } from "#server/testing/build-event.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const HOUR = 3_600_000;
const NOW = Date.now();
const hex = (number: number) => number.toString(16).padStart(32, "0");
const PROJECTS = [
  { projectId: 1, slug: "web" },
  { projectId: 2, slug: "api" },
];

const EVENTS: [title: string, parts: Partial<Event>][] = [
  [
    "PaymentError: Card was declined",
    {
      timestamp: NOW - HOUR,
      platform: "node",
      level: "fatal",
      release: "shop@1.9.0",
      dist: "42",
      environment: "production",
      transaction: "POST /checkout",
      logger: "payments",
      serverName: "web-1",
      exceptions: [
        buildException("TypeError", "cart is null"),
        buildException(
          "PaymentError",
          "Card was DECLINED for order 77",
          [
            buildFrame({
              function: "chargeCard",
              module: "shop.payments",
              filename: "src/pay.ts",
              absPath: "/srv/shop/src/pay.ts",
              package: "libpay.so",
            }),
          ],
          { type: "onuncaughtexception", handled: false },
        ),
      ],
      breadcrumbs: [{ type: "default", category: "ui", level: "info", message: "Tapped the Purple button" }],
      request: { url: "https://shop.test/checkout", method: "POST" },
      user: { id: "42", email: "ada@example.com", username: "ada", ipAddress: "10.0.0.1" },
      contexts: {
        os: { name: "Linux", version: "6.1" },
        browser: { name: "Firefox", version: "130" },
        device: { family: "Mac", model: "MacBookPro18" },
      },
      sdk: { name: "sentry.javascript.node", version: "11.12.0", integrations: [], packages: [] },
      trace: { traceId: hex(0xaaa), spanId: "b0e6f15b45c36b12" },
      replayId: hex(0xbbb),
      tags: [
        ["plan", "premium"],
        ["size", "12"],
        ["my key", "yes it is"],
        ["user", "id:42"],
        ["mechanism", "onuncaughtexception"],
        ["device", "MacBookPro18"],
        ["url", "tag of that name"],
      ],
    },
  ],
  [
    "Disk is 100% full",
    {
      projectId: 2,
      timestamp: NOW - 50 * HOUR,
      platform: "python",
      level: "warning",
      release: "shop@1.10.0-rc.1+b7",
      environment: "staging",
      message: { formatted: "Disk is 100% full (50*3)" },
      tags: [
        ["plan", "free"],
        ["size", "big"],
      ],
    },
  ],
  ["Nothing to say", { timestamp: NOW - 10 * HOUR, level: "info", message: { formatted: "hello" } }],
];

const found = async (query: string): Promise<string> => {
  const { sql, parameters } = eventFilter(query, PROJECTS);
  const rows = await queryRows(
    z.object({ id: z.string() }),
    `SELECT toString(toUInt8(reinterpretAsUInt8(reverse(unhex(replaceAll(toString(event_id), '-', '')))))) AS id
     FROM errors WHERE project_id IN {projects:Array(UInt32)} AND (${sql}) ORDER BY id`,
    { ...parameters, projects: [1, 2] },
  );
  return rows.map((row) => row.id).join("");
};

beforeAll(async () => {
  const values = EVENTS.map(([title, parts], index) =>
    toErrorRow(buildEvent({ eventId: hex(index + 1), ...parts }), {
      groupId: BigInt(index + 1),
      title,
      culprit: index === 0 ? "checkout in pay.ts" : "",
      retentionDays: 90,
      isWhole: index !== 0,
    }),
  );
  await clickhouse().insert({ table: "errors", values, format: "JSONEachRow" });
});

describe("eventFilter", () => {
  it.each([
    ["", "123"],
    ["declined", "1"],
    ["DECLINED order", "1"],
    ['"was declined"', "1"],
    ["!declined", "23"],
    ["chargecard", "1"],
    ["shop.payments", "1"],
    ["pay.ts", "1"],
    ["purple", "1"],
    ["pur*button", "1"],
    ["100%", "2"],
    ["1%0", ""],
    ["50\\*3", "2"],
    ["message:disk", "2"],
    ["!message:disk", "13"],
    ["message:Dis*full*", "2"],
    ["title:Disk*", "2"],
    ["title:disk", ""],
    ["culprit:*pay.ts", "1"],
    ["level:fatal", "1"],
    ["level:[fatal,info]", "13"],
    ["!level:[fatal,info]", "2"],
    ["platform:python platform.name:python", "2"],
    ["error.type:TypeError", "1"],
    ["error.type:Pay*", "1"],
    ["error.value:*declined*", "1"],
    ["has:error.type", "1"],
    ["!has:error.type", "23"],
    ["error.handled:true", ""],
    ["error.unhandled:yes", "1"],
    ["error.handled:0", "1"],
    ["error.mechanism:onuncaught*", "1"],
    ["mechanism:onuncaughtexception", "1"],
    ["stack.function:chargeCard", "1"],
    ["stack.function:charge*", "1"],
    ["stack.module:shop.*", "1"],
    ["stack.filename:*/pay.ts", "1"],
    ["stack.abs_path:/srv/*", "1"],
    ["stack.package:libpay.so", "1"],
    ["release:shop@1.9.0", "1"],
    ["release:latest", "12"],
    ["release:shop@*", "12"],
    ["has:release", "12"],
    ['release:""', "3"],
    ["release.package:shop", "12"],
    ["release.version:1.9.0", "1"],
    ["release.version:>1.9.0", "2"],
    ["release.version:>=1.9", "12"],
    ["release.version:<1.10.0", "12"],
    ["release.build:b7", "2"],
    ["dist:42", "1"],
    ["environment:production", "1"],
    ["environment:[production,staging]", "12"],
    ["transaction:*checkout", "1"],
    ["logger:payments", "1"],
    ["server_name:web-1", "1"],
    ["url:*shop.test*", "1"],
    ["tags[url]:tag*", "1"],
    ["http.url:https://shop.test/checkout", "1"],
    ["http.method:POST", "1"],
    ["user.id:42", "1"],
    ["user.email:ada@example.com", "1"],
    ["user.username:ada", "1"],
    ["user.ip:10.0.0.1", "1"],
    ["user:ada@example.com", "1"],
    ["user:id:42", "1"],
    ["has:user", "1"],
    ["os.name:Linux", "1"],
    ["os.version:6.1", "1"],
    ["browser.name:Firefox", "1"],
    ["browser.version:130", "1"],
    ["device.family:Mac", "1"],
    ["device.model:MacBookPro18", "1"],
    ["sdk.name:*node", "1"],
    ["sdk.version:11.12.0", "1"],
    [`trace:${hex(0xaaa)}`, "1"],
    ["span_id:b0e6f15b45c36b12", "1"],
    ["has:replayId", "1"],
    [`id:${hex(2)}`, "2"],
    ["project:api", "2"],
    ["!project:api", "13"],
    ["project.id:1", "13"],
    ["timestamp:-24h", "13"],
    ["event.timestamp:+24h", "2"],
    [`timestamp:>=${new Date(NOW - 20 * HOUR).toISOString()}`, "13"],
    [`event.timestamp:${new Date(NOW - 50 * HOUR).toISOString().slice(0, 10)}`, "2"],
    ["plan:premium", "1"],
    ["!plan:premium", "23"],
    ["tags[plan]:[premium,free]", "12"],
    ['"my key":"yes it is"', "1"],
    ["tags[my key]:yes*", "1"],
    ["size:>10", "1"],
    ["tags[size,number]:<=12", "1"],
    ["!size:>10", "23"],
    ["size:>tall", ""],
    ["level:fatal OR platform:python", "12"],
    ["(level:fatal OR level:info) !plan:premium", "3"],
    ["level:fatal OR level:warning plan:free", "12"],
    ["!(level:fatal OR level:info)", "2"],
  ])("%s finds %j", async (query, ids) => {
    expect(await found(query)).toBe(ids);
  });

  it.each([
    ["level:error firstSeen:-24h", 12, 9],
    ["is:unresolved", 0, 2],
    ["!assigned:me", 1, 8],
    ["count():>5", 0, 7],
    ["timestamp:soon", 10, 4],
    ["error.handled:maybe", 14, 5],
    ["level:>error", 0, 5],
    ["tags[size,number]:>big", 19, 3],
  ])("%s is wrong at %i", (query, at, length) => {
    const refused = () => eventFilter(query, PROJECTS);
    expect(refused).toThrow(SearchError);
    expect(refused).toThrow(expect.objectContaining({ at, length, status: 400 }));
  });

  it("names its parameters so that they clash with no others", () => {
    const { parameters } = eventFilter("level:fatal plan:premium", PROJECTS);
    expect(Object.keys(parameters).every((name) => name.startsWith("search_"))).toBe(true);
  });
});
