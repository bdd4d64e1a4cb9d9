// Teams, ownership rules and CODEOWNERS through their route modules.
import { beforeEach, describe, expect, it } from "vitest";
import { createUserToken } from "#lib/accounts/create-token.ts";
import { USER_TOKEN_SCOPES, type Scope } from "#lib/accounts/scopes.ts";
import type { Handler } from "#lib/api/endpoint.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { useStores } from "#server/testing/use-stores.ts";
import * as memberTeams from "../../app/api/0/organizations/[org]/members/[member]/teams/[team]/route.ts";
import * as teams from "../../app/api/0/organizations/[org]/teams/route.ts";
import * as codeOwnersFile from "../../app/api/0/projects/[org]/[project]/codeowners/[file]/route.ts";
import * as codeOwners from "../../app/api/0/projects/[org]/[project]/codeowners/route.ts";
import * as ownership from "../../app/api/0/projects/[org]/[project]/ownership/route.ts";
import * as projectTeam from "../../app/api/0/projects/[org]/[project]/teams/[team]/route.ts";
import * as projectTeams from "../../app/api/0/projects/[org]/[project]/teams/route.ts";
import * as teamMembers from "../../app/api/0/teams/[org]/[team]/members/route.ts";
import * as teamProjects from "../../app/api/0/teams/[org]/[team]/projects/route.ts";
import * as team from "../../app/api/0/teams/[org]/[team]/route.ts";

const stores = useStores();
let cast: Cast;
let token = "";
const mint = async (userId: number, scopes: readonly Scope[] = USER_TOKEN_SCOPES) =>
  (await createUserToken(userId, { name: "test", scopes: [...scopes] })).token;
beforeEach(async () => {
  await stores.truncate();
  cast = await createCast();
  token = await mint(cast.alice.userId);
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Route = Record<Method, Handler>;
type Asking = { as?: string; body?: unknown } & Record<string, unknown>;

async function call(route: Route, method: Method, { as = token, body, ...params }: Asking = {}) {
  const request = new Request("http://debrief.test/api/0/x/", {
    method,
    headers: { authorization: `Bearer ${as}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const given = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
  const response = await route[method](request, {
    params: Promise.resolve({ org: "acme", project: "web", ...given }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

describe("teams", () => {
  it("are made, read, renamed and deleted", async () => {
    const made = await call(teams, "POST", { body: { name: "Payments" } });
    expect(made).toMatchObject({
      status: 201,
      body: { slug: "payments", name: "Payments", memberCount: 1, isMember: true, projects: [] },
    });
    expect(await call(teams, "POST", { body: { slug: "payments" } })).toMatchObject({ status: 409 });
    expect(await call(teams, "POST", { body: {} })).toMatchObject({ status: 400 });
    expect(await call(team, "PUT", { team: "payments", body: { name: "Pay" } })).toMatchObject({
      status: 200,
      body: { slug: "payments", name: "Pay" },
    });
    expect(await call(teams, "GET")).toMatchObject({ body: [{ slug: "everyone" }, { slug: "payments" }] });
    expect(await call(team, "DELETE", { team: "payments" })).toEqual({ status: 204, body: null });
    expect((await call(team, "GET", { team: "payments" })).status).toBe(404);
  });

  it("get members and projects", async () => {
    await call(teams, "POST", { body: { name: "Payments" } });
    const bob = { team: "payments", member: cast.bob.userId };
    expect((await call(memberTeams, "GET", bob)).status).toBe(404);
    expect(await call(memberTeams, "POST", bob)).toMatchObject({ status: 201, body: { memberCount: 2 } });
    expect((await call(memberTeams, "GET", bob)).status).toBe(200);
    expect(await call(teamMembers, "GET", bob)).toMatchObject({
      body: [{ email: "alice@example.com" }, { email: "bob@example.com", teamSlug: "payments" }],
    });
    expect(await call(memberTeams, "DELETE", bob)).toMatchObject({ status: 200, body: { memberCount: 1 } });
    expect((await call(memberTeams, "POST", { ...bob, member: "x" })).status).toBe(404);
    expect((await call(projectTeam, "GET", { team: "payments" })).status).toBe(404);
    expect(await call(projectTeam, "POST", { team: "payments" })).toMatchObject({
      status: 201,
      body: { slug: "web", teams: [{ slug: "payments" }] },
    });
    expect(await call(projectTeams, "GET")).toMatchObject({
      body: [{ slug: "everyone" }, { slug: "payments" }],
    });
    expect(await call(teamProjects, "GET", { team: "payments" })).toMatchObject({ body: [{ slug: "web" }] });
    expect(await call(projectTeam, "DELETE", { team: "payments" })).toMatchObject({
      status: 200,
      body: { teams: [] },
    });
    const api = await call(teamProjects, "POST", { team: "payments", body: { name: "Api" } });
    expect(api).toMatchObject({ status: 201, body: { slug: "api" } });
    expect(await call(teamProjects, "GET", { team: "payments" })).toMatchObject({ body: [{ slug: "api" }] });
  });
});

describe("ownership", () => {
  it("is read and changed", async () => {
    expect(await call(ownership, "GET")).toMatchObject({
      status: 200,
      body: {
        raw: null,
        fallthrough: true,
        autoAssignment: "Auto Assign to Issue Owner",
        isActive: false,
        dateCreated: null,
      },
    });
    const body = {
      raw: "src/* #everyone",
      fallthrough: false,
      autoAssignment: "Turn off Auto-Assignment",
    };
    const after = { ...body, isActive: true, lastUpdated: expect.any(String) };
    expect(await call(ownership, "PUT", { body })).toMatchObject({ status: 200, body: after });
    expect(await call(ownership, "PUT", { body: { raw: "" } })).toMatchObject({
      body: { raw: null, fallthrough: false, isActive: false },
    });
  });

  it.each([
    [{ raw: "src/* #nobody" }, { raw: [expect.stringContaining("Line 1, column 7: The team “#nobody”")] }],
    [{ raw: "src/*" }, { raw: [expect.stringContaining("Line 1, column 6: Name an owner")] }],
    [{ raw: "\0" }, { raw: [expect.any(String)] }],
    [{ raw: "a #everyone \ud800" }, { raw: [expect.any(String)] }],
    [{ raw: 5 }, { raw: [expect.any(String)] }],
    [{ autoAssignment: "yes" }, { autoAssignment: [expect.any(String)] }],
  ])("refuses %j", async (body, errors) => {
    expect(await call(ownership, "PUT", { body })).toEqual({ status: 400, body: errors });
    expect(await call(ownership, "GET")).toMatchObject({ body: { raw: null } });
  });
});

describe("CODEOWNERS", () => {
  it("is put there, mapped, read and removed", async () => {
    expect(await call(codeOwners, "GET")).toEqual({ status: 200, body: [] });
    const raw = "* @acme/web\n!a @ada\n/b eve@example.com";
    const made = await call(codeOwners, "POST", { body: { raw, stackRoot: "/app/" } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        raw,
        stackRoot: "/app/",
        skipped: [{ line: 2 }],
        errors: { missing_external_teams: ["@acme/web"], missing_user_emails: ["eve@example.com"] },
      },
    });
    const file = cast.web.projectId;
    const mapped = await call(codeOwnersFile, "PUT", {
      file,
      body: { mappings: { "@acme/web": "#Everyone" } },
    });
    expect(mapped).toMatchObject({
      body: {
        raw,
        stackRoot: "/app/",
        mappings: { "@acme/web": "#everyone" },
        errors: { missing_external_teams: [] },
      },
    });
    expect((await call(codeOwnersFile, "GET", { file: 999 })).status).toBe(404);
    expect((await call(codeOwnersFile, "DELETE", { file })).status).toBe(204);
    expect((await call(codeOwnersFile, "GET", { file })).status).toBe(404);
  });

  it("may have three megabytes and no more", async () => {
    const raw = "/src/module @acme/web\n".repeat(142_000);
    expect((await call(codeOwners, "POST", { body: { raw } })).status).toBe(201);
    expect(await call(codeOwners, "POST", { body: { raw: `${raw}\n#${"x".repeat(100_000)}` } })).toEqual({
      status: 400,
      body: { raw: ["At most 3 MB."] },
    });
  });
});

