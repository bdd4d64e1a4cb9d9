import type { Member } from "#lib/accounts/queries.ts";
import { userJson } from "#lib/accounts/user-json.ts";

/** A member of an organization as the Web API writes it. */
export function memberJson({ userId, name, email, role, joinedAt }: Member) {
  return {
    id: String(userId),
    email,
    name,
    user: userJson({ id: userId, name, email }),
    orgRole: role.toLowerCase(),
    role: role.toLowerCase(),
    pending: false,
    expired: false,
    flags: {},
    dateCreated: joinedAt.toISOString(),
    inviteStatus: "approved",
    inviterName: null,
  };
}
