// The only reader of process.env. Validated once, when the process starts.
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const blank = (value: unknown) => (value === "" ? undefined : value);
// Vite has a BASE_URL of its own, and sets it to "/" where tests run.
const blankOrRoot = (value: unknown) => (value === "/" ? undefined : blank(value));
const text = z.preprocess(blank, z.string().optional());
// host or host:port, as an address writes them; IPv6 in brackets.
const hostList = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : []),
  z.array(
    z
      .string()
      .toLowerCase()
      .regex(
        /^(?:[^\s:/@\\?#[\]]+|\[[\da-f:.]+\])(?::\d{1,5})?$/,
        "OUTGOING_ALLOWED_HOSTS lists host or host:port",
      ),
  ),
);
const port = z.coerce.number().int().min(0).max(65_535);

/** Where blobs are: a folder, or a bucket that speaks S3. */
type BlobLocation =
  | { kind: "file"; folder: string }
  | ({ kind: "s3"; endpoint: string; region: string; bucket: string; prefix: string } & Credentials);
type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const BLOB_FORMS = "BLOB_URL is file:///folder or s3://bucket/prefix?region=…&endpoint=…";

/** @throws a plain message when the text is neither form, or S3 lacks its credentials. */
function blobLocation(
  text: string | undefined,
  dataDir: string,
  credentials: Partial<Credentials>,
): BlobLocation {
  if (text === undefined) return { kind: "file", folder: join(resolve(dataDir), "blobs") };
  const url = URL.parse(text);
  if (url?.protocol === "file:") return { kind: "file", folder: fileURLToPath(url) };
  if (url?.protocol !== "s3:" || !url.hostname) throw new Error(BLOB_FORMS);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  if (!accessKeyId || !secretAccessKey)
    throw new Error("BLOB_URL of S3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  const region = url.searchParams.get("region") ?? "us-east-1";
  const endpoint = url.searchParams.get("endpoint") ?? `https://s3.${region}.amazonaws.com`;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? "")) throw new Error(BLOB_FORMS);
  const folder = url.pathname.replaceAll(/^\/+|\/+$/g, "");
  const prefix = folder && `${folder}/`;
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  return { kind: "s3", endpoint, region, bucket: url.hostname, prefix, ...keys };
}

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).catch("production"),
    PORT: z.preprocess(blank, port.default(3000)),
    HOST: z.preprocess(blank, z.string().default("0.0.0.0")),
    BASE_URL: z.preprocess(blankOrRoot, z.url({ protocol: /^https?$/ }).optional()),
    DATA_DIR: z.preprocess(blank, z.string().default(".data")),
    DATABASE_URL: text,
    CLICKHOUSE_URL: text,
    CLICKHOUSE_PASSWORD: text,
    BLOB_URL: text,
    AWS_ACCESS_KEY_ID: text,
    AWS_SECRET_ACCESS_KEY: text,
    AWS_SESSION_TOKEN: text,
    JOURNAL_MAX_ROWS: z.preprocess(blank, z.coerce.number().int().min(1).default(2_000_000)),
    JOURNAL_MAX_BYTES: z.preprocess(
      blank,
      z.coerce
        .number()
        .int()
        .min(1)
        .default(10 * 1024 ** 3),
    ),
    AUTH_SECRET: text,
    OUTGOING_ALLOWED_HOSTS: hostList,
    CHROMIUM_PATH: text,
    LOG_LEVEL: z.preprocess(blank, z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
  })
  .transform((raw, context) => {
    try {
      const credentials = {
        accessKeyId: raw.AWS_ACCESS_KEY_ID,
        secretAccessKey: raw.AWS_SECRET_ACCESS_KEY,
        sessionToken: raw.AWS_SESSION_TOKEN,
      };
      return { ...raw, blobStore: blobLocation(raw.BLOB_URL, raw.DATA_DIR, credentials) };
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : BLOB_FORMS);
      return z.NEVER;
    }
  })
  .transform((raw) => ({
    mode: raw.NODE_ENV,
    port: raw.PORT,
    host: raw.HOST,
    /** Public origin, without a slash at the end. */
    baseUrl: (raw.BASE_URL ?? `http://localhost:${raw.PORT}`).replace(/\/+$/, ""),
    /** Absolute folder of everything that the embedded stores keep. */
    dataDir: resolve(raw.DATA_DIR),
    /** Unset: the supervisor starts the embedded store and sets it for its children. */
    databaseUrl: raw.DATABASE_URL,
    clickhouseUrl: raw.CLICKHOUSE_URL,
    /** Of ClickHouse's user; the embedded engine asks for it when it is set. */
    clickhousePassword: raw.CLICKHOUSE_PASSWORD,
    /** From BLOB_URL; unset, a folder in DATA_DIR. */
    blobStore: raw.blobStore,
    /** Envelopes that may wait to be digested; past either bound, senders are told to come back. */
    journalMaxRows: raw.JOURNAL_MAX_ROWS,
    journalMaxBytes: raw.JOURNAL_MAX_BYTES,
    /** Signs sign-in cookies. Unset: the supervisor makes one and keeps it in DATA_DIR. */
    authSecret: raw.AUTH_SECRET,
    /** Hosts that addresses typed by people may lead to although they are not on the public internet. */
    outgoingAllowedHosts: raw.OUTGOING_ALLOWED_HOSTS,
    logLevel: raw.LOG_LEVEL,
    /** Browser of the end-to-end tests. */
    chromiumPath: raw.CHROMIUM_PATH,
  }));

export type Environment = z.infer<typeof Environment>;

let current: Environment | undefined;

/** The validated environment; throws a readable error when a variable is wrong. */
export function env(): Environment {
  if (current) return current;
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) throw new Error(`Environment variables are wrong.\n${z.prettifyError(parsed.error)}`);
  return (current = parsed.data);
}

/** Changes what `env()` says from now on: a test's own stores, a port that the supervisor picked. */
export function overrideEnvironment(changes: Partial<Environment>): void {
  current = { ...env(), ...changes };
}

/** For a child process: everything this process was given, and what it decided. */
export function childEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** How many blocking native calls run side by side in this process; call it before the first of them. */
export function sizeThreadPool(threads: number): void {
  process.env.UV_THREADPOOL_SIZE ??= String(threads);
}
