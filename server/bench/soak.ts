// Does memory grow under a steady load? A line through the second half of the samples says.
import { setTimeout as pause } from "node:timers/promises";
import { memoryOf } from "#server/bench/memory.ts";

const EVERY_MS = 5_000;
const MS_PER_HOUR = 3_600_000;

type Sample = { at: number; memory: Record<string, number> };

/** The slope of the line that fits best, in y per x. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map((point) => point[0]));
  const y = mean(points.map((point) => point[1]));
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

export type MemoryTrend = {
  /** Mebibytes (PSS) by process. */
  first: Record<string, number>;
  last: Record<string, number>;
  /** Of the second half, when caches are full. */
  mebibytesPerHour: Record<string, number>;
};

/** Watches the process and its children while `work` runs. */
export async function watchMemory<T>(pid: number, work: () => Promise<T>): Promise<[T, MemoryTrend]> {
  const samples: Sample[] = [];
  const stopped = new AbortController();
  const watch = async () => {
    while (!stopped.signal.aborted) {
      samples.push({ at: performance.now(), memory: await memoryOf(pid) });
      await pause(EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const watching = watch();
  const result = await work();
  stopped.abort();
  await watching;
  const late = samples.slice(Math.floor(samples.length / 2));
  const names = Object.keys(samples.at(-1)?.memory ?? {});
  const trends = names.map((name) => {
    const points = late.map(({ at, memory }) => [at / MS_PER_HOUR, memory[name] ?? 0] as const);
    return [name, Math.round(slope(points))] as const;
  });
  const trend = {
    first: samples.at(0)?.memory ?? {},
    last: samples.at(-1)?.memory ?? {},
    mebibytesPerHour: Object.fromEntries(trends),
  };
  return [result, trend];
}