it("is nobody else's, and not for members to change", async () => {
  const stranger = await mint(cast.charlie.userId);
  const member = await mint(cast.bob.userId);
  const file = cast.web.projectId;
  const everything: [Route, Method, Asking][] = [
    [teams, "POST", { body: { name: "x" } }],
    [team, "PUT", { team: "everyone", body: { name: "x" } }],
    [team, "DELETE", { team: "everyone" }],
    [memberTeams, "POST", { team: "everyone", member: cast.bob.userId }],
    [projectTeam, "POST", { team: "everyone" }],
    [projectTeam, "DELETE", { team: "everyone" }],
    [teamProjects, "POST", { team: "everyone", body: { name: "x" } }],
    [ownership, "PUT", { body: { raw: "" } }],
    [codeOwners, "POST", { body: { raw: "* @a" } }],
    [codeOwnersFile, "PUT", { file, body: { raw: "* @a" } }],
    [codeOwnersFile, "DELETE", { file }],
  ];
  await call(codeOwners, "POST", { body: { raw: "* @acme/web" } });
  for (const [route, method, asking] of everything) {
    expect((await call(route, method, { ...asking, as: stranger })).status).toBe(404);
    expect((await call(route, method, { ...asking, as: member })).status).toBe(403);
    expect((await call(route, method, { ...asking, as: "" })).status).toBe(401);
  }
  for (const route of [
    teams,
    team,
    teamMembers,
    teamProjects,
    projectTeams,
    ownership,
    codeOwners,
    codeOwnersFile,
  ]) {
    const asking = { team: "everyone", file };
    expect((await call(route, "GET", { ...asking, as: member })).status).toBe(200);
    expect((await call(route, "GET", { ...asking, as: stranger })).status).toBe(404);
    const inHisOwn = await call(route, "GET", { ...asking, as: stranger, org: "umbrella" });
    if (route !== teams && route !== team && route !== teamMembers && route !== teamProjects)
      expect(inHisOwn.status).toBe(404);
  }
});
