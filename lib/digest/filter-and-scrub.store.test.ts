// Filters and data scrubbing on the whole way of an event, and who may set them.
import { beforeEach, describe, expect, it } from "vitest";
import { findProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { recentEvents } from "#lib/events/recent-events.ts";
import { FilterInput } from "#lib/filters/filter-input.ts";
import { FilterSettings } from "#lib/filters/schema.ts";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";
import { findIngestSettings, findOrganizationScrubbing } from "#lib/projects/find-ingest-settings.ts";
import { previewFilters, previewOnNewestEvent } from "#lib/projects/preview-ingest-settings.ts";
import {
  updateFilters,
  updateOrganizationScrubbing,
  updateSamples,
  updateScrubbing,
} from "#lib/projects/update-ingest-settings.ts";
import { OrganizationScrubbing, ScrubbingSettings } from "#lib/scrubbing/schema.ts";
import { ScrubbingInput } from "#lib/scrubbing/scrubbing-input.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;

beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

let lastId = 0;

async function send(event: object): Promise<void> {
  const id = (++lastId).toString(16).padStart(32, "c");
  const payload = { event_id: id, platform: "node", ...event };
  const body = Buffer.from(`{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(payload)}\n`);
  const response = await acceptEnvelope({
    method: "POST",
    path: `/api/${cast.web.projectId}/envelope/`,
    query: new URLSearchParams({ sentry_key: cast.publicKey, sentry_version: "7" }),
    header: () => null,
    remoteAddress: "127.0.0.1",
    body: (async function* () {
      yield body;
    })(),
  });
  expect(response.status).toBe(200);
}

const thrown = (value: string) => ({ exception: { values: [{ type: "TypeError", value }] } });

const outcomes = async () =>
  (await db().outcome.findMany({ orderBy: [{ outcome: "asc" }, { reason: "asc" }] })).map(
    ({ category, outcome, reason, quantity }) => `${category} ${outcome} ${reason} ${quantity}`,
  );

const webAsBob = async () => {
  const access = await findProjectAccess(cast.bob.access, "web");
  if (!access) throw new Error("Bob is a member");
  return access;
};

const MASK_EMAIL = { method: "mask" as const, type: "email", source: "user.email" };

describe("an event", () => {
  it("is stored without its secrets, and says what was taken out", async () => {
    await send({
      ...thrown("x is null"),
      request: { url: "https://example.com/", cookies: { sessionid: "abc", theme: "dark" } },
      extra: { password: "hunter2", note: "card 4111 1111 1111 1111" },
    });
    await drainJournal();
    const [event] = await recentEvents([cast.web], 10);
    expect(event?.extra).toEqual({ password: "[Filtered]", note: "card [Filtered]" });
    expect(event?.request?.cookies).toEqual([
      ["sessionid", "[Filtered]"],
      ["theme", "dark"],
    ]);
    expect(event?.remarks).toEqual([
      { path: "request.cookies.sessionid", kind: "scrubbed", detail: "@cookie: removed" },
      { path: "extra.password", kind: "scrubbed", detail: "@password: removed" },
      { path: "extra.note", kind: "scrubbed", detail: "@creditcard: removed" },
    ]);
    expect(JSON.stringify(event)).not.toContain("hunter2");
  });

  it("that is filtered is counted and not stored", async () => {
    const filters = FilterSettings.parse({ errorMessages: ["TypeError: x is*"] });
    await updateFilters(cast.web, filters);
    await send(thrown("x is null"));
    await send(thrown("y is null"));
    await send({ exception: { values: [{ type: "ChunkLoadError", value: "Loading chunk 1 failed." }] } });
    await drainJournal();
    expect((await recentEvents([cast.web], 10)).map((event) => event.exceptions[0]?.value)).toEqual([
      "y is null",
    ]);
    expect(await outcomes()).toEqual([
      "error accepted  1",
      "error filtered chunk-load-error 1",
      "error filtered error-message 1",
    ]);
  });

  it("is scrubbed by its organization's rules and its project's", async () => {
    await updateOrganizationScrubbing(
      cast.alice.access,
      OrganizationScrubbing.parse({ sensitiveFields: ["birthday"] }),
    );
    await updateScrubbing(cast.web, ScrubbingSettings.parse({ scrubDefaults: false, rules: [MASK_EMAIL] }));
    await send({ ...thrown("x"), user: { email: "a@b.co" }, extra: { birthday: "1.1.", password: "p" } });
    await drainJournal();
    const [event] = await recentEvents([cast.web], 1);
    expect(event?.user?.email).toBe("******");
    expect(event?.extra).toEqual({ birthday: "[Filtered]", password: "p" });
    expect(event?.tags).toContainEqual(["user", "email:******"]);
  });
});

describe("settings", () => {
  it("are kept apart: who saves filters leaves scrubbing as it is", async () => {
    await updateScrubbing(cast.web, ScrubbingSettings.parse({ rules: [MASK_EMAIL] }));
    await updateFilters(cast.web, FilterSettings.parse({ webCrawlers: true }));
    const found = await findIngestSettings(cast.web);
    expect(found.filters.webCrawlers).toBe(true);
    expect(found.scrubbing.rules).toEqual([MASK_EMAIL]);
    expect(found.samplesPerHour).toBe(1_000);
    await updateSamples(cast.web, 20);
    const after = await findIngestSettings(cast.web);
    expect(after).toEqual({ ...found, samplesPerHour: 20 });
  });

  it("cannot be changed by members", async () => {
    const web = await webAsBob();
    const forbidden = { status: 403 };
    await expect(updateFilters(web, FilterSettings.parse({}))).rejects.toMatchObject(forbidden);
    await expect(updateSamples(web, 20)).rejects.toMatchObject(forbidden);
    await expect(updateScrubbing(web, ScrubbingSettings.parse({}))).rejects.toMatchObject(forbidden);
    await expect(
      updateOrganizationScrubbing(cast.bob.access, OrganizationScrubbing.parse({})),
    ).rejects.toMatchObject(forbidden);
  });

  it("of a foreign project are not there", async () => {
    expect(await findProjectAccess(cast.charlie.access, "web")).toBeNull();
    await updateOrganizationScrubbing(
      cast.charlie.access,
      OrganizationScrubbing.parse({ scrubIpAddresses: true }),
    );
    expect((await findOrganizationScrubbing(cast.alice.access)).scrubIpAddresses).toBe(false);
    expect((await findOrganizationScrubbing(cast.charlie.access)).scrubIpAddresses).toBe(true);
  });

  it("can be tried on stored events, by those who may read them", async () => {
    const nothing = FilterSettings.parse({});
    expect(await previewFilters(cast.web, nothing)).toEqual({ tried: 0, filtered: 0, reasons: [] });
    const policy = {
      scrubbing: ScrubbingSettings.parse({ rules: [MASK_EMAIL] }),
      organizationScrubbing: OrganizationScrubbing.parse({}),
    };
    expect(await previewOnNewestEvent([cast.web], policy)).toBeNull();
    await send({ ...thrown("x is null"), user: { email: "a@b.co" }, extra: { password: "p" } });
    await send({ ...thrown("y is null"), timestamp: Date.now() / 1_000 - 60 });
    await drainJournal();
    const wanted = FilterSettings.parse({ errorMessages: ["*x is*"] });
    expect(await previewFilters(await webAsBob(), wanted)).toEqual({
      tried: 2,
      filtered: 1,
      reasons: [{ reason: "error-message", count: 1 }],
    });
    const preview = await previewOnNewestEvent([cast.web], policy);
    expect(preview).toMatchObject({ already: 1, more: 0 });
    expect(preview?.changes).toEqual([
      { path: "user.email", before: "a@b.co", after: "******", rules: ["@email: masked (project rule 1)"] },
    ]);
    const umbrella = await previewOnNewestEvent([], policy);
    expect(umbrella).toBeNull();
  });
});

describe("a form", () => {
  const faults = (schema: typeof FilterInput | typeof ScrubbingInput, input: object) =>
    schema.safeParse(input).error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
  const rules = (...list: object[]) => ({ rules: JSON.stringify(list) });

  it("becomes settings", () => {
    expect(
      FilterInput.parse({ webCrawlers: "on", legacyBrowsers: ["ie"], releases: " a \n\nb\r\n" }),
    ).toEqual({
      ...FilterSettings.parse({ webCrawlers: true, legacyBrowsers: ["ie"], releases: ["a", "b"] }),
      healthChecks: false,
      chunkLoadErrors: false,
      hydrationErrors: false,
    });
    expect(ScrubbingInput.parse({ scrubDefaults: "on", safeFields: "a\nb", ...rules(MASK_EMAIL) })).toEqual(
      ScrubbingSettings.parse({ safeFields: ["a", "b"], rules: [MASK_EMAIL] }),
    );
  });

  it.each([
    [{ ipAddresses: "10.0.0.1\noffice" }, /^ipAddresses: “office” is no address/],
    [{ legacyBrowsers: ["netscape"] }, "legacyBrowsers: That browser is not known."],
    [{ releases: "x\n".repeat(201) }, "releases: At most 200 lines."],
    [{ errorMessages: "x".repeat(501) }, "errorMessages: At most 500 characters a line."],
  ])("of filters with a fault says so: %#", (input, message) =>
    expect(faults(FilterInput, input)).toEqual([expect.stringMatching(message)]),
  );

  it.each([
    [{ rules: "{" }, "rules: The rules cannot be read."],
    [{ rules: "[1]" }, "rules: "],
    [rules({ ...MASK_EMAIL, source: "a &&" }), "rules: Rule 1, source: A key is missing."],
    [
      rules(MASK_EMAIL, { ...MASK_EMAIL, type: "shoe size" }),
      "rules: Rule 2, type: There is no type “shoe size”.",
    ],
    [rules({ ...MASK_EMAIL, type: "pattern" }), "rules: Rule 1, pattern: Enter a pattern."],
    [
      rules({ ...MASK_EMAIL, type: "pattern", pattern: "(?=a)" }),
      "rules: Rule 1, pattern: This pattern cannot be used: ",
    ],
    [
      rules({ ...MASK_EMAIL, type: "pattern", pattern: "(\\pL{30}){30}" }),
      "rules: Rule 1, pattern: This pattern is too large",
    ],
    [
      rules(...Array.from({ length: 30 }, () => ({ ...MASK_EMAIL, type: "pattern", pattern: "[a-z]{100}" }))),
      "rules: The patterns are too large together",
    ],
  ])("of scrubbing with a fault says so: %#", (input, message) =>
    expect(faults(ScrubbingInput, input)?.[0]).toContain(message),
  );
});
