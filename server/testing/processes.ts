import { readdirSync, readFileSync } from "node:fs";

/** Ids of running processes whose command line or environment mentions `text`. Linux only. */
export function processesMentioning(text: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
      return read("cmdline").includes(text) || read("environ").includes(text);
    } catch {
      return false;
    }
  });
}
