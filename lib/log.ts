// One JSON object a line on standard error, so that a log line can never be forged by what it quotes.
import { env } from "#lib/env.ts";

const RANK = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;
type Level = Exclude<keyof typeof RANK, "silent">;
type Fields = Record<string, unknown>;

function readable(value: unknown): unknown {
  if (value instanceof Error)
    return { name: value.name, message: value.message, stack: value.stack, cause: readable(value.cause) };
  return typeof value === "bigint" ? value.toString() : value;
}

function write(level: Level, message: string, fields: Fields): void {
  if (RANK[level] < RANK[env().logLevel]) return;
  const line = { time: new Date().toISOString(), level, message, pid: process.pid, ...fields };
  process.stderr.write(`${JSON.stringify(line, (_key, value: unknown) => readable(value))}\n`);
}

export const log = {
  debug: (message: string, fields: Fields = {}) => write("debug", message, fields),
  info: (message: string, fields: Fields = {}) => write("info", message, fields),
  warn: (message: string, fields: Fields = {}) => write("warn", message, fields),
  error: (message: string, fields: Fields = {}) => write("error", message, fields),
};
