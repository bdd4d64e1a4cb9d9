import { expect, it } from "vitest";
import { pool } from "#lib/db.ts";
import { useStores } from "#server/testing/use-stores.ts";

const stores = useStores();

it("gives an empty, migrated database that truncate empties again", async () => {
  const count = async () => (await pool().query("SELECT count(*)::int AS n FROM organization")).rows[0];
  expect(await count()).toEqual({ n: 0 });
  await pool().query("INSERT INTO organization (slug, name) VALUES ('acme', 'Acme')");
  expect(await count()).toEqual({ n: 1 });
  await stores.truncate();
  expect(await count()).toEqual({ n: 0 });
});
