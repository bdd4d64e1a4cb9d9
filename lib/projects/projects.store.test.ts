import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { createProjectKey } from "#lib/projects/create-project-key.ts";
import { createProject } from "#lib/projects/create-project.ts";
import {
  findFirstSignal,
  listEnvironmentNames,
  listProjectKeys,
  listProjects,
} from "#lib/projects/queries.ts";
import { revokeProjectKey } from "#lib/projects/revoke-project-key.ts";
import { rotateProjectKey } from "#lib/projects/rotate-project-key.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();
let cast: Cast;
let listener: pg.Client;
let announced: (string | undefined)[];
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  announced = [];
  listener = new pg.Client({ connectionString: env().databaseUrl });
  await listener.connect();
  listener.on("notification", ({ payload }) => announced.push(payload));
  await listener.query("LISTEN debrief_project_key");
});
afterEach(() => listener.end());

describe("projects", () => {
  it("have a key and the first team from the start", async () => {
    const project = await createProject(cast.alice.access, {
      name: "Web Shop",
      platform: "javascript-react",
    });
    expect(project).toMatchObject({ slug: "web-shop", publicKey: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const access = (await findProjectAccess(cast.alice.access, "web-shop"))!;
    expect(await listProjectKeys(access)).toMatchObject([{ publicKey: project.publicKey, isActive: true }]);
    expect(
      await db().projectTeam.count({ where: { projectId: project.id, team: { slug: "everyone" } } }),
    ).toBe(1);
  });

  it("have slugs that are their own in the organization, not beyond", async () => {
    const create = async (who: Cast["alice"]) =>
      (await createProject(who.access, { name: "Web", platform: "node" })).slug;
    expect([await create(cast.alice), await create(cast.alice), await create(cast.charlie)]).toEqual([
      "web-2",
      "web-3",
      "web",
    ]);
    const asked = { name: "Web", slug: "web", platform: "node" };
    await expect(createProject(cast.alice.access, asked)).rejects.toMatchObject({ status: 409 });
  });

  it("are created by those who may", async () => {
    const refused = createProject(cast.bob.access, { name: "Bob", platform: "node" });
    await expect(refused).rejects.toMatchObject({ status: 403 });
  });

  it("are listed with their unresolved issues, and none of another organization", async () => {
    const now = new Date();
    const issue = { projectId: cast.web.projectId, title: "x", culprit: "", firstSeen: now, lastSeen: now };
    await db().issue.createMany({
      data: [
        { ...issue, number: 1 },
        { ...issue, number: 2, status: "RESOLVED" },
      ],
    });
    expect(await listProjects(cast.bob.access)).toMatchObject([
      { slug: "web", unresolvedIssues: 1, firstEventAt: null },
    ]);
    expect(await listProjects(cast.charlie.access)).toEqual([]);
  });

  it("tell their first event and newest issue", async () => {
    expect(await findFirstSignal(cast.web)).toEqual({ firstEventAt: null, newestIssue: null });
    const at = new Date(1_700_000_000_000);
    await db().project.update({ where: { id: cast.web.projectId }, data: { firstEventAt: at } });
    const { id } = await db().issue.create({
      data: {
        projectId: cast.web.projectId,
        number: 1,
        title: "Boom",
        culprit: "",
        firstSeen: at,
        lastSeen: at,
      },
    });
    expect(await findFirstSignal(cast.web)).toEqual({ firstEventAt: at, newestIssue: { id, title: "Boom" } });
  });

  it("share their organization's environments, the nameless one left out", async () => {
    const { organizationId } = cast.alice.access;
    const foreign = cast.charlie.access.organizationId;
    await db().environment.createMany({
      data: [
        { organizationId, name: "staging" },
        { organizationId, name: "" },
        { organizationId, name: "production" },
        { organizationId: foreign, name: "secret" },
      ],
    });
    expect(await listEnvironmentNames(cast.bob.access)).toEqual(["production", "staging"]);
  });
});

describe("keys", () => {
  const firstKey = async () => (await listProjectKeys(cast.web))[0]!;

  it("are announced when they are created, rotated and revoked", async () => {
    const made = await createProjectKey(cast.web, { label: "Second" });
    const next = await rotateProjectKey(cast.web, made.id);
    await revokeProjectKey(cast.web, next.id);
    await vi.waitFor(() =>
      expect(announced).toEqual([made.publicKey, made.publicKey, next.publicKey, next.publicKey]),
    );
    const keys = await listProjectKeys(cast.web);
    expect(keys.map(({ label, isActive }) => [label, isActive])).toEqual([
      ["Default", true],
      ["Second", false],
      ["Second", false],
    ]);
  });

  it("are rotated and revoked once", async () => {
    const { id } = await firstKey();
    const rotations = await Promise.allSettled([1, 2, 3].map(() => rotateProjectKey(cast.web, id)));
    expect(rotations.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listProjectKeys(cast.web)).filter(({ isActive }) => isActive)).toHaveLength(1);
    await expect(revokeProjectKey(cast.web, id)).rejects.toMatchObject({ status: 404 });
  });

  it("belong to their project", async () => {
    const { id, publicKey } = await firstKey();
    await createProject(cast.charlie.access, { name: "Other", slug: "other", platform: "go" });
    const other = (await findProjectAccess(cast.charlie.access, "other"))!;
    await expect(revokeProjectKey(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(rotateProjectKey(other, id)).rejects.toMatchObject({ status: 404 });
    expect(await firstKey()).toMatchObject({ id, publicKey, isActive: true });
  });

  it("are changed by those who may", async () => {
    const { id } = await firstKey();
    const web = (await findProjectAccess(cast.bob.access, "web"))!;
    await expect(createProjectKey(web, { label: "Bob" })).rejects.toMatchObject({ status: 403 });
    await expect(rotateProjectKey(web, id)).rejects.toMatchObject({ status: 403 });
    await expect(revokeProjectKey(web, id)).rejects.toMatchObject({ status: 403 });
    expect(announced).toEqual([]);
  });
});
