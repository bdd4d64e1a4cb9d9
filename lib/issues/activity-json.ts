import { userJson } from "#lib/accounts/user-json.ts";
import type { IssueActivity } from "#lib/issues/queries-activity.ts";

/** An entry of an issue's history as the Web API writes it. */
export function activityJson({ id, type, at, author, detail, comment }: IssueActivity) {
  const mentions = comment?.mentions.map((mention) => `${mention.type}:${mention.id}`);
  return {
    id,
    type: type.toLowerCase(),
    user: author && userJson(author),
    data: comment ? { text: comment.text, mentions } : detail === "" ? {} : { detail },
    dateCreated: new Date(at).toISOString(),
  };
}
