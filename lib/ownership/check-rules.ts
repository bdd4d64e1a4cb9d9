// Whether the text of rules can be saved: each line must be right, and its owners must reach the project.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { pool } from "#lib/db.ts";
import { RequestError } from "#lib/errors.ts";
import { findOwners } from "#lib/ownership/find-owners.ts";
import { type Fault, parseRules } from "#lib/ownership/parse-rules.ts";

const MAX_FAULTS = 100;

const whyNot = (name: string) =>
  name.startsWith("#")
    ? `The team “${name}” does not exist, or has no access to this project.`
    : `“${name}” is not a member of this organization.`;

const byPlace = (a: Fault, b: Fault) => a.line - b.line || a.column - b.column;

/** What is wrong with a text of rules, from the top; at most a hundred faults. */
export async function checkRules(access: ProjectAccess, text: string): Promise<Fault[]> {
  const { rules, faults } = parseRules(text);
  const named = rules.flatMap(({ line, owners }) => owners.map((owner) => ({ ...owner, line })));
  const { projectId } = access;
  const ownerOf = await findOwners(
    pool(),
    [...new Set(named.map(({ name }) => name))].map((name) => ({ projectId, name })),
  );
  const unknown = named
    .filter(({ name }) => ownerOf({ projectId, name }) === null)
    .map(({ line, column, name }): Fault => ({ line, column, message: whyNot(name) }));
  return [...faults, ...unknown].toSorted(byPlace).slice(0, MAX_FAULTS);
}

/** A fault as one line of text. */
export const faultText = ({ line, column, message }: Fault): string =>
  `Line ${line}, column ${column}: ${message}`;

/** Rules that were not saved; `causes` has a line for each fault. */
export class RuleFaults extends RequestError {
  constructor(faults: readonly Fault[]) {
    const causes = faults.map(faultText);
    super(400, causes.join("\n"), { causes });
  }
}
