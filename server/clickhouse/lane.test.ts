import { describe, expect, it } from "vitest";
import { Lane } from "#server/clickhouse/lane.ts";

const never = new AbortController().signal;

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

describe("Lane", () => {
  it("runs as many as it is wide, then in order", async () => {
    const lane = new Lane(1, 2);
    const first = gate();
    const order: number[] = [];
    const runs = [
      lane.run(never, () => first.promise),
      lane.run(never, async () => order.push(2)),
      lane.run(never, async () => order.push(3)),
    ];
    await expect(lane.run(never, async () => 4)).rejects.toThrow("Code: 202.");
    expect(order).toEqual([]);
    first.open();
    await Promise.all(runs);
    expect(order).toEqual([2, 3]);
    expect(lane.busy).toBe(0);
  });

  it("forgets who left the queue, and frees the place of what failed", async () => {
    const lane = new Lane(1, 5);
    const first = gate();
    const running = lane.run(never, () => first.promise.then(() => Promise.reject(new Error("broken"))));
    const leaving = new AbortController();
    const left = lane.run(leaving.signal, async () => "never");
    leaving.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    first.open();
    await expect(running).rejects.toThrow("broken");
    await expect(lane.run(never, async () => "next")).resolves.toBe("next");
  });
});
