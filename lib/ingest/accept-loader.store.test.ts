// Needs the bundle: npm test makes it, and `node server/launch/browser-sdk.mjs` does.
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { overrideEnvironment } from "#lib/env.ts";
import { acceptLoader } from "#lib/ingest/accept-loader.ts";
import { acceptSdkBundle } from "#lib/ingest/accept-sdk-bundle.ts";
import { toRoute } from "#lib/ingest/to-route.ts";
import { type Cast, createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

const BASE = "https://debrief.example/monitor";
const REVOKED = "f".repeat(32);
let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
  overrideEnvironment({ baseUrl: BASE });
  const { projectId } = cast.web;
  const data = { projectId, isActive: false, label: "Old", publicKey: REVOKED, secretKey: "e".repeat(32) };
  await db().projectKey.create({ data });
});

const load = (file: string) =>
  toRoute(acceptLoader)(new Request(`http://debrief.test/js-sdk-loader/${file}`));
const bundle = (path: string, headers: Record<string, string> = {}) =>
  toRoute(acceptSdkBundle)(new Request(`http://debrief.test${path}`, { headers }));

async function bundlePath(): Promise<string> {
  const script = await (await load(`${cast.publicKey}.min.js`)).text();
  const [, path = ""] = /"https:\/\/debrief\.example\/monitor(\/sdk\/[^"]+)"/.exec(script) ?? [];
  return path;
}

describe("the loader", () => {
  it("is a script for any page, with the DSN and our own bundle", async () => {
    const answer = await load(`${cast.publicKey}.min.js`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=3600",
      "cross-origin-resource-policy": "cross-origin",
    });
    const script = await answer.text();
    expect(script).toContain(
      `"dsn":"https://${cast.publicKey}@debrief.example/monitor/${cast.web.projectId}"`,
    );
    const hosts = script.match(/https?:\/\/[^/"]+/g);
    expect(new Set(hosts)).toEqual(
      new Set([`https://debrief.example`, `https://${cast.publicKey}@debrief.example`]),
    );
  });

  it.each([
    ["unknown", "0".repeat(32)],
    ["revoked", REVOKED],
    ["malformed", "hello"],
  ])("does no harm for a key that is %s", async (_case, key) => {
    const answer = await load(`${key}.min.js`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      404,
      "text/javascript; charset=utf-8",
    ]);
    expect(await answer.text()).toMatch(/^\/\*[^*]*\*\/\n$/);
  });
});

describe("the bundle", () => {
  it("is whole in every encoding, and kept for ever under its own name", async () => {
    const path = await bundlePath();
    expect(path).toMatch(/^\/sdk\/\d+\.\d+\.\d+\/bundle\.[0-9a-f]{12}\.min\.js$/);
    const plain = await bundle(path);
    const script = Buffer.from(await plain.arrayBuffer());
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(plain.headers.get("access-control-allow-origin")).toBe("*");
    expect(plain.headers.has("content-encoding")).toBe(false);
    for (const [accepted, encoding, unpack] of [
      ["gzip, deflate", "gzip", gunzipSync],
      ["gzip, deflate, br", "br", brotliDecompressSync],
      ["br;q=0, gzip", "gzip", gunzipSync],
    ] as const) {
      const answer = await bundle(path, { "accept-encoding": accepted });
      expect([accepted, answer.headers.get("content-encoding")]).toEqual([accepted, encoding]);
      expect(unpack(Buffer.from(await answer.arrayBuffer())).equals(script)).toBe(true);
    }
  });

  it("has what pages need, and asks no other host", async () => {
    const script = await (await bundle(await bundlePath())).text();
    for (const name of ["init", "browserTracingIntegration", "replayIntegration", "feedbackIntegration"])
      expect(script).toContain(name);
    expect(script).not.toMatch(/sentry-cdn\.com|ingest\.sentry\.io|localhost:8969/);
  });

  it("is served under an older name too, but not for ever", async () => {
    const answer = await bundle("/sdk/1.0.0/bundle.000000000000.min.js");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "public, max-age=300"]);
  });
});
