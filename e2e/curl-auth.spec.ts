// The door by hand: every form of authentication, and what each mistake is told.
import { expect } from "@playwright/test";
import type { Account } from "#server/testing/bootstrap.ts";
import { test } from "./fixtures/test.ts";
import { envelopeEndpoint, listIssues } from "./fixtures/web-api.ts";

const newId = () => crypto.randomUUID().replaceAll("-", "");
const envelope = (
  id: string,
  header: object = {},
  payload = `{"message":"sent by hand ${id.replaceAll(/\d/g, "x")}"}`,
) => `${JSON.stringify({ event_id: id, ...header })}\n{"type":"event"}\n${payload}\n`;

let account: Account;
let url: string;
let key: string;
test.beforeAll(async ({ createAccount }) => {
  account = await createAccount("curl");
  ({ url, key } = envelopeEndpoint(account.dsn));
});

type Sent = { query?: string; headers?: Record<string, string>; body?: string; method?: string };
const send = ({ query = "", headers = {}, body = envelope(newId()), method = "POST" }: Sent) =>
  fetch(`${url}${query}`, { method, headers, body, redirect: "manual" });

const accepted: [name: string, sent: () => Sent][] = [
  ["the query", () => ({ query: `?sentry_key=${key}&sentry_version=7` })],
  [
    "X-Sentry-Auth",
    () => ({
      headers: { "x-sentry-auth": `Sentry sentry_version=7, sentry_key=${key}, sentry_client=curl/8` },
    }),
  ],
  ["Authorization", () => ({ headers: { authorization: `Sentry sentry_key=${key}` } })],
  ["the envelope's dsn alone", () => ({ body: envelope(newId(), { dsn: account.dsn }) })],
];

for (const [name, sent] of accepted) {
  test(`accepts authentication by ${name}`, async () => {
    const id = newId();
    const { body, ...rest } = sent();
    const message = `by ${name}`;
    const header = body ? { dsn: account.dsn } : {};
    const answer = await send({ ...rest, body: envelope(id, header, JSON.stringify({ message })) });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ id });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    await expect(async () => {
      const titles = (await listIssues(account)).map((issue) => issue.title);
      expect(titles).toContain(message);
    }).toPass({ timeout: 2_000, intervals: [50] });
  });
}

const withKey = () => `?sentry_key=${key}`;
const MIB = 1024 * 1024;
const refused: [name: string, status: number, sent: () => Sent][] = [
  ["no authentication", 401, () => ({})],
  ["an unknown key", 403, () => ({ query: `?sentry_key=${"0".repeat(32)}` })],
  [
    "two forms at once",
    401,
    () => ({ query: withKey(), headers: { authorization: `Sentry sentry_key=${key}` } }),
  ],
  ["an empty body", 400, () => ({ query: withKey(), body: "" })],
  ["a header that is no JSON", 400, () => ({ query: withKey(), body: "hello\nworld" })],
  ["an item without a type", 400, () => ({ query: withKey(), body: `{}\n{"length":2}\n{}` })],
  ["an item cut short", 400, () => ({ query: withKey(), body: `{}\n{"type":"event","length":900}\n{}` })],
  [
    "another project's dsn",
    400,
    () => ({ query: withKey(), body: envelope(newId(), { dsn: `${account.dsn}99` }) }),
  ],
  [
    "an event over 1 MiB",
    413,
    () => ({ query: withKey(), body: envelope(newId(), {}, `{"message":"${"x".repeat(MIB)}"}`) }),
  ],
  ["an unknown encoding", 415, () => ({ query: withKey(), headers: { "content-encoding": "compress" } })],
  ["bytes that are no gzip", 400, () => ({ query: withKey(), headers: { "content-encoding": "gzip" } })],
  ["another method", 405, () => ({ query: withKey(), method: "PUT" })],
];

for (const [name, status, sent] of refused) {
  test(`answers ${name} with ${status} and a reason`, async () => {
    const answer = await send(sent());
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).not.toBe("");
    expect(answer.headers.get("x-sentry-error")).toBe(detail);
  });
}

test("serves the path with and without the slash at its end", async () => {
  url = url.replace(/\/$/, "");
  const answer = await send({ query: withKey() });
  url += "/";
  expect(answer.status).toBe(200);
});

test("answers a preflight for any origin", async () => {
  const answer = await fetch(url, {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "x-sentry-auth, content-type",
    },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
  expect(answer.headers.get("access-control-allow-headers")).toContain("x-sentry-auth");
});

test("a refusal loses nothing else", async () => {
  await send({ query: withKey(), body: "garbled" });
  const id = newId();
  const answer = await send({ query: withKey(), body: envelope(id, {}, `{"message":"after the refusal"}`) });
  expect(answer.status).toBe(200);
  // By its name: what the tests before this sent may be counted only now.
  await expect
    .poll(async () => (await listIssues(account)).map(({ title }) => title))
    .toContain("after the refusal");
});
