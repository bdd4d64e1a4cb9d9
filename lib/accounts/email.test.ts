import { expect, it } from "vitest";
import { Email } from "#lib/accounts/email.ts";

it.each([
  ["alice@example.com", "alice@example.com"],
  ["  Alice.B+tag@Example.COM ", "alice.b+tag@example.com"],
  ["o'neil@sub.example.co.uk", "o'neil@sub.example.co.uk"],
  ["a@xn--bcher-kva.example", "a@xn--bcher-kva.example"],
])("%j is %j", (raw, email) => {
  expect(Email.parse(raw)).toBe(email);
});

it.each([
  ["nothing", ""],
  ["no domain", "alice"],
  ["two @", "alice@evil.example@example.com"],
  ["a quoted local part", '"alice@evil.example"@example.com'],
  ["a list", "alice@example.com,bob@example.com"],
  ["a name", "Alice <alice@example.com>"],
  ["a full-width @", "alice\uff20example.com"],
  ["a Kelvin sign", "\u212aate@example.com"],
  ["a Cyrillic letter", "\u0430lice@example.com"],
  ["a line break", "alice@example.com\r\nBcc: bob@example.com"],
  ["a line break at the end", "alice@example.com\n"],
  ["a NUL", "alice\0@example.com"],
  ["a space", "al ice@example.com"],
  ["a leading dot", ".alice@example.com"],
  ["two dots", "al..ice@example.com"],
  ["a bare host", "alice@localhost"],
  ["an address literal", "alice@[127.0.0.1]"],
  ["an address as domain", "alice@127.0.0.1"],
  ["a hyphen at an edge", "alice@-example.com"],
  ["65 characters before the @", `${"a".repeat(65)}@example.com`],
  [
    "255 characters",
    `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(9)}`,
  ],
])("refuses %s", (_what, raw) => {
  expect(Email.safeParse(raw).success).toBe(false);
});
