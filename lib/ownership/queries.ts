// What pages and the Web API read about the owners of a project and of an issue.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { db, pool } from "#lib/db.ts";
import type { IssueScope } from "#lib/events/issue-scope.ts";
import { mappedOwner } from "#lib/ownership/compile-ownership.ts";
import { findOwners } from "#lib/ownership/find-owners.ts";
import { StoredMappings } from "#lib/ownership/load-ownership.ts";
import { ownersIn, parseCodeOwners, type SkippedLine } from "#lib/ownership/parse-code-owners.ts";
import { OwnershipSettings } from "#lib/ownership/schema.ts";
import type { Suggestion } from "#lib/ownership/suggest-owners.ts";

/** Rules and switches of a project. */
export async function findOwnership(access: ProjectAccess): Promise<OwnershipSettings> {
  const project = await db().project.findFirst({
    where: { id: access.projectId, organizationId: access.organizationId },
    select: { ownership: true },
  });
  return OwnershipSettings.parse(project?.ownership ?? {});
}

/** An owner that the file names; `name` is `#team` or an address, null while nobody has said who it is. */
export type FileOwner = { owner: string; name: string | null; isKnown: boolean };

export type CodeOwners = {
  text: string;
  stackRoot: string;
  sourceRoot: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** Lines that are used. */
  lines: number;
  skipped: SkippedLine[];
  owners: FileOwner[];
};

const MAX_OWNERS = 2_000;

/** The project's CODEOWNERS file and what is made of it; null when there is none. */
export async function findCodeOwners(access: ProjectAccess): Promise<CodeOwners | null> {
  const { projectId, organizationId } = access;
  const found = await db().codeOwners.findFirst({ where: { projectId, project: { organizationId } } });
  if (!found) return null;
  const { lines, skipped } = parseCodeOwners(found.text);
  const mappings = StoredMappings.parse(found.mappings);
  const named = ownersIn(lines)
    .slice(0, MAX_OWNERS)
    .map((owner) => ({ owner, name: mappedOwner(owner, mappings) }));
  const ownerOf = await findOwners(
    pool(),
    named.flatMap(({ name }) => (name === null ? [] : [{ projectId, name }])),
  );
  return {
    text: found.text,
    stackRoot: found.stackRoot,
    sourceRoot: found.sourceRoot,
    updatedAt: found.updatedAt.getTime(),
    lines: lines.length,
    skipped,
    owners: named.map(({ owner, name }) => ({
      owner,
      name,
      isKnown: name !== null && ownerOf({ projectId, name }) !== null,
    })),
  };
}

/** Who should own an issue, the best first. */
export async function findSuggestions(scope: IssueScope): Promise<Suggestion[]> {
  const rows = await db().issueOwner.findMany({
    where: { issueId: scope.issueId },
    include: { user: { select: { id: true, name: true } }, team: { select: { id: true, name: true } } },
    orderBy: { position: "asc" },
  });
  return rows.flatMap(({ source, rule, user, team }): Suggestion[] => {
    if (user) return [{ source, rule, owner: { type: "user", ...user } }];
    return team ? [{ source, rule, owner: { type: "team", ...team } }] : [];
  });
}
