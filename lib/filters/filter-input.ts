// What a form may send as filters, with messages for whoever typed it.
import { z } from "zod";
import { isAddressPattern } from "#lib/filters/ip-matcher.ts";
import { isLegacyBrowserName } from "#lib/filters/legacy-browsers.ts";
import type { FilterSettings } from "#lib/filters/schema.ts";

const checkbox = z
  .string()
  .optional()
  .transform((value) => value === "on");

/** One entry a line. */
const lines = (most: number, chars: number) =>
  z
    .string()
    .max(200_000, "Too long.")
    .default("")
    .transform((text) => text.split(/\r?\n/).flatMap((line) => line.trim() || []))
    .pipe(
      z
        .array(z.string().max(chars, `At most ${chars} characters a line.`))
        .max(most, `At most ${most} lines.`),
    );

export const FilterInput = z.object({
  webCrawlers: checkbox,
  browserExtensions: checkbox,
  localhost: checkbox,
  healthChecks: checkbox,
  chunkLoadErrors: checkbox,
  hydrationErrors: checkbox,
  legacyBrowsers: z
    .array(z.string().refine(isLegacyBrowserName, "That browser is not known."))
    .max(16)
    .default([]),
  errorMessages: lines(200, 500),
  releases: lines(200, 200),
  ipAddresses: lines(500, 64).superRefine((addresses, context) => {
    const wrong = addresses.find((address) => !isAddressPattern(address));
    if (wrong !== undefined)
      context.addIssue(
        `“${wrong.slice(0, 64)}” is no address, range such as 10.0.0.0/8, or pattern such as 10.0.*.`,
      );
  }),
}) satisfies z.ZodType<FilterSettings, unknown>;
