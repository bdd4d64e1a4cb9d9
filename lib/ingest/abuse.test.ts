import { expect, it } from "vitest";
import { acceptEnvelope } from "#lib/ingest/accept-envelope.ts";

const GUESSER = "198.51.100.7";

const guess = (remoteAddress: string | null, forwarded: string | null = null) =>
  acceptEnvelope({
    method: "POST",
    path: "/api/1/envelope/",
    query: new URLSearchParams({ sentry_key: "guessed" }),
    header: (name) => (name === "x-forwarded-for" ? forwarded : null),
    remoteAddress,
    body: null,
  });

it("shuts out who guesses keys, and nobody else", async () => {
  for (let time = 0; time <= 300; time += 1) expect((await guess(GUESSER)).status).toBe(400);
  const refused = await guess(GUESSER);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(50);
  expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
  expect((await guess("127.0.0.1", GUESSER)).status).toBe(429);
  expect((await guess("198.51.100.8")).status).toBe(400);
  expect((await guess(null)).status).toBe(400);
});

it("shuts out nobody behind a proxy that does not say for whom it speaks", async () => {
  for (let time = 0; time <= 300; time += 1) await guess("172.17.0.1");
  expect((await guess("172.17.0.1")).status).toBe(400);
});
