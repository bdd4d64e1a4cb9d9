import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseEncodedBody } from "#server/web/refuse-encoded-body.ts";

const server = createServer((request, response) => {
  if (!refuseEncodedBody(request, response)) response.end("passed on");
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => server.close());

// Numbers are those of docs/bad-input.md.
it.each([
  ["/organizations/acme/issues", "gzip", 415],
  ["/login", "BR", 415],
  ["/login", "gzip, gzip", 415],
  ["/login", "identity", 200],
  ["/login", undefined, 200],
  ["/api/0/projects/acme/web/user-feedback/", "gzip", 200],
])("(9) a body to %s, encoded as %s → %i", async (path, encoding, status) => {
  const headers: Record<string, string> = encoding === undefined ? {} : { "content-encoding": encoding };
  const body = new Uint8Array(gzipSync("name=Ada"));
  const answer = await fetch(origin + path, { method: "POST", body, headers });
  expect(answer.status).toBe(status);
  if (status === 415) expect(await answer.json()).toMatchObject({ detail: expect.any(String) });
});
