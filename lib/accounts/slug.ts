// The name of an organization, team or project in addresses.
import { randomInt } from "node:crypto";
import { z } from "zod";

const LONGEST = 50;
/** Taken by pages beside the list. */
const RESERVED = new Set(["new"]);

/** Lower-case letters, digits, - and _; never digits alone, so that a slug cannot be mistaken for an id. */
export const Slug = z
  .string()
  .max(LONGEST, "At most 50 characters.")
  .regex(/^[a-z0-9][a-z0-9_-]*$/, "Use lower-case letters, digits, hyphens and underscores.")
  .refine((slug) => !/^\d+$/.test(slug), "Use at least one letter.")
  .refine((slug) => !RESERVED.has(slug), "This name is taken by Debrief itself.");

/** A valid slug made of any name; `fallback` when the name has no letter or digit that a slug can keep. */
export function slugify(name: string, fallback: string): string {
  const base = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST - 8)
    .replace(/^-+|-+$/g, "");
  if (base === "") return fallback;
  return Slug.safeParse(base).success ? base : `${fallback}-${base}`;
}

const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const randomSuffix = () =>
  Array.from({ length: 6 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");

/** What to try until one is free: acme, acme-2 … acme-5, then acme with something random. */
export function* slugCandidates(base: string): Generator<string> {
  yield base;
  for (let n = 2; n <= 5; n++) yield `${base}-${n}`;
  for (let n = 0; n < 5; n++) yield `${base}-${randomSuffix()}`;
}

/**
 * Calls `create` with one candidate after the other until it returns a row.
 * `create` returns undefined when the slug is taken (an insert that skips duplicates).
 */
export async function withFreeSlug<Row>(
  base: string,
  create: (slug: string) => Promise<Row | undefined>,
): Promise<Row> {
  for (const slug of slugCandidates(base)) {
    const row = await create(slug);
    if (row !== undefined) return row;
  }
  throw new Error(`No free slug was found for ${base}.`);
}
