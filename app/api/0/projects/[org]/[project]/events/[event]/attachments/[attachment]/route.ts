import { answer, notFound } from "#lib/api/answer.ts";
import { endpoint } from "#lib/api/endpoint.ts";
import { projectRoute } from "#lib/api/route.ts";
import { answerFile } from "#lib/attachments/answer-file.ts";
import { attachmentJson } from "#lib/attachments/attachment-json.ts";
import { findAttachment } from "#lib/attachments/queries.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: projectRoute(["project:read"], async ({ project, params, url }) => {
    const attachment = await findAttachment(project, params["event"] ?? "", params["attachment"] ?? "");
    if (!attachment) throw notFound();
    // The parameter is often sent without a value.
    if (!url.searchParams.has("download")) return answer(attachmentJson(attachment));
    const file = await answerFile(attachment, { preview: false });
    if (!file) throw notFound();
    return file;
  }),
});
