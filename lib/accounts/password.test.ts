import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "#lib/accounts/password.ts";

it("keeps a PHC string that only the same password fits", async () => {
  const phc = await hashPassword("correct horse \u00e9");
  expect(phc).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await verifyPassword("correct horse e\u0301", phc)).toBe(true);
  expect(await verifyPassword("correct horse", phc)).toBe(false);
}, 20_000);

it("verifies the published scrypt test vector", async () => {
  // RFC 7914 §12: password "pleaseletmein", salt "SodiumChloride", N=16384, r=8, p=1.
  const salt = Buffer.from("SodiumChloride").toString("base64").replace(/=+$/, "");
  const hash = Buffer.from(
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
    "hex",
  )
    .toString("base64")
    .replace(/=+$/, "");
  expect(await verifyPassword("pleaseletmein", `$scrypt$ln=14,r=8,p=1$${salt}$${hash}`)).toBe(true);
});

it("says no to everybody without a hash", async () => {
  expect(await verifyPassword("anything", null)).toBe(false);
}, 20_000);

it("refuses a stored text that is no hash", async () => {
  await expect(verifyPassword("anything", "plain")).rejects.toThrow("PHC");
});
