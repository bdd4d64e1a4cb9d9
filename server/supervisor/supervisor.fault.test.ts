import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startDebrief, type RunningDebrief } from "#server/testing/start-debrief.ts";

let debrief: RunningDebrief;
beforeAll(async () => {
  debrief = await startDebrief({ LOG_LEVEL: "silent" });
});
afterAll(() => debrief?.stop());

const isReady = async () => {
  const answer = await fetch(`${debrief.url}/api/health/ready`).catch(() => undefined);
  return answer?.status;
};

it.each(["worker", "web", "ClickHouse", "Postgres"])("starts %s again after kill -9", async (name) => {
  const before = debrief.run();
  process.kill(before.parts[name]!, "SIGKILL");
  await vi.waitFor(
    async () => {
      const { parts } = debrief.run();
      expect(parts[name]).toBeTypeOf("number");
      expect(parts[name]).not.toBe(before.parts[name]);
      expect(await isReady()).toBe(200);
    },
    { timeout: 60_000, interval: 50 },
  );
  const { databaseUrl, clickhouseUrl } = debrief.run();
  expect({ databaseUrl, clickhouseUrl }).toEqual({
    databaseUrl: before.databaseUrl,
    clickhouseUrl: before.clickhouseUrl,
  });
});

it.runIf(process.platform === "linux")("leaves no process behind when it is killed itself", async () => {
  const other = await startDebrief({ LOG_LEVEL: "silent" });
  process.kill(other.pid, "SIGKILL");
  const mentions = (pid: string, file: string) =>
    readFileSync(`/proc/${pid}/${file}`, "utf8").includes(other.dataDir);
  const left = () =>
    readdirSync("/proc").filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        return mentions(pid, "cmdline") || mentions(pid, "environ");
      } catch {
        return false;
      }
    });
  await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 30_000, interval: 50 });
  await expect(other.stop()).rejects.toThrow();
});
