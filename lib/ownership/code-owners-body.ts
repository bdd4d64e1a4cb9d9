// What a script sends as a CODEOWNERS file.
import { z } from "zod";
import { CodeOwnersUpload, OwnerMappings, PathRoot } from "#lib/ownership/schema.ts";

export const NewCodeOwnersBody = z.object({
  raw: CodeOwnersUpload.shape.text,
  stackRoot: PathRoot.optional(),
  sourceRoot: PathRoot.optional(),
  mappings: OwnerMappings.optional(),
});

export const CodeOwnersBody = NewCodeOwnersBody.partial();
export type CodeOwnersBody = z.infer<typeof CodeOwnersBody>;
