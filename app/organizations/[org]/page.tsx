import { redirect } from "next/navigation";
import { requireOrganization } from "#lib/auth/require-organization.ts";

type Props = { params: Promise<{ org: string }> };

export default async function OrganizationPage({ params }: Props) {
  const access = await requireOrganization((await params).org);
  redirect(`/organizations/${access.slug}/issues`);
}
