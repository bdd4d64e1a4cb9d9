// Ownership as the Web API writes it.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import type { CodeOwners } from "#lib/ownership/queries.ts";
import type { OwnershipSettings } from "#lib/ownership/schema.ts";

export const AUTO_ASSIGNMENT = {
  on: "Auto Assign to Issue Owner",
  off: "Turn off Auto-Assignment",
} as const;

/** Rules and switches of a project. */
export function ownershipJson({ rules, autoAssign, fallthrough, updatedAt }: OwnershipSettings) {
  const changed = updatedAt === null ? null : new Date(updatedAt).toISOString();
  return {
    raw: rules === "" ? null : rules,
    fallthrough,
    autoAssignment: autoAssign ? AUTO_ASSIGNMENT.on : AUTO_ASSIGNMENT.off,
    isActive: rules !== "",
    codeownersAutoSync: false,
    dateCreated: changed,
    lastUpdated: changed,
  };
}

/** A project's CODEOWNERS file; there is one at most, so that it goes by the project's number. */
export function codeOwnersJson({ projectId }: ProjectAccess, file: CodeOwners) {
  const unknown = file.owners.filter(({ isKnown }) => !isKnown).map(({ owner }) => owner);
  const changed = new Date(file.updatedAt).toISOString();
  return {
    id: String(projectId),
    raw: file.text,
    stackRoot: file.stackRoot,
    sourceRoot: file.sourceRoot,
    mappings: Object.fromEntries(
      file.owners.flatMap(({ owner, name }) => (name === null ? [] : [[owner, name] as const])),
    ),
    codeMappingId: null,
    provider: "unknown",
    ownershipSyntax: null,
    dateCreated: changed,
    dateUpdated: changed,
    skipped: file.skipped,
    errors: {
      missing_external_teams: unknown.filter((owner) => /^@[^/]+\//.test(owner)),
      missing_external_users: unknown.filter((owner) => /^@[^/]*$/.test(owner)),
      missing_user_emails: unknown.filter((owner) => !owner.startsWith("@")),
      teams_without_access: [],
      users_without_access: [],
    },
  };
}
