// What is set about incoming data, for the pages that show and change it.
import type { OrganizationAccess, ProjectAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { IngestSettings } from "#lib/projects/ingest-settings.ts";
import { OrganizationScrubbing, type ScrubbingSettings } from "#lib/scrubbing/schema.ts";

/** A project's filters, scrubbing and samples. */
export async function findIngestSettings(access: ProjectAccess): Promise<IngestSettings> {
  const project = await db().project.findFirst({
    where: { id: access.projectId, organizationId: access.organizationId },
    select: { ingestSettings: true },
  });
  return IngestSettings.parse(project?.ingestSettings ?? {});
}

/** The scrubbing that an organization asks of all of its projects. */
export async function findOrganizationScrubbing(
  access: Pick<OrganizationAccess | ProjectAccess, "organizationId">,
): Promise<ScrubbingSettings> {
  const organization = await db().organization.findUnique({
    where: { id: access.organizationId },
    select: { scrubbing: true },
  });
  return OrganizationScrubbing.parse(organization?.scrubbing ?? {});
}
