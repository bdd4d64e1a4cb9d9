import { expect, it } from "vitest";
import { RequestError } from "#lib/errors.ts";
import { withWebhookBody } from "#lib/tickets/read-webhook.ts";

const MEGABYTE = 1024 * 1024;

const post = (body: string | Uint8Array<ArrayBuffer>) =>
  new Request("http://debrief.test/", { method: "POST", body });

/** Reads a body of so many bytes, and lets go of it when told. @returns the status it would get. */
function keep(sender: string, bytes: number) {
  const letGo = Promise.withResolvers<void>();
  const read = Promise.withResolvers<number>();
  const done = withWebhookBody(post(new Uint8Array(bytes)), sender, async () => {
    read.resolve(200);
    await letGo.promise;
  }).catch((error: unknown) => read.resolve(error instanceof RequestError ? error.status : 500));
  return { status: read.promise, letGo: () => (letGo.resolve(), done) };
}

it("gives the bytes as they came", async () => {
  const body = await withWebhookBody(post("ä"), "a", async (bytes) => Buffer.from(bytes).toString());
  expect(body).toBe("ä");
  const empty = new Request("http://debrief.test/", { method: "POST" });
  expect(await withWebhookBody(empty, "a", async (bytes) => bytes.length)).toBe(0);
});

it("bounds what one sender keeps in memory, and leaves room for others", async () => {
  const kept = [];
  const statuses = [];
  for (let count = 0; count < 6; count++) {
    const one = keep("greedy", 4 * MEGABYTE);
    kept.push(one);
    statuses.push(await one.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 503, 503]);
  const other = keep("other", 4 * MEGABYTE);
  expect(await other.status).toBe(200);
  for (const one of [...kept, other]) await one.letGo();
  const again = keep("greedy", 4 * MEGABYTE);
  expect(await again.status).toBe(200);
  await again.letGo();
});

it("bounds what all keep together", async () => {
  const kept = [];
  const statuses = [];
  for (let count = 0; count < 18; count++) {
    const one = keep(`sender ${count}`, 4 * MEGABYTE);
    kept.push(one);
    statuses.push(await one.status);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(16);
  expect(statuses.slice(16)).toEqual([503, 503]);
  for (const one of kept) await one.letGo();
});
