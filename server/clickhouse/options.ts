// What the embedded ClickHouse process is told on its command line.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Options = z.object({
  /** Folder of the data; only one process may have it open. */
  data: z
    .string()
    .min(1)
    .transform((path) => resolve(path)),
  /** 0 picks a free one. */
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  host: z.string().default("127.0.0.1"),
  /** What the engine may allocate, in megabytes. */
  "memory-mb": z.coerce.number().int().min(256).default(1024),
});

export type Options = z.infer<typeof Options>;

/** Reads `--data DIR --port N --host ADDRESS --memory-mb N`; throws a readable error. */
export function readOptions(args: string[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { data: text, port: text, host: text, "memory-mb": text } });
  const parsed = Options.safeParse(values);
  if (!parsed.success) throw new Error(`The options are wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
