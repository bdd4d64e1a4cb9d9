// What forms may send about owners, with messages for whoever typed it.
import { z } from "zod";
import { OwnerMappings, OwnershipChange } from "#lib/ownership/schema.ts";

// Browsers send line breaks as CRLF; the text shall stay as it was typed.
const rules = z
  .string()
  .default("")
  .transform((text) => text.replaceAll("\r\n", "\n"))
  .pipe(OwnershipChange.shape.rules.unwrap());

export const OwnershipInput = z.object({
  rules,
  autoAssign: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});

export const OwnershipTrialInput = z.object({
  rules,
  place: z.string().trim().max(1_000, "At most 1,000 characters.").default(""),
});

/** Two lists of the same length; an owner without a name stays without. */
export const MappingInput = z
  .object({ owner: z.array(z.string()).max(2_000), name: z.array(z.string()).max(2_000) })
  .transform(({ owner, name }) =>
    Object.fromEntries(
      owner.flatMap((key, index) => {
        const value = name[index]?.trim() ?? "";
        return value === "" ? [] : [[key, value] as const];
      }),
    ),
  )
  .pipe(OwnerMappings);
