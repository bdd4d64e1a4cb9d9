import { beforeEach, describe, expect, it } from "vitest";
import { acceptInvite } from "#lib/accounts/accept-invite.ts";
import { findOrganizationAccess } from "#lib/accounts/access.ts";
import { changeRole } from "#lib/accounts/change-role.ts";
import { createInvite } from "#lib/accounts/create-invite.ts";
import { Email } from "#lib/accounts/email.ts";
import { findInvite, listInvites, listMembers } from "#lib/accounts/queries.ts";
import { removeMember } from "#lib/accounts/remove-member.ts";
import { revokeInvite } from "#lib/accounts/revoke-invite.ts";
import { db } from "#lib/db.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
const charlieUser = () => ({ id: cast.charlie.userId, email: "charlie@example.com" });
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
});

const forAnybody = { role: "MEMBER", email: null } as const;
const settle = <T>(work: Promise<T>[]) =>
  Promise.allSettled(work).then((results) => results.filter(({ status }) => status === "fulfilled").length);

describe("invites", () => {
  it("let one person join, as member of the first team too", async () => {
    const { token } = await createInvite(cast.alice.access, forAnybody);
    expect(await findInvite(token)).toEqual({ organizationName: "Acme", email: null, invitedBy: "Alice" });
    expect(await acceptInvite(charlieUser(), token)).toEqual({ organizationSlug: "acme" });
    expect(await findOrganizationAccess(cast.charlie.userId, "acme")).toMatchObject({ role: "MEMBER" });
    expect(
      await db().teamMember.count({ where: { userId: cast.charlie.userId, team: { slug: "everyone" } } }),
    ).toBe(2);
    expect(await findInvite(token)).toBeNull();
  });

  it("are used once, however many try at the same time", async () => {
    const people = await db().user.createManyAndReturn({
      data: Array.from({ length: 8 }, (_, n) => ({ name: `P${n}`, email: `p${n}@example.com` })),
    });
    const { token } = await createInvite(cast.alice.access, forAnybody);
    expect(await settle(people.map((user) => acceptInvite(user, token)))).toBe(1);
    expect(await listMembers(cast.alice.access)).toHaveLength(3);
  });

  it("stay for another when a member opens them", async () => {
    const { token } = await createInvite(cast.alice.access, { role: "ADMIN", email: null });
    await acceptInvite({ id: cast.bob.userId, email: "bob@example.com" }, token);
    expect(await findOrganizationAccess(cast.bob.userId, "acme")).toMatchObject({ role: "MEMBER" });
    expect(await findInvite(token)).not.toBeNull();
  });

  it("end after seven days, to the millisecond", async () => {
    const { token, expiresAt } = await createInvite(cast.alice.access, forAnybody, 1_000);
    expect(expiresAt.getTime()).toBe(1_000 + 604_800_000);
    expect(await findInvite(token, expiresAt.getTime())).toBeNull();
    await expect(acceptInvite(charlieUser(), token, expiresAt.getTime())).rejects.toMatchObject({
      status: 404,
    });
    await acceptInvite(charlieUser(), token, expiresAt.getTime() - 1);
  });

  it("for an address fit nobody else", async () => {
    const email = Email.parse("dora@example.com");
    const { token } = await createInvite(cast.alice.access, { role: "MEMBER", email });
    await expect(acceptInvite(charlieUser(), token)).rejects.toMatchObject({ status: 403 });
    expect(await findOrganizationAccess(cast.charlie.userId, "acme")).toBeNull();
    expect(await findInvite(token)).not.toBeNull();
  });

  it("can be revoked, and only by those who may", async () => {
    const { id, token } = await createInvite(cast.alice.access, forAnybody);
    await expect(revokeInvite(cast.bob.access, id)).rejects.toMatchObject({ status: 403 });
    await expect(revokeInvite(cast.charlie.access, id)).rejects.toMatchObject({ status: 404 });
    await revokeInvite(cast.alice.access, id);
    await expect(revokeInvite(cast.alice.access, id)).rejects.toMatchObject({ status: 404 });
    await expect(acceptInvite(charlieUser(), token)).rejects.toMatchObject({ status: 404 });
    expect(await listInvites(cast.alice.access)).toEqual([]);
  });

  it("keep only a hash, and give no role above the inviter's", async () => {
    const { token } = await createInvite(cast.alice.access, forAnybody);
    expect(JSON.stringify(await db().invite.findMany())).not.toContain(token);
    await expect(createInvite(cast.bob.access, forAnybody)).rejects.toMatchObject({ status: 403 });
    await changeRole(cast.alice.access, { userId: cast.bob.userId, role: "ADMIN" });
    const admin = (await findOrganizationAccess(cast.bob.userId, "acme"))!;
    await expect(createInvite(admin, { role: "OWNER", email: null })).rejects.toMatchObject({ status: 403 });
    await createInvite(admin, { role: "ADMIN", email: null });
  });
});

