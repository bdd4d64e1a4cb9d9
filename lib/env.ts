// The only reader of process.env. Validated once, when the process starts.
import { resolve } from "node:path";
import { z } from "zod";

const blank = (value: unknown) => (value === "" ? undefined : value);
// Vite has a BASE_URL of its own, and sets it to "/" where tests run.
const blankOrRoot = (value: unknown) => (value === "/" ? undefined : blank(value));
const text = z.preprocess(blank, z.string().optional());
const port = z.coerce.number().int().min(0).max(65_535);

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
    AUTH_SECRET: text,
    CHROMIUM_PATH: text,
    LOG_LEVEL: z.preprocess(blank, z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
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
    /** Signs sign-in cookies. Unset: the supervisor makes one and keeps it in DATA_DIR. */
    authSecret: raw.AUTH_SECRET,
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
