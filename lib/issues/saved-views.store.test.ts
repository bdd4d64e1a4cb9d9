import { beforeAll, describe, expect, it } from "vitest";
import { findOrganizationAccess, type OrganizationAccess } from "#lib/accounts/access.ts";
import { db } from "#lib/db.ts";
import { deleteView, listSavedViews, saveView, ViewInput } from "#lib/issues/saved-views.ts";
import { useStores } from "#server/testing/use-stores.ts";

useStores();

let alice: OrganizationAccess;
let bob: OrganizationAccess;
let charlie: OrganizationAccess;

async function join(slug: string, email: string, role: "OWNER" | "MEMBER"): Promise<OrganizationAccess> {
  const organization = await db().organization.upsert({
    where: { slug },
    create: { slug, name: slug },
    update: {},
  });
  const user = await db().user.create({ data: { email, name: email.split("@")[0] ?? "" } });
  await db().membership.create({ data: { organizationId: organization.id, userId: user.id, role } });
  const access = await findOrganizationAccess(user.id, slug);
  if (!access) throw new Error("A member has access");
  return access;
}

beforeAll(async () => {
  alice = await join("acme", "alice@example.com", "OWNER");
  bob = await join("acme", "bob@example.com", "MEMBER");
  charlie = await join("other", "charlie@example.com", "OWNER");
});

const view = (name: string, isShared: boolean, address = "query=level%3Afatal") =>
  ViewInput.parse({ name, address, isShared });
const namesOf = async (access: OrganizationAccess) => (await listSavedViews(access)).map(({ name }) => name);

describe("saved views", () => {
  it("are for oneself, or shared with the organization and nobody else", async () => {
    await saveView(bob, view("Mine", false));
    await saveView(bob, view("Ours", true));
    expect(await namesOf(bob)).toEqual(["Mine", "Ours"]);
    expect(await namesOf(alice)).toEqual(["Ours"]);
    expect(await namesOf(charlie)).toEqual([]);
    expect(await listSavedViews(alice)).toMatchObject([{ author: "bob", address: "query=level%3Afatal" }]);
  });

  it("replace one's own of the same name, not another's", async () => {
    await saveView(bob, view("Mine", false, "query=is%3Anew"));
    await saveView(alice, view("Ours", true));
    expect((await listSavedViews(bob)).filter(({ name }) => name === "Mine")).toMatchObject([
      { address: "query=is%3Anew" },
    ]);
    expect(await namesOf(bob)).toEqual(["Mine", "Ours", "Ours"]);
  });

  it("can be deleted by their author, shared ones by an owner too, never from outside", async () => {
    const [mine, ours] = await listSavedViews(bob);
    await expect(deleteView(alice, mine?.id ?? 0)).rejects.toMatchObject({ status: 404 });
    await expect(deleteView(charlie, ours?.id ?? 0)).rejects.toMatchObject({ status: 404 });
    await deleteView(alice, ours?.id ?? 0);
    await deleteView(bob, mine?.id ?? 0);
    expect(await namesOf(bob)).toEqual(["Ours"]);
  });

  it("keep the search and forget the page, the cursor and what is not of the list", () => {
    const { address } = view(
      "x",
      false,
      "?cursor=abc&tab=archived&query=a%20b&project=web&project=api&evil=1&sort=",
    );
    expect(address).toBe("query=a+b&tab=archived&project=web&project=api");
  });
});

it("leaves none of one's own out, however many others share", async () => {
  const shared = (n: number) => ({ name: `!${n}`, address: "", isShared: true });
  const by = { organizationId: bob.organizationId, userId: bob.userId ?? 0 };
  await db().savedView.createMany({
    data: Array.from({ length: 250 }, (_, n) => ({ ...by, ...shared(n) })),
  });
  await saveView(alice, ViewInput.parse({ name: "Mine", address: "", isShared: false }));
  const [first] = await listSavedViews(alice);
  expect(first).toMatchObject({ author: null });
});