describe("invites of somebody who lost the right to make them", () => {
  async function inviteByBob(role: "ADMIN" | "MEMBER") {
    await changeRole(cast.alice.access, { userId: cast.bob.userId, role: "ADMIN" });
    const admin = (await findOrganizationAccess(cast.bob.userId, "acme"))!;
    return createInvite(admin, { role, email: null });
  }

  it("end with the membership", async () => {
    const own = await createInvite(cast.alice.access, forAnybody);
    const { token } = await inviteByBob("ADMIN");
    await removeMember(cast.alice.access, cast.bob.userId);
    const bob = { id: cast.bob.userId, email: "bob@example.com" };
    await expect(acceptInvite(bob, token)).rejects.toMatchObject({ status: 404 });
    expect(await findInvite(own.token)).not.toBeNull();
  });

  it("end with the role", async () => {
    const { token } = await inviteByBob("MEMBER");
    await changeRole(cast.alice.access, { userId: cast.bob.userId, role: "ADMIN" });
    expect(await findInvite(token)).not.toBeNull();
    await changeRole(cast.alice.access, { userId: cast.bob.userId, role: "MEMBER" });
    expect(await findInvite(token)).toBeNull();
  });
});

describe("roles", () => {
  it("change, up to the changer's own", async () => {
    const { alice, bob } = cast;
    await expect(changeRole(bob.access, { userId: bob.userId, role: "OWNER" })).rejects.toMatchObject({
      status: 403,
    });
    await changeRole(alice.access, { userId: bob.userId, role: "ADMIN" });
    const admin = (await findOrganizationAccess(bob.userId, "acme"))!;
    await expect(changeRole(admin, { userId: bob.userId, role: "OWNER" })).rejects.toMatchObject({
      status: 403,
    });
    await expect(changeRole(admin, { userId: alice.userId, role: "MEMBER" })).rejects.toMatchObject({
      status: 403,
    });
    await expect(removeMember(admin, alice.userId)).rejects.toMatchObject({ status: 403 });
  });

  it("of strangers are not found", async () => {
    const change = { userId: cast.charlie.userId, role: "ADMIN" } as const;
    await expect(changeRole(cast.alice.access, change)).rejects.toMatchObject({ status: 404 });
    await expect(removeMember(cast.alice.access, cast.charlie.userId)).rejects.toMatchObject({ status: 404 });
    expect(await findOrganizationAccess(cast.charlie.userId, "umbrella")).toMatchObject({ role: "OWNER" });
  });

  it("leave the last owner in place", async () => {
    const { alice } = cast;
    await expect(changeRole(alice.access, { userId: alice.userId, role: "ADMIN" })).rejects.toMatchObject({
      status: 409,
    });
    await expect(removeMember(alice.access, alice.userId)).rejects.toMatchObject({ status: 409 });
  });

  it("leave one owner when two step down at the same time", async () => {
    const { alice, bob } = cast;
    await changeRole(alice.access, { userId: bob.userId, role: "OWNER" });
    const other = (await findOrganizationAccess(bob.userId, "acme"))!;
    const done = await settle([
      changeRole(alice.access, { userId: alice.userId, role: "MEMBER" }),
      removeMember(other, bob.userId),
    ]);
    expect(done).toBe(1);
    const owners = { organizationId: alice.access.organizationId, role: "OWNER" } as const;
    expect(await db().membership.count({ where: owners })).toBe(1);
  });
});

it("removing a member takes team places and assignments here, and nothing elsewhere", async () => {
  const { alice, bob, charlie, web } = cast;
  const { token } = await createInvite(charlie.access, forAnybody);
  await acceptInvite({ id: bob.userId, email: "bob@example.com" }, token);
  const now = new Date();
  const issue = await db().issue.create({
    data: {
      projectId: web.projectId,
      number: 1,
      title: "x",
      culprit: "",
      firstSeen: now,
      lastSeen: now,
      assigneeUserId: bob.userId,
      assignedBy: "PERSON",
    },
  });
  await expect(removeMember(bob.access, alice.userId)).rejects.toMatchObject({ status: 403 });
  await removeMember(bob.access, bob.userId);
  expect(await findOrganizationAccess(bob.userId, "acme")).toBeNull();
  expect(await findOrganizationAccess(bob.userId, "umbrella")).not.toBeNull();
  // Nobody chose any more, so that ownership rules may.
  expect(await db().issue.findUniqueOrThrow({ where: { id: issue.id } })).toMatchObject({
    assigneeUserId: null,
    assignedBy: null,
  });
  expect(await db().teamMember.count({ where: { userId: bob.userId } })).toBe(1);
});
