import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  claimDataFolder,
  openInstance,
  readRun,
  settlePorts,
  writeRun,
} from "#server/supervisor/instance.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "debrief-instance-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const run = {
  pid: 1,
  url: "http://localhost",
  databaseUrl: "postgresql://",
  clickhouseUrl: "http://",
  parts: {},
};

describe("claimDataFolder", () => {
  it("refuses while another process holds it, and says which", () => {
    claimDataFolder(dataDir);
    const lock = join(dataDir, "supervisor.lock");
    expect(statSync(lock).isFile()).toBe(true);
    expect(() => claimDataFolder(dataDir)).toThrow(`process ${process.pid}`);
  });

  it.each([
    ["a process that is gone", "999999999 1"],
    ["a process that has the number of one that is gone", `${process.ppid} 1`],
    ["nothing readable", ""],
  ])("takes over from %s", (_case, token) => {
    writeFileSync(join(dataDir, "supervisor.lock"), token);
    const release = claimDataFolder(dataDir);
    writeRun(dataDir, run);
    expect(readRun(dataDir)).toEqual(run);
    release();
    expect(readRun(dataDir)).toBeUndefined();
  });
});

describe("openInstance", () => {
  it("keeps secrets and ports, and keeps them private", async () => {
    const first = await openInstance(dataDir);
    expect(await openInstance(dataDir)).toEqual(first);
    expect(statSync(join(dataDir, "instance.json")).mode & 0o777).toBe(0o600);
  });

  it("gives an older instance a password for ClickHouse, and keeps it", async () => {
    const { clickhousePassword: _missing, ...older } = await openInstance(dataDir);
    writeFileSync(join(dataDir, "instance.json"), JSON.stringify(older));
    const settled = await settlePorts(dataDir, await openInstance(dataDir));
    expect(settled.clickhousePassword).toMatch(/^[0-9a-f]{48}$/);
    expect(await openInstance(dataDir)).toEqual(settled);
  });
});
