import { beforeEach, expect, it } from "vitest";
import { findOrganizationAccess } from "#lib/accounts/access.ts";
import { authenticate } from "#lib/accounts/authenticate.ts";
import { createOrganization } from "#lib/accounts/create-organization.ts";
import { listOrganizations } from "#lib/accounts/queries.ts";
import { renameOrganization } from "#lib/accounts/rename-organization.ts";
import { Credentials, SignUp } from "#lib/accounts/schema.ts";
import { signUp } from "#lib/accounts/sign-up.ts";
import { db } from "#lib/db.ts";
import { createCast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
beforeEach(() => stores.truncate());

const dora = { name: "Dora", email: " Dora@Example.com", password: "correct horse" };
const tries = (email: string, password: string) => authenticate(Credentials.parse({ email, password }));

it("signs up, then in with the same address however it is written", async () => {
  const user = await signUp(SignUp.parse(dora));
  expect(await tries("DORA@example.com ", "correct horse")).toEqual({ ...user, email: "dora@example.com" });
  expect(await tries("dora@example.com", "wrong horse")).toBeNull();
  expect(await tries("nobody@example.com", "correct horse")).toBeNull();
});

it("makes one account of an address, however many try at the same time", async () => {
  const results = await Promise.allSettled([1, 2, 3].map(() => signUp(SignUp.parse(dora))));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db().user.count()).toBe(1);
});

it("takes as long for an unknown address as for a known one", async () => {
  await signUp(SignUp.parse(dora));
  const time = async (email: string) => {
    const begun = performance.now();
    await tries(email, "wrong horse");
    return performance.now() - begun;
  };
  const known = Math.min(await time("dora@example.com"), await time("dora@example.com"));
  const unknown = Math.min(await time("nobody@example.com"), await time("nobody@example.com"));
  // Without the hash an unknown address would answer in a few milliseconds.
  expect(unknown).toBeGreaterThan(known / 3);
});

it("does not sign in somebody without a password", async () => {
  await createCast();
  expect(await tries("alice@example.com", "anything")).toBeNull();
});

it("gives each organization a slug of its own, and its first team", async () => {
  const { id } = await signUp(SignUp.parse(dora));
  const slugs = await Promise.all(
    [1, 2, 3].map(async () => (await createOrganization(id, { name: "Acme" })).slug),
  );
  expect(slugs.toSorted()).toEqual(["acme", "acme-2", "acme-3"]);
  expect((await createOrganization(id, { name: "日本" })).slug).toBe("org");
  await expect(createOrganization(id, { name: "x", slug: "acme" })).rejects.toMatchObject({ status: 409 });
  expect(await listOrganizations(id)).toHaveLength(4);
  expect(await db().team.count({ where: { slug: "everyone" } })).toBe(4);
});

it("renames for those who may", async () => {
  const { alice, bob } = await createCast();
  await renameOrganization(alice.access, { name: "Acme Corporation" });
  expect(await findOrganizationAccess(bob.userId, "acme")).toMatchObject({ name: "Acme Corporation" });
  await expect(renameOrganization(bob.access, { name: "Bob" })).rejects.toMatchObject({ status: 403 });
});
