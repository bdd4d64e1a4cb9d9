import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { projectRoute } from "#lib/api/route.ts";
import { attachmentJson } from "#lib/attachments/attachment-json.ts";
import { listAttachments } from "#lib/attachments/queries.ts";
import { findEventById } from "#lib/events/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ organization, project, params }) => {
    const eventId = params["event"] ?? "";
    const attachments = await listAttachments(project, eventId);
    // A file may come before its event, or belong to a feedback.
    if (attachments.length === 0) {
      const event = await findEventById(organization, eventId);
      if (event?.projectId !== project.projectId) throw notFound();
    }
    return answer(attachments.map(attachmentJson));
  }),
});
