import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "#components/accounts/account-frame.tsx";
import { SignInForm } from "#components/accounts/sign-in-form.tsx";
import { TextLink } from "#components/accounts/text-link.tsx";
import { currentUser } from "#lib/auth/current-user.ts";
import { homePath } from "#lib/auth/home-path.ts";
import { readNext } from "#lib/auth/safe-path.ts";
import { signInAction } from "../actions.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const next = readNext(await searchParams);
  const user = await currentUser();
  if (user) redirect(next ?? (await homePath(user.id)));
  const signUp = next ? `/sign-up?next=${encodeURIComponent(next)}` : "/sign-up";
  return (
    <AccountFrame
      title="Sign in"
      footer={
        <>
          New here? <TextLink href={signUp}>Create an account</TextLink>
        </>
      }
    >
      <SignInForm action={signInAction} next={next} />
    </AccountFrame>
  );
}
