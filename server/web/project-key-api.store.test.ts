// The Web API's view of one key, through its own route module.
import { beforeAll, expect, it } from "vitest";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { USER_TOKEN_SCOPES, type Scope } from "#lib/accounts/scopes.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { GET, PUT } from "../../app/api/0/projects/[org]/[project]/keys/[key]/route.ts";

useStores();

let cast: Cast;
let token = "";
const mint = async (userId: number, scopes: readonly Scope[]) =>
  (await createUserToken(userId, { name: "test", scopes: [...scopes] })).token;
beforeAll(async () => {
  cast = await createCast();
  token = await mint(cast.alice.userId, USER_TOKEN_SCOPES);
});

type Asking = { org?: string; key?: string; as?: string; body?: object };

async function call({ org = "acme", key = cast.publicKey, as = token, body }: Asking = {}) {
  const url = `http://debrief.test/api/0/projects/${org}/web/keys/${key}/`;
  const headers = { authorization: `Bearer ${as}` };
  const request = new Request(url, {
    headers,
    ...(body && { method: "PUT", body: JSON.stringify(body) }),
  });
  const response = await (body ? PUT : GET)(request, {
    params: Promise.resolve({ org, project: "web", key }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

it("reads a key, sets its rate limit and name, and takes the limit away", async () => {
  expect(await call()).toMatchObject({ status: 200, body: { id: cast.publicKey, rateLimit: null } });
  const rateLimit = { window: 60, count: 1_000 };
  expect(await call({ body: { rateLimit } })).toMatchObject({ status: 200, body: { rateLimit } });
  expect(await call({ body: { name: "Backend" } })).toMatchObject({
    status: 200,
    body: { name: "Backend", label: "Backend", rateLimit },
  });
  expect(await call({ body: { rateLimit: null } })).toMatchObject({ status: 200, body: { rateLimit: null } });
});

it.each([
  [{ rateLimit: { window: 0, count: 1 } }],
  [{ rateLimit: { window: 60, count: -1 } }],
  [{ rateLimit: { window: 60 } }],
  [{ rateLimit: 5 }],
  [{ isActive: false }],
  [{ name: "" }],
])("refuses %j and changes nothing", async (body) => {
  expect((await call({ body })).status).toBe(400);
  expect(await call()).toMatchObject({ body: { name: "Backend", rateLimit: null } });
});

it("is nobody else's: a foreign key is a missing one", async () => {
  const charlie = await mint(cast.charlie.userId, USER_TOKEN_SCOPES);
  const missing = await call({ key: "0".repeat(32) });
  expect(missing.status).toBe(404);
  expect(await call({ as: charlie })).toEqual(missing);
  expect(await call({ as: charlie, body: { rateLimit: null } })).toEqual(missing);
  expect((await call({ as: "" })).status).toBe(401);
});

it("wants the right to write", async () => {
  const reader = await mint(cast.alice.userId, ["project:read"]);
  expect((await call({ as: reader })).status).toBe(200);
  expect((await call({ as: reader, body: { rateLimit: null } })).status).toBe(403);
});
