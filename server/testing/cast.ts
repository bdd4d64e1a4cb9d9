// The people of the tests: Alice owns acme and its project web, Bob is a member, Charlie is a stranger who owns
// an organization of his own.
import {
  findOrganizationAccess,
  findProjectAccess,
  type OrganizationAccess,
  type ProjectAccess,
} from "#lib/accounts/access.ts";
import { createOrganization } from "#lib/accounts/create-organization.ts";
import { db } from "#lib/db.ts";
import { createProject } from "#lib/projects/create-project.ts";

export type Person = { userId: number; access: OrganizationAccess };
export type Cast = { alice: Person; bob: Person; charlie: Person; web: ProjectAccess; publicKey: string };

// Without passwords: a hash takes half a second, and few tests sign in.
async function person(name: string): Promise<number> {
  const user = await db().user.create({ data: { name, email: `${name.toLowerCase()}@example.com` } });
  return user.id;
}

async function access(userId: number, slug: string): Promise<Person> {
  const organization = await findOrganizationAccess(userId, slug);
  if (!organization) throw new Error(`${slug} is not there`);
  return { userId, access: organization };
}

/** Creates the cast in the current test database. */
export async function createCast(): Promise<Cast> {
  const [alice, bob, charlie] = [await person("Alice"), await person("Bob"), await person("Charlie")];
  const acme = await createOrganization(alice, { name: "Acme", slug: "acme" });
  await createOrganization(charlie, { name: "Umbrella", slug: "umbrella" });
  await db().membership.create({ data: { organizationId: acme.id, userId: bob, role: "MEMBER" } });
  const owner = await access(alice, "acme");
  const { slug, publicKey } = await createProject(owner.access, {
    name: "Web",
    slug: "web",
    platform: "node",
  });
  const web = await findProjectAccess(owner.access, slug);
  if (!web) throw new Error("The project is not there");
  return {
    alice: owner,
    bob: await access(bob, "acme"),
    charlie: await access(charlie, "umbrella"),
    web,
    publicKey,
  };
}
