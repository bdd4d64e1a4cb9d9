import type { Metadata } from "next";
import { AcceptInviteForm } from "#components/accounts/accept-invite-form.tsx";
import { AccountFrame } from "#components/accounts/account-frame.tsx";
import { TextLink } from "#components/accounts/text-link.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { findInvite } from "#lib/accounts/queries.ts";
import { currentUser } from "#lib/auth/current-user.ts";
import { acceptInviteAction } from "../../actions.ts";

// The address is a secret: no other site may learn it from a Referer header.
export const metadata: Metadata = { title: "Invite", referrer: "no-referrer", robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const [invite, user] = await Promise.all([findInvite(token), currentUser()]);
  if (!invite)
    return (
      <AccountFrame
        title="This invite cannot be used"
        description="It was used, revoked, or is older than seven days. Ask whoever sent it for a new link."
      >
        <ButtonLink href="/" size="lg">
          Go to the start page
        </ButtonLink>
      </AccountFrame>
    );
  const { organizationName, invitedBy, email } = invite;
  const next = encodeURIComponent(`/invite/${token}`);
  const from = invitedBy ? `${invitedBy} invites you` : "You are invited";
  return (
    <AccountFrame title={`Join ${organizationName}`} description={`${from} to see its errors and releases.`}>
      {!user && (
        <div className="grid gap-3">
          <ButtonLink href={`/sign-up?next=${next}`} variant="primary" size="lg">
            Create an account
          </ButtonLink>
          <ButtonLink href={`/sign-in?next=${next}`} size="lg">
            Sign in
          </ButtonLink>
        </div>
      )}
      {user && email !== null && email !== user.email && (
        <Notice tone="warning" title="This invite is for another e-mail address">
          You are signed in as {user.email}. Sign out, then open the link again.
        </Notice>
      )}
      {user && (email === null || email === user.email) && (
        <>
          <AcceptInviteForm action={acceptInviteAction.bind(null, token)} organization={organizationName} />
          <p className="text-base text-muted">
            You join as {user.email}. <TextLink href="/">Not now</TextLink>
          </p>
        </>
      )}
    </AccountFrame>
  );
}
