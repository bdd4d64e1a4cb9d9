// The protocol's must-pass checks 41 and 42: the doors beside the envelope's.
import { deflateSync } from "node:zlib";
import protobuf from "protobufjs";
import { beforeEach, describe, expect, it } from "vitest";
import { listAttachments } from "#lib/attachments/queries.ts";
import { readBlob } from "#lib/blobs.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { env } from "#lib/env.ts";
import { feedbackOfEvent } from "#lib/feedback/queries.ts";
import { findIssue } from "#lib/issues/queries-issue.ts";
import { logsOfTrace } from "#lib/logs/queries.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { findTrace } from "#lib/traces/queries.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { knock } from "#server/testing/knock.ts";
import { multipart } from "#server/testing/multipart.ts";
import { storedEvent } from "#server/testing/stored-event.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const TRACE = "5b8efff798038103d269b633813fc60c";
const NOW = Math.floor(Date.now() / 1_000) - 60;
const at = (door: string) => `/api/${cast.web.projectId}/${door}/?sentry_key=${cast.publicKey}`;

describe("check 41", () => {
  it("check 41: store takes base64 of zlib", async () => {
    const event = JSON.stringify({ event_id: ID, message: "from raven", platform: "python" });
    const answer = await knock(at("store"), {
      body: deflateSync(event).toString("base64"),
      headers: { "content-type": "application/octet-stream" },
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { id: ID }]);
    await drainJournal();
    expect((await storedEvent(cast, ID)).event.message?.formatted).toBe("from raven");
  });

  it("check 41: minidump takes a form, and answers with a dashed id", async () => {
    const dump = Buffer.concat([Buffer.from("MDMP"), Buffer.alloc(200, 7)]);
    const form = multipart([
      { name: "sentry", value: JSON.stringify({ release: "game@1.0" }) },
      { name: "sentry[tags][level]", value: "castle" },
      { name: "upload_file_minidump", file: "crash.dmp", type: "application/octet-stream", value: dump },
    ]);
    const answer = await knock(at("minidump"), form);
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/plain"]);
    expect(answer.text).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    await drainJournal();
    const { event } = await storedEvent(cast, answer.text);
    expect(event).toMatchObject({ platform: "native", level: "fatal", release: "game@1.0" });
    const [file] = await listAttachments(cast.web, answer.text);
    expect(file).toMatchObject({ name: "crash.dmp", type: "event.minidump" });
    expect(await readBlob(file?.blobKey ?? "", 1_000)).toEqual(dump);
  });

  it("check 41: security takes both shapes of a CSP report, as one issue", async () => {
    // As Firefox, without an effective directive.
    const old = {
      "csp-report": {
        "document-uri": "https://shop.example/cart",
        "violated-directive": "script-src 'self'",
        "blocked-uri": "https://evil.example/x.js",
        "original-policy": "default-src 'self'",
      },
    };
    const modern = {
      type: "csp-violation",
      age: 10,
      url: "https://shop.example/cart",
      body: {
        documentURL: "https://shop.example/cart",
        effectiveDirective: "script-src",
        blockedURL: "https://evil.example/y.js",
        disposition: "enforce",
      },
    };
    const send = (type: string, body: unknown) =>
      knock(at("security"), { headers: { "content-type": type }, body: JSON.stringify(body) });
    expect(await send("application/csp-report", old)).toMatchObject({ status: 200, text: "" });
    expect((await send("application/json", old)).status).toBe(200);
    expect((await send("application/reports+json", [modern])).status).toBe(200);
    expect((await send("text/html", old)).status).toBe(415);
    await drainJournal();
    expect(await findIssue(cast.alice.access, "WEB-1")).toMatchObject({
      title: "Blocked 'script' from 'evil.example'",
      timesSeen: 3,
    });
    expect(await findIssue(cast.alice.access, "WEB-2")).toBeNull();
  });

  it("check 41: OTLP takes JSON and protobuf, and answers 202", async () => {
    const spanId = "eee19b7ec3c1b174";
    const nanos = (seconds: number) => `${NOW + seconds}000000000`;
    const span = {
      traceId: TRACE,
      spanId,
      name: "GET /",
      kind: 2,
      startTimeUnixNano: nanos(0),
      endTimeUnixNano: nanos(1),
    };
    const record = {
      timeUnixNano: nanos(0),
      traceId: TRACE,
      severityNumber: 17,
      body: { stringValue: "it broke" },
    };
    const writer = protobuf.Writer.create();
    writer.uint32(10).fork().uint32(18).fork().uint32(18).fork();
    writer
      .uint32(10)
      .bytes(Buffer.from(TRACE, "hex"))
      .uint32(18)
      .bytes(Buffer.from("a".repeat(16), "hex"));
    writer.uint32(34).bytes(Buffer.from(spanId, "hex")).uint32(42).string("SELECT 1").uint32(48).int32(3);
    writer.uint32(57).fixed64(nanos(0)).uint32(65).fixed64(nanos(1));
    const bytes = writer.ldelim().ldelim().ldelim().finish();

    const send = (signal: string, type: string, body: string | Uint8Array) =>
      knock(`/api/${cast.web.projectId}/integration/otlp/v1/${signal}`, {
        headers: { "content-type": type, "x-sentry-auth": `sentry sentry_key=${cast.publicKey}` },
        body,
      });
    const spans = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
    const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
    expect((await send("traces", "application/json", JSON.stringify(spans))).status).toBe(202);
    expect((await send("traces", "application/x-protobuf", bytes)).status).toBe(202);
    expect((await send("logs", "application/json", JSON.stringify(logs))).status).toBe(202);
    expect((await send("traces", "text/plain", JSON.stringify(spans))).status).toBe(415);
    await drainJournal();
    const found = (await findTrace(cast.alice.access, TRACE))?.spans ?? [];
    expect(
      found.map(({ description, isSegment, parentSpanId }) => [description, isSegment, parentSpanId]),
    ).toEqual(
      expect.arrayContaining([
        ["GET /", true, ""],
        ["SELECT 1", false, spanId],
      ]),
    );
    expect(found).toHaveLength(2);
    expect(await logsOfTrace([cast.web], TRACE, Date.now(), 10)).toMatchObject([
      { level: "error", body: "it broke" },
    ]);
  });
});

