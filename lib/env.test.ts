import { resolve } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const KEYS = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };

/** What `env()` says in a process that was started with these variables. */
async function readEnv(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { env } = await import("#lib/env.ts");
  return env();
}

beforeEach(() => {
  vi.resetModules();
  for (const name of ["BLOB_URL", "DATA_DIR", "AWS_SESSION_TOKEN", ...Object.keys(KEYS)])
    vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

const s3 = { kind: "s3", bucket: "bucket", accessKeyId: "id", secretAccessKey: "secret" };
it.each<[variables: Record<string, string>, place: object]>([
  [{ DATA_DIR: "/srv/debrief" }, { kind: "file", folder: "/srv/debrief/blobs" }],
  [{ DATA_DIR: "here" }, { kind: "file", folder: resolve("here/blobs") }],
  [{ BLOB_URL: "file:///mnt/my%20blobs" }, { kind: "file", folder: "/mnt/my blobs" }],
  [
    { ...KEYS, BLOB_URL: "s3://bucket" },
    { ...s3, prefix: "", region: "us-east-1", endpoint: "https://s3.us-east-1.amazonaws.com" },
  ],
  [
    {
      ...KEYS,
      BLOB_URL: "s3://bucket/a/b/?region=eu-north-1&endpoint=http://minio:9000",
      AWS_SESSION_TOKEN: "t",
    },
    { ...s3, prefix: "a/b/", region: "eu-north-1", endpoint: "http://minio:9000", sessionToken: "t" },
  ],
])("%j puts blobs in the right place", async (variables, place) => {
  expect((await readEnv(variables)).blobStore).toEqual(place);
});

it.each<[variables: Record<string, string>, why: RegExp]>([
  [{ BLOB_URL: "s3://bucket" }, /AWS_ACCESS_KEY_ID/],
  [{ BLOB_URL: "/srv/blobs" }, /BLOB_URL is/],
  [{ BLOB_URL: "https://bucket" }, /BLOB_URL is/],
  [{ ...KEYS, BLOB_URL: "s3://bucket?endpoint=minio" }, /BLOB_URL is/],
])("%j is refused with a reason", async (variables, why) => {
  await expect(readEnv(variables)).rejects.toThrow(why);
});

it.each<[text: string, hosts: string[]]>([
  ["", []],
  ["git.acme.test", ["git.acme.test"]],
  ["Git.Acme.test:8443, 10.0.0.7 [fd00::7]:80", ["git.acme.test:8443", "10.0.0.7", "[fd00::7]:80"]],
])("OUTGOING_ALLOWED_HOSTS=%s", async (text, hosts) => {
  expect((await readEnv({ OUTGOING_ALLOWED_HOSTS: text })).outgoingAllowedHosts).toEqual(hosts);
});

it.each(["https://git.acme.test", "git.acme.test/path", "user@git.acme.test", "fd00::7", "a:b"])(
  "refuses OUTGOING_ALLOWED_HOSTS=%s",
  async (text) => {
    await expect(readEnv({ OUTGOING_ALLOWED_HOSTS: text })).rejects.toThrow(/lists host or host:port/);
  },
);
