import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "#components/accounts/account-frame.tsx";
import { SetupSteps } from "#components/accounts/setup-steps.tsx";
import { SignUpForm } from "#components/accounts/sign-up-form.tsx";
import { TextLink } from "#components/accounts/text-link.tsx";
import { findInvite } from "#lib/accounts/queries.ts";
import { currentUser } from "#lib/auth/current-user.ts";
import { homePath } from "#lib/auth/home-path.ts";
import { readNext } from "#lib/auth/safe-path.ts";
import { signUpAction } from "../actions.ts";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignUpPage({ searchParams }: Props) {
  const next = readNext(await searchParams);
  const user = await currentUser();
  if (user) redirect(next ?? (await homePath(user.id)));
  const [, inviteToken] = /^\/invite\/([\w-]{43})$/.exec(next ?? "") ?? [];
  const invite = inviteToken ? await findInvite(inviteToken) : null;
  const signIn = next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in";
  return (
    <AccountFrame
      title="Create your account"
      description={invite ? `Then you can join ${invite.organizationName}.` : undefined}
      footer={
        <>
          Have an account? <TextLink href={signIn}>Sign in</TextLink>
        </>
      }
    >
      {!next && <SetupSteps current="Account" />}
      <SignUpForm action={signUpAction} next={next} email={invite?.email ?? undefined} />
    </AccountFrame>
  );
}