// That both work inside of a page is shown in e2e/embed.spec.ts.
describe("check 42", () => {
  it("check 42: the error-page embed is a script on GET, and takes the report on POST", async () => {
    const dsn = dsnOf({ publicKey: cast.publicKey, projectId: cast.web.projectId });
    const event = JSON.stringify({ event_id: ID, message: "broken", platform: "javascript" });
    await knock(at("store"), { body: event });
    const ask = (query: Record<string, string>, sending: Parameters<typeof knock>[1]) =>
      knock(`/api/embed/error-page/?${new URLSearchParams(query).toString()}`, {
        ...sending,
        headers: { origin: "https://shop.example", ...sending?.headers },
      });
    const script = await ask({ dsn, eventId: ID, title: "Oh no", name: "Ada" }, { method: "GET" });
    expect(script).toMatchObject({
      status: 200,
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "access-control-allow-origin": "https://shop.example",
        vary: expect.stringContaining("Accept"),
      },
    });
    for (const part of ["Oh no", "Ada", "__sentry_reportdialog_closed__", "postMessage"])
      expect(script.text).toContain(part);

    const body = "name=Ada&email=ada%40shop.example&comments=It+broke";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const taken = await ask({ dsn, eventId: ID }, { body, headers });
    expect([taken.status, JSON.parse(taken.text)]).toEqual([200, {}]);
    const wrong = await ask({ dsn, eventId: ID }, { body: "name=Ada", headers });
    expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([
      400,
      { errors: { comments: [expect.any(String)] } },
    ]);
    expect((await ask({ dsn, eventId: "x" }, { method: "GET" })).status).toBe(400);
    const nobody = dsn.replace(cast.publicKey, "0".repeat(32));
    expect((await ask({ dsn: nobody, eventId: ID }, { method: "GET" })).status).toBe(404);
    await drainJournal();
    const { issue } = await storedEvent(cast, ID);
    expect(await feedbackOfEvent(issue.scope, ID)).toMatchObject([
      { name: "Ada", email: "ada@shop.example", message: "It broke" },
    ]);
  });

  it("check 42: the loader is a script with the stubs, the DSN and our own bundle", async () => {
    const { status, headers, text } = await knock(`/js-sdk-loader/${cast.publicKey}.min.js`, {
      method: "GET",
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=3600",
    });
    expect(text).toContain(dsnOf({ publicKey: cast.publicKey, projectId: cast.web.projectId }));
    const stubs =
      "init onLoad forceLoad captureException captureMessage captureEvent addBreadcrumb withScope showReportDialog";
    for (const name of [...stubs.split(" "), "sentryOnLoad", "unhandledrejection", "lazy"])
      expect(text).toContain(name);
    expect(text).toContain(`"${env().baseUrl}/sdk/`);
    expect((await knock(`/js-sdk-loader/${"0".repeat(32)}.min.js`, { method: "GET" })).status).toBe(404);
  });
});
