import { expect, it } from "vitest";
import { dsnOf } from "#lib/projects/dsn.ts";

it.each([
  ["http://localhost:3000", "http://k@localhost:3000/7"],
  ["https://errors.example.com", "https://k@errors.example.com/7"],
  ["https://example.com/debrief/", "https://k@example.com/debrief/7"],
])("at %s the DSN is %s", (baseUrl, dsn) => {
  expect(dsnOf({ publicKey: "k", projectId: 7 }, baseUrl)).toBe(dsn);
});
