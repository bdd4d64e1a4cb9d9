import type { Metadata } from "next";
import { AccountFrame } from "#components/accounts/account-frame.tsx";
import { OrganizationForm } from "#components/accounts/organization-form.tsx";
import { SetupSteps } from "#components/accounts/setup-steps.tsx";
import { TextLink } from "#components/accounts/text-link.tsx";
import { listOrganizations } from "#lib/accounts/queries.ts";
import { requireUser } from "#lib/auth/current-user.ts";
import { createOrganizationAction } from "../actions.ts";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage() {
  const user = await requireUser("/organizations/new");
  const [first] = await listOrganizations(user.id);
  return (
    <AccountFrame
      title="Create an organization"
      description="It holds your projects, and the people who look after them."
      footer={first && <TextLink href={`/organizations/${first.slug}/issues`}>Back to {first.name}</TextLink>}
    >
      {!first && <SetupSteps current="Organization" />}
      <OrganizationForm action={createOrganizationAction} />
    </AccountFrame>
  );
}
