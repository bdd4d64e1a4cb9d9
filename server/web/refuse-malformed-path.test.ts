import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseMalformedPath } from "#server/web/refuse-malformed-path.ts";

const server = createServer((request, response) => {
  if (!refuseMalformedPath(request, response)) response.end("passed on");
});
let origin = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => server.close());

it.each([
  ["/api/0/organizations/%E0%A4%A/", 400],
  ["/api/0/issues/%/", 400],
  ["/api/0/organizations/%C3%A4/", 200],
  ["/api/0/?query=%E0%A4%A", 200],
  ["/organizations/%E0%A4%A", 200],
])("%s: %i", async (path, status) => {
  const answer = await fetch(origin + path);
  expect(answer.status).toBe(status);
  if (status === 400) expect(await answer.json()).toMatchObject({ detail: expect.any(String) as string });
});
