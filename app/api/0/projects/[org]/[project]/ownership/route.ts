import { z } from "zod";
import { answer, FieldErrors } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { readBody } from "#lib/api/read-body.ts";
import { projectRoute } from "#lib/api/route.ts";
import { RuleFaults } from "#lib/ownership/check-rules.ts";
import { AUTO_ASSIGNMENT, ownershipJson } from "#lib/ownership/ownership-json.ts";
import { findOwnership } from "#lib/ownership/queries.ts";
import { OwnershipChange } from "#lib/ownership/schema.ts";
import { updateOwnershipRules } from "#lib/ownership/update-ownership-rules.ts";

const Body = z.object({
  raw: OwnershipChange.shape.rules.nullable(),
  fallthrough: z.boolean().optional(),
  autoAssignment: z
    .enum(
      [AUTO_ASSIGNMENT.on, AUTO_ASSIGNMENT.off],
      "Suspect commits do not assign: choose one of the other two.",
    )
    .optional(),
  isActive: z.literal(true, "To turn the rules off, remove them.").optional(),
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project }) =>
    answer(ownershipJson(await findOwnership(project))),
  ),
  PUT: projectRoute(["project:write"], async ({ request, project }) => {
    const { raw, fallthrough, autoAssignment } = await readBody(request, Body);
    await updateOwnershipRules(project, {
      ...(raw !== undefined && { rules: raw ?? "" }),
      ...(fallthrough !== undefined && { fallthrough }),
      ...(autoAssignment !== undefined && { autoAssign: autoAssignment === AUTO_ASSIGNMENT.on }),
    }).catch((error: unknown) => {
      throw error instanceof RuleFaults ? new FieldErrors({ raw: error.causes }) : error;
    });
    return answer(ownershipJson(await findOwnership(project)));
  }),
});
