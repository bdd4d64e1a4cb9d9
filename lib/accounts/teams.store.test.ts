import { beforeEach, describe, expect, it } from "vitest";
import type { OrganizationAccess } from "#lib/accounts/access.ts";
import { addTeamMember, removeTeamMember } from "#lib/accounts/change-team-members.ts";
import { addTeamProject, removeTeamProject } from "#lib/accounts/change-team-projects.ts";
import { createTeam } from "#lib/accounts/create-team.ts";
import { deleteTeam } from "#lib/accounts/delete-team.ts";
import { listTeamMembers } from "#lib/accounts/list-team-members.ts";
import { findTeam, listTeams, listTeamsOfProject } from "#lib/accounts/list-teams.ts";
import { updateTeam } from "#lib/accounts/update-team.ts";
import { db } from "#lib/db.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
let alice: OrganizationAccess;
let bob: OrganizationAccess;
let charlie: OrganizationAccess;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  [alice, bob, charlie] = [cast.alice.access, cast.bob.access, cast.charlie.access];
});

/** The statuses that attempts are refused with. */
const refusals = async (attempts: Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map((result) =>
    result.status === "rejected" ? (result.reason as { status?: number }).status : "done",
  );

const names = async (access: OrganizationAccess, teamId: number) =>
  (await listTeamMembers(access, teamId)).map(({ name }) => name);

describe("teams", () => {
  it("are created with whoever creates them, under a slug that is free", async () => {
    const first = await createTeam(alice, { name: "Core Web" });
    expect(first.slug).toBe("core-web");
    expect(await createTeam(alice, { name: "Core web" })).toMatchObject({ slug: "core-web-2" });
    await expect(createTeam(alice, { name: "x", slug: "core-web" })).rejects.toMatchObject({ status: 409 });
    expect(await names(alice, first.id)).toEqual(["Alice"]);
    expect((await listTeams(alice)).map(({ slug }) => slug)).toEqual(["core-web", "core-web-2", "everyone"]);
  });

  it("are renamed, and keep what they had when the slug is taken", async () => {
    const { id } = await createTeam(alice, { name: "Web" });
    await updateTeam(alice, id, { name: "Front end" });
    expect(await findTeam(alice, "web")).toMatchObject({ id, name: "Front end" });
    await updateTeam(alice, id, { slug: "front" });
    expect(await findTeam(alice, String(id))).toMatchObject({ slug: "front", name: "Front end" });
    await expect(updateTeam(alice, id, { name: "No", slug: "everyone" })).rejects.toMatchObject({
      status: 409,
    });
    expect(await findTeam(alice, "front")).toMatchObject({ name: "Front end" });
  });

  it("leave their issues to nobody when they are deleted", async () => {
    const { id } = await createTeam(alice, { name: "Web" });
    const now = new Date();
    const issue = await db().issue.create({
      data: {
        projectId: cast.web.projectId,
        number: 1,
        title: "x",
        culprit: "",
        firstSeen: now,
        lastSeen: now,
        assigneeTeamId: id,
        assignedBy: "PERSON",
        owners: { create: { source: "OWNERSHIP_RULE", rule: "* #web", position: 0, teamId: id } },
      },
    });
    await deleteTeam(alice, id);
    expect(await findTeam(alice, "web")).toBeNull();
    expect(await db().issue.findUnique({ where: { id: issue.id } })).toMatchObject({
      assigneeTeamId: null,
      assignedBy: null,
    });
    expect(await db().issueOwner.count()).toBe(0);
  });
});

describe("members and projects", () => {
  it("come and go, and again changes nothing", async () => {
    const { id } = await createTeam(alice, { name: "Web" });
    for (let twice = 0; twice < 2; twice++) await addTeamMember(alice, id, cast.bob.userId);
    expect(await names(alice, id)).toEqual(["Alice", "Bob"]);
    for (let twice = 0; twice < 2; twice++) await removeTeamMember(alice, id, cast.bob.userId);
    expect(await names(alice, id)).toEqual(["Alice"]);
    const pair = { teamId: id, projectId: cast.web.projectId };
    for (let twice = 0; twice < 2; twice++) await addTeamProject(alice, pair);
    expect((await listTeamsOfProject(alice, cast.web.projectId)).map(({ slug }) => slug)).toEqual([
      "everyone",
      "web",
    ]);
    expect((await findTeam(alice, "web"))?.projects.map(({ slug }) => slug)).toEqual(["web"]);
    for (let twice = 0; twice < 2; twice++) await removeTeamProject(alice, pair);
    expect((await findTeam(alice, "web"))?.projects).toEqual([]);
  });

  it("may join and leave by themselves, and touch nobody else", async () => {
    const { id } = await createTeam(alice, { name: "Web" });
    await addTeamMember(bob, id, cast.bob.userId);
    expect((await findTeam(bob, "web"))?.isMember).toBe(true);
    await removeTeamMember(bob, id, cast.bob.userId);
    expect(await names(alice, id)).toEqual(["Alice"]);
    await expect(removeTeamMember(bob, id, cast.alice.userId)).rejects.toMatchObject({ status: 403 });
    await expect(addTeamMember(bob, id, cast.alice.userId)).rejects.toMatchObject({ status: 403 });
  });

  it("are of the organization", async () => {
    const { id } = await createTeam(alice, { name: "Web" });
    await expect(addTeamMember(alice, id, cast.charlie.userId)).rejects.toMatchObject({ status: 404 });
    await expect(addTeamMember(alice, id, 999)).rejects.toMatchObject({ status: 404 });
    const theirs = await db().project.create({
      data: { organizationId: charlie.organizationId, slug: "theirs", name: "Theirs" },
    });
    const pair = { teamId: id, projectId: theirs.id };
    await expect(addTeamProject(alice, pair)).rejects.toMatchObject({ status: 404 });
    expect(await db().projectTeam.count({ where: { projectId: theirs.id } })).toBe(0);
  });
});

it("keeps members from managing teams", async () => {
  const { id } = await createTeam(alice, { name: "Web" });
  const pair = { teamId: id, projectId: cast.web.projectId };
  const attempts = [
    createTeam(bob, { name: "Mine" }),
    updateTeam(bob, id, { name: "Mine" }),
    deleteTeam(bob, id),
    addTeamProject(bob, pair),
    removeTeamProject(bob, pair),
  ];
  expect(await refusals(attempts)).toEqual(attempts.map(() => 403));
});

it("shows and gives a stranger nothing", async () => {
  const { id } = await createTeam(alice, { name: "Web" });
  await addTeamProject(alice, { teamId: id, projectId: cast.web.projectId });
  expect(await findTeam(charlie, "web")).toBeNull();
  expect(await findTeam(charlie, String(id))).toBeNull();
  expect(await listTeamMembers(charlie, id)).toEqual([]);
  expect(await listTeamsOfProject(charlie, cast.web.projectId)).toEqual([]);
  const attempts = [
    updateTeam(charlie, id, { name: "Mine" }),
    deleteTeam(charlie, id),
    addTeamMember(charlie, id, cast.charlie.userId),
    removeTeamMember(charlie, id, cast.alice.userId),
    removeTeamProject(charlie, { teamId: id, projectId: cast.web.projectId }),
  ];
  expect(await refusals(attempts)).toEqual(attempts.map(() => 404));
  expect(await names(alice, id)).toEqual(["Alice"]);
});
