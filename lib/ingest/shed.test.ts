import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveIngest } from "#lib/ingest/door.ts";
import type { IngestHandler } from "#lib/ingest/http.ts";

const FITS = 512;
const gate = Promise.withResolvers<void>();

/** As slow as a journal that does not answer. */
const slow: IngestHandler = async ({ body }) => {
  for await (const _chunk of body ?? []);
  await gate.promise;
  return { status: 200, headers: {}, body: "{}" };
};
const server = createServer((incoming, outgoing) => void serveIngest(slow, incoming, outgoing));
const agent = new Agent({ keepAlive: true, maxSockets: 700 });
let port = 0;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address: AddressInfo | string | null = server.address();
  if (address && typeof address === "object") port = address.port;
});
afterAll(() => {
  agent.destroy();
  server.close();
});

type Answer = { status: number | undefined; retryAfter: string | undefined; isReused: boolean };

const post = () =>
  new Promise<Answer>((resolve, reject) => {
    const outgoing = request({ agent, port, host: "127.0.0.1", method: "POST", path: "/" }, (response) => {
      const { statusCode: status, headers } = response;
      response.resume().on("end", () => {
        resolve({ status, retryAfter: headers["retry-after"], isReused: outgoing.reusedSocket });
      });
    });
    outgoing.on("error", reject);
    outgoing.setHeader("content-length", 9_000);
    outgoing.end(Buffer.alloc(9_000));
  });

it("refuses what is too much at once, keeps the connection, and takes the rest", async () => {
  const answered: Answer[] = [];
  const all = Array.from({ length: FITS + 50 }, async () => answered.push(await post()));
  await expect.poll(() => answered.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(50);
  expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answered[0]?.retryAfter).toBe("5");
  expect(await post()).toMatchObject({ status: 503, isReused: true });
  gate.resolve();
  await Promise.all(all);
  expect(answered.filter(({ status }) => status === 200)).toHaveLength(FITS);
  expect(await post()).toMatchObject({ status: 200 });
});
