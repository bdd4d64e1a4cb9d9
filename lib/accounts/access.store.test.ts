import { beforeAll, describe, expect, it } from "vitest";
import {
  findAllProjectAccess,
  findOrganizationAccess,
  findOrganizationAccessOfToken,
  findProjectAccess,
  may,
} from "#lib/accounts/access.ts";
import { createOrganizationToken, createUserToken } from "#lib/accounts/create-token.ts";
import { findTokenAccess } from "#lib/accounts/find-token-access.ts";
import { revokeOrganizationToken, revokeUserToken } from "#lib/accounts/revoke-token.ts";
import { db } from "#lib/db.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();
let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
  await createProject(cast.charlie.access, { name: "Secret", slug: "secret", platform: "go" });
});

describe("a person's access", () => {
  it("is there for members, by slug and by id", async () => {
    const { alice, bob } = cast;
    expect(await findOrganizationAccess(alice.userId, "acme")).toMatchObject({ role: "OWNER", slug: "acme" });
    expect(await findOrganizationAccess(bob.userId, String(bob.access.organizationId))).toEqual(bob.access);
    expect(may(alice.access, "org:admin")).toBe(true);
    expect(may(bob.access, "project:write")).toBe(false);
  });

  it.each(["acme", "missing", "", "0", "999999999", "acme' OR 1=1", "__proto__"])(
    "is null for a stranger asking for %j",
    async (slug) => {
      expect(await findOrganizationAccess(cast.charlie.userId, slug)).toBeNull();
    },
  );

  it("reaches the organization's own projects only", async () => {
    const { alice, charlie, web } = cast;
    const secret = await findProjectAccess(charlie.access, "secret");
    expect(await findProjectAccess(alice.access, "web")).toEqual(web);
    expect(await findProjectAccess(alice.access, String(web.projectId))).toEqual(web);
    expect(await findProjectAccess(alice.access, "secret")).toBeNull();
    expect(await findProjectAccess(alice.access, String(secret!.projectId))).toBeNull();
    expect(await findProjectAccess(alice.access, "missing")).toBeNull();
    expect((await findAllProjectAccess(alice.access)).map(({ slug }) => slug)).toEqual(["web"]);
  });
});

describe("a token's access", () => {
  it("is what both scopes and role allow", async () => {
    const { token } = await createUserToken(cast.bob.userId, {
      name: "all",
      scopes: ["project:admin", "event:write", "org:admin"],
    });
    const found = (await findTokenAccess(token))!;
    expect(found.user).toMatchObject({ id: cast.bob.userId, email: "bob@example.com" });
    const access = await findOrganizationAccessOfToken(found, "acme");
    expect(access!.scopes).toEqual(["org:read", "project:read", "event:read", "event:write"]);
    expect(await findOrganizationAccessOfToken(found, "umbrella")).toBeNull();
    expect(await findOrganizationAccessOfToken(found, "missing")).toBeNull();
  });

  it("of an organization is org:ci there, and nothing elsewhere", async () => {
    const { token } = await createOrganizationToken(cast.alice.access, { name: "ci" });
    const found = (await findTokenAccess(token))!;
    expect(found.user).toBeNull();
    const access = await findOrganizationAccessOfToken(found, "acme");
    expect(access).toMatchObject({ userId: null, role: null, scopes: ["org:ci"] });
    expect(await findOrganizationAccessOfToken(found, "umbrella")).toBeNull();
    await expect(createOrganizationToken(cast.bob.access, { name: "ci" })).rejects.toMatchObject({
      status: 403,
    });
  });

  it("ends to the millisecond when it expires", async () => {
    const { id, token } = await createUserToken(cast.bob.userId, { name: "short", scopes: ["org:read"] });
    await db().apiToken.update({ where: { id }, data: { expiresAt: new Date(1_000_000) } });
    expect(await findTokenAccess(token, 999_999)).not.toBeNull();
    expect(await findTokenAccess(token, 1_000_000)).toBeNull();
  });

  it("ends when it is revoked, by its own people only", async () => {
    const { alice, bob, charlie } = cast;
    const own = await createUserToken(bob.userId, { name: "own", scopes: ["org:read"] });
    const ci = await createOrganizationToken(alice.access, { name: "ci" });
    await expect(revokeUserToken(charlie.userId, own.id)).rejects.toMatchObject({ status: 404 });
    await expect(revokeUserToken(alice.userId, ci.id)).rejects.toMatchObject({ status: 404 });
    await expect(revokeOrganizationToken(charlie.access, ci.id)).rejects.toMatchObject({ status: 404 });
    await expect(revokeOrganizationToken(alice.access, own.id)).rejects.toMatchObject({ status: 404 });
    await revokeUserToken(bob.userId, own.id);
    await revokeOrganizationToken(alice.access, ci.id);
    expect(await findTokenAccess(own.token)).toBeNull();
    expect(await findTokenAccess(ci.token)).toBeNull();
  });

  it("is stored as a hash, with the minute of its last use", async () => {
    const { id, token } = await createUserToken(cast.bob.userId, { name: "used", scopes: ["org:read"] });
    const row = async () => db().apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(await row())).not.toContain(token.slice(8));
    await findTokenAccess(token, 1_000_000);
    await findTokenAccess(token, 1_059_999);
    expect((await row()).lastUsedAt).toEqual(new Date(1_000_000));
    await findTokenAccess(token, 1_060_000);
    expect((await row()).lastUsedAt).toEqual(new Date(1_060_000));
  });
});
