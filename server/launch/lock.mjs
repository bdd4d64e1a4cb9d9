// One launch at a time installs or builds in a checkout.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CHECKOUT } from "./run.mjs";

// Next keeps this folder when it builds.
const LOCK = join(CHECKOUT, ".next/cache/launch.lock");
const TOUCH_EVERY = 2_000;
const STALE_AFTER = 30_000;

/** Runs `work` while no other launch of this checkout runs its own. */
export async function alone(work) {
  await acquire();
  const touch = setInterval(() => utimesSync(LOCK, new Date(), new Date()), TOUCH_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    rmSync(LOCK, { force: true });
  }
}

async function acquire() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isStale()) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!told) process.stderr.write("Waiting for another launch in this checkout …\n");
    told = true;
    await delay(300);
  }
}

// Both, because a process id may be taken by another program after a crash.
function isStale() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > STALE_AFTER) return true;
    const pid = Number(readFileSync(LOCK, "utf8"));
    if (pid === 0) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
