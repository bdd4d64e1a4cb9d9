import { afterEach, expect, it, vi } from "vitest";
import { overrideEnvironment } from "#lib/env.ts";
import { log } from "#lib/log.ts";

afterEach(() => vi.restoreAllMocks());

// Numbers are those of docs/bad-input.md.
it("(58) line breaks and escapes of a sender stay inside of one line", () => {
  overrideEnvironment({ logLevel: "info" });
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const hostile = 'a\r\n{"level":"error","message":"forged"}\n\u001b[31mred';
  log.warn("A sender hung up", { path: hostile, error: new Error(hostile) });
  const [line = "", ...more] = written;
  expect(more).toEqual([]);
  expect(line.trimEnd()).not.toMatch(/[\r\n\u001b]/);
  expect(JSON.parse(line)).toMatchObject({ level: "warn", path: hostile, error: { message: hostile } });
});
