// `npm run bootstrap`: makes an organization, project, user and token, or finds them, and prints how to use
// them. Works beside a running server; when none runs, it starts one for as long as it needs it.
import { parseArgs } from "node:util";
import { z } from "zod";
import { ensureAccount } from "#lib/accounts/ensure-account.ts";
import { Email } from "#lib/accounts/email.ts";
import { Slug } from "#lib/accounts/slug.ts";
import { closeDatabase } from "#lib/db.ts";
import { ensureProject } from "#lib/projects/ensure-project.ts";
import { withInstance } from "#server/supervisor/with-instance.ts";

const USAGE = `npm run bootstrap -- --org acme --project web --platform node --email you@example.com --password …

  --org, --project    slugs; made when they do not exist
  --platform          what the project is written in (default: node)
  --email, --password who signs in; an account that exists gets this password
  --json              print one JSON object and nothing else`;

const Options = z.object({
  org: Slug,
  project: Slug,
  platform: z.string().default("node"),
  email: Email,
  password: z.string().min(8, "At least 8 characters.").max(200),
  json: z.boolean().default(false),
});

function readOptions(): z.infer<typeof Options> {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      org: option,
      project: option,
      platform: option,
      email: option,
      password: option,
      json: { type: "boolean" },
    },
  });
  const options = Options.safeParse(values);
  if (!options.success) throw new Error(`${z.prettifyError(options.error)}\n\n${USAGE}`);
  return options.data;
}

function print(result: Record<string, string>, json: boolean): void {
  const width = Math.max(...Object.keys(result).map((key) => key.length));
  const lines = Object.entries(result).map(([key, value]) => `${key.padEnd(width)}  ${value}`);
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join("\n")}\n`);
}

try {
  const options = readOptions();
  await withInstance(async ({ url, secret }) => {
    const account = await ensureAccount({ ...options, secret });
    const project = await ensureProject(
      account.access,
      { slug: options.project, platform: options.platform },
      url,
    );
    print(
      {
        url,
        org: account.access.slug,
        project: project.slug,
        dsn: project.dsn,
        token: account.token,
        email: options.email,
      },
      options.json,
    );
    await closeDatabase();
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
