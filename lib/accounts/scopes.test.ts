import { expect, it } from "vitest";
import { expandScopes, outranks, scopesOfRole, type Scope } from "#lib/accounts/scopes.ts";

it.each<[Scope[], Scope[]]>([
  [["event:admin"], ["event:read", "event:write", "event:admin"]],
  [["project:write"], ["project:read", "project:write"]],
  [["project:releases"], ["project:releases"]],
  [["org:ci"], ["org:ci"]],
  [["org:read", "org:read"], ["org:read"]],
  [[], []],
])("%j grants %j", (scopes, granted) => {
  expect(expandScopes(scopes)).toEqual(granted);
});

it("gives a member no way to change members, projects or the organization", () => {
  const member = scopesOfRole("MEMBER");
  for (const scope of ["org:write", "member:invite", "member:write", "team:write", "project:write"] as const)
    expect(member).not.toContain(scope);
  expect(scopesOfRole("OWNER")).toEqual(expect.arrayContaining([...scopesOfRole("ADMIN"), "org:admin"]));
});

it("lets nobody reach above their own role", () => {
  expect(outranks("OWNER", "OWNER")).toBe(true);
  expect(outranks("ADMIN", "MEMBER")).toBe(true);
  expect(outranks("ADMIN", "OWNER")).toBe(false);
  expect(outranks("MEMBER", "ADMIN")).toBe(false);
});
