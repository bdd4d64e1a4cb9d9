// Inbound filters as a project sets them. Defaults are the protocol reference's.
import { z } from "zod";

export const FilterSettings = z.object({
  webCrawlers: z.boolean().default(false),
  browserExtensions: z.boolean().default(false),
  localhost: z.boolean().default(false),
  healthChecks: z.boolean().default(true),
  chunkLoadErrors: z.boolean().default(true),
  hydrationErrors: z.boolean().default(true),
  /** Browsers whose old versions are refused; see lib/filters/legacy-browsers.ts. */
  legacyBrowsers: z.array(z.string().max(32)).max(16).default([]),
  /** Globs, one each; `*` stands for anything. Case does not matter. */
  errorMessages: z.array(z.string().max(500)).max(200).default([]),
  releases: z.array(z.string().max(200)).max(200).default([]),
  /** Addresses, CIDR ranges or globs. */
  ipAddresses: z.array(z.string().max(64)).max(500).default([]),
});

export type FilterSettings = z.infer<typeof FilterSettings>;
