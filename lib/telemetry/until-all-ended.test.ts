import { ClickHouseError } from "@clickhouse/client";
import { expect, it } from "vitest";
import { untilAllEnded } from "#lib/telemetry/until-all-ended.ts";

const refused = new ClickHouseError({ code: "27", message: "cannot parse" });

it("waits for an insert that runs while another one is refused", async () => {
  const running = Promise.withResolvers<void>();
  const ended: string[] = [];
  const all = untilAllEnded([
    Promise.reject(refused),
    running.promise.then(() => void ended.push("insert")),
  ]).catch((error: unknown) => {
    ended.push("all");
    return error;
  });
  await Promise.resolve();
  running.resolve();
  expect(await all).toBe(refused);
  expect(ended).toEqual(["insert", "all"]);
});

it("tells first of one that nobody knows the end of", async () => {
  const broken = new Error("socket hang up");
  await expect(untilAllEnded([Promise.reject(refused), Promise.reject(broken)])).rejects.toBe(broken);
  await expect(untilAllEnded([Promise.resolve(), Promise.reject(refused)])).rejects.toBe(refused);
  await untilAllEnded([Promise.resolve()]);
});
