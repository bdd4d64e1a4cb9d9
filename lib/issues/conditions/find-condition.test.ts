import { describe, expect, it } from "vitest";
import { conditionOfRows, type TagRow } from "#server/bench/condition-of-rows.ts";
import { seededRandom } from "#server/testing/seeded-random.ts";

type Tags = Record<string, string>;
const NONE: Tags = {};
/** So many events with these tags; a function makes each of them. */
const events = (count: number, tags: Tags | ((at: number) => Tags)): TagRow[] =>
  Array.from(
    { length: count },
    (_, at) => new Map(Object.entries(typeof tags === "function" ? tags(at) : tags)),
  );

const texts = (issue: TagRow[], baseline: TagRow[]) =>
  conditionOfRows(issue, baseline)
    .found?.parts.map(({ key, value }) => `${key}=${value}`)
    .sort() ?? null;

const BROWSERS = ["Chrome", "Firefox", "Safari", "Edge"];
const others = (count: number, more: (at: number) => Tags = () => ({})) =>
  events(count, (at) => ({
    browser: BROWSERS[at % 4] ?? "",
    "flags.new-checkout": at % 3 === 0 ? "true" : "false",
    plan: ["free", "pro", "enterprise"][Math.floor(at / 5) % 3] ?? "",
    ...more(at),
  }));
const failing = { browser: "Safari", "flags.new-checkout": "true" };

describe("what explains an issue", () => {
  it.each<[string, TagRow[], TagRow[], string[] | null]>([
    ["one tag", events(40, { browser: "Safari" }), others(400), ["browser=Safari"]],
    ["two together", events(60, failing), others(600), ["browser=Safari", "flags.new-checkout=true"]],
    [
      "two together, though one event in thirty breaks the rule",
      [...events(58, failing), ...events(2, { browser: "Chrome" })],
      others(600),
      ["browser=Safari", "flags.new-checkout=true"],
    ],
    [
      "a tag whose other events lack it",
      events(40, { tenant: "acme" }),
      events(400, (at) => (at < 40 ? { tenant: "umbrella" } : NONE)),
      ["tenant=acme"],
    ],
    [
      "of two tags that say the same, the one with fewer values",
      events(60, (at) => ({ "os.name": "iOS", os: at < 58 ? "iOS 17" : "iOS 16" })),
      events(600, (at) => ({ "os.name": at % 5 ? "Android" : "iOS", os: at % 5 ? "Android 14" : "iOS 17" })),
      ["os.name=iOS"],
    ],
    [
      "of two tags that say the same, the more general one",
      events(60, { browser: "Safari 17.4", "browser.name": "Safari" }),
      events(600, (at) => (at % 5 ? NONE : { browser: "Safari 17.4", "browser.name": "Safari" })),
      ["browser.name=Safari"],
    ],
    [
      "a release that others have too",
      events(50, { release: "shop@2.0.0" }),
      events(500, (at) => ({ release: at % 10 === 0 ? "shop@2.0.0" : "shop@1.9.0" })),
      ["release=shop@2.0.0"],
    ],
  ])("%s", (_name, issue, baseline, wanted) => {
    expect(texts(issue, baseline)).toEqual(wanted);
  });

  it("counts both sides and says how much more frequent it is", () => {
    const { found } = conditionOfRows(events(60, failing), others(600));
    expect(found).toMatchObject({
      issue: { hits: 60, size: 60 },
      baseline: { hits: 50, size: 600 },
      lift: 12,
    });
    expect(found?.logChance).toBeLessThan(-20);
  });

  it("has no lift to tell when no other event meets it", () => {
    const { found } = conditionOfRows(events(40, { plan: "trial" }), others(400));
    expect(found).toMatchObject({ baseline: { hits: 0, size: 400 }, lift: null });
  });
});

describe("what explains nothing", () => {
  it.each<[string, TagRow[], TagRow[]]>([
    [
      "tags that every event has",
      events(40, { environment: "production" }),
      events(400, { environment: "production" }),
    ],
    [
      "a tag that most others have too",
      events(40, { os: "iOS" }),
      events(400, (at) => (at % 2 ? { os: "iOS" } : NONE)),
    ],
    [
      "where it happened",
      events(40, { transaction: "/pay", url: "/pay" }),
      others(400, () => ({ transaction: "/" })),
    ],
    ["a tag that only this issue has", events(40, { payment_error: "E42" }), others(400)],
    ["who it happened to", events(40, { user: "id:7", "user.email": "a@b.test" }), others(400)],
    [
      "a key whose values are as many as events",
      events(40, { cart: "cart-0" }),
      others(400, (at) => ({ cart: `cart-${at}` })),
    ],
    [
      "a value that too few of its events have",
      events(40, (at) => ({ os: at < 34 ? "iOS" : "Android" })),
      others(400),
    ],
    ["too few events to be sure", events(3, failing), others(12)],
    ["events without tags", events(40, {}), events(400, {})],
    ["no events at all", [], []],
  ])("%s", (_name, issue, baseline) => {
    expect(texts(issue, baseline)).toBeNull();
  });

  it("has no part that the others make superfluous", () => {
    const random = seededRandom(3);
    const noise = () => ({ theme: random() < 0.9 ? "dark" : "light" });
    const issue = events(200, () => ({ ...failing, ...noise() }));
    expect(texts(issue, others(2_000, noise))).toEqual(["browser=Safari", "flags.new-checkout=true"]);
  });
});

it("answers within 100 ms at its bounds: 25,000 events and 40 tags that all look alike", () => {
  const random = seededRandom(5);
  const noisy = (share: number) => () =>
    Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`tag${at}`, random() < share ? "on" : "off"]));
  const { searchMs } = conditionOfRows(events(5_000, noisy(0.97)), events(20_000, noisy(0.5)));
  // Twice of it: the suite shares its cores.
  expect(searchMs).toBeLessThan(200);
});
