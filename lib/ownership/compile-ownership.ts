// Who owns an event. Precedence, from the strongest:
//
//   1. ownership rules before CODEOWNERS
//   2. the frame nearest to the crash that anything matches; what a rule says of the URL or of tags counts as if it
//      were said of that frame
//   3. the last matching line
//   4. the owner that stands leftmost
//
// A line without owners takes its files from everybody: then the next frame is asked. So it is with a line of
// CODEOWNERS whose owners nobody has mapped, as falling back to an earlier line would name the wrong people.
import { Email } from "#lib/accounts/email.ts";
import type { Event } from "#lib/events/event.ts";
import { compilePattern, indexPatterns } from "#lib/ownership/code-owners-index.ts";
import { compileGlob, foldPath } from "#lib/ownership/glob.ts";
import { parseCodeOwners } from "#lib/ownership/parse-code-owners.ts";
import { type Effort, newEffort, OVERHEAD } from "#lib/ownership/path-pattern.ts";
import { parseRules, type Rule, type RuleKind } from "#lib/ownership/parse-rules.ts";
import { remember } from "#lib/ownership/remember.ts";
import { barePath, type CodeMapping, repositoryPaths } from "#lib/ownership/repository-path.ts";
import type { OwnerMappings } from "#lib/ownership/schema.ts";
import { framesOf, type OwnedFrame } from "#lib/ownership/stack-frames.ts";

/** A line that matches, and whom it names: `#team` or an e-mail address, the first one first. */
export type Match = {
  source: "OWNERSHIP_RULE" | "CODEOWNERS";
  /** The line of the rule. */
  rule: string;
  owners: string[];
};

export type CodeOwnersFile = CodeMapping & { text: string; mappings: OwnerMappings };

/** All matches for an event, the strongest first. */
export type Ownership = (event: Event) => Match[];

type Test = (text: string, effort: Effort) => boolean;
type Looks = { at: number; test: Test };
type EventTest = (event: Event, effort: Effort) => boolean;

function valuesOfTag({ user, tags }: Event, key: string): string[] {
  const ofTags = tags.flatMap(([name, value]) => (name === key ? [value] : []));
  if (!user || !key.startsWith("user.")) return ofTags;
  const { geo: _geo, data, ipAddress, ...plain } = user;
  const known: Record<string, unknown> = { ...data, ...plain, ip_address: ipAddress };
  const value = known[key.slice("user.".length)];
  return typeof value === "string" ? [value, ...ofTags] : ofTags;
}

function eventTest({ kind, key, glob }: Rule): EventTest {
  const test = globTest(kind === "tag" ? glob : foldPath(glob));
  if (kind === "tag") return (event, effort) => valuesOfTag(event, key).some((value) => test(value, effort));
  return ({ request }, effort) => request?.url !== undefined && test(foldPath(request.url), effort);
}

/** Once the effort is spent, nothing matches. */
function globTest(glob: string): Test {
  const matches = compileGlob(glob);
  return (text, effort) => {
    if (effort.left <= 0) return false;
    effort.left -= OVERHEAD + text.length;
    return matches(text);
  };
}

/** Which of the rules hold for a text, by their places; none when the effort does not suffice for all of them. */
const placesOf = (looks: readonly Looks[]) =>
  remember((text, effort) => {
    const places: number[] = [];
    for (const { at, test } of looks) {
      if (effort.left <= 0) return [];
      if (test(text, effort)) places.push(at);
    }
    return places;
  });

/** @returns for a list of frames, how deep the first one is that each rule holds for. */
function compileDepths(
  rules: readonly Rule[],
): (frames: readonly OwnedFrame[], effort: Effort) => Map<number, number> {
  const looks = (kind: RuleKind, compile: (glob: string) => Test) =>
    placesOf(rules.flatMap((rule, at) => (rule.kind === kind ? [{ at, test: compile(rule.glob) }] : [])));
  const folded = (glob: string) => globTest(foldPath(glob));
  const [ofPath, ofModule] = [looks("path", folded), looks("module", folded)];
  const inFile = looks("codeowners", (glob) => {
    const matches = compilePattern(glob);
    return (path, effort) => matches(barePath(path), effort);
  });
  return (frames, effort) => {
    const depths = new Map<number, number>();
    for (const [depth, { paths, foldedPaths, foldedModule }] of frames.entries()) {
      const places = [
        ...foldedPaths.flatMap((path) => ofPath(path, effort)),
        ...paths.flatMap((path) => inFile(path, effort)),
        ...(foldedModule === "" ? [] : ofModule(foldedModule, effort)),
      ];
      for (const at of places) if (!depths.has(at)) depths.set(at, depth);
    }
    return depths;
  };
}

function compileRules(
  text: string,
): (event: Event, frames: readonly OwnedFrame[], effort: Effort) => Match[] {
  // The last line first.
  const rules = parseRules(text).rules.toReversed();
  const depthsOf = compileDepths(rules);
  const ofEvent = rules.flatMap((rule, at) =>
    rule.kind === "tag" || rule.kind === "url" ? [{ at, test: eventTest(rule) }] : [],
  );
  return (event, frames, effort) => {
    const depths = depthsOf(frames, effort);
    const nearest = Math.min(...depths.values(), frames.length);
    for (const { at, test } of ofEvent) if (test(event, effort)) depths.set(at, nearest);
    const excluded = new Set<number>();
    return [...depths]
      .toSorted(([a, depthOfA], [b, depthOfB]) => depthOfA - depthOfB || a - b)
      .flatMap(([at, depth]): Match[] => {
        const rule = rules[at];
        if (!rule || excluded.has(depth)) return [];
        if (rule.owners.length === 0) excluded.add(depth);
        const owners = rule.owners.map(({ name }) => name);
        return owners.length > 0 ? [{ source: "OWNERSHIP_RULE", rule: rule.text, owners }] : [];
      });
  };
}

/** The name that a rule would use for an owner of the file; null while nobody has said who it is. */
export function mappedOwner(owner: string, mappings: OwnerMappings): string | null {
  if (Object.hasOwn(mappings, owner)) return mappings[owner] ?? null;
  const email = Email.safeParse(owner);
  return email.success ? email.data : null;
}

function compileCodeOwners(file: CodeOwnersFile): (frames: readonly OwnedFrame[], effort: Effort) => Match[] {
  const { lines } = parseCodeOwners(file.text);
  const find = indexPatterns(lines.map(({ pattern }) => pattern));
  return (frames, effort) => {
    const found = frames.map(({ paths }) =>
      Math.max(-1, ...repositoryPaths(paths, file).map((path) => find(path, effort))),
    );
    return [...new Set(found)].flatMap((at): Match[] => {
      const line = lines[at];
      if (!line) return [];
      const owners = line.owners.flatMap((owner) => mappedOwner(owner, file.mappings) ?? []);
      return owners.length > 0 ? [{ source: "CODEOWNERS", rule: line.text, owners }] : [];
    });
  };
}

/** Compiles what a project has set; wrong lines are left out. */
export function compileOwnership(rules: string, file: CodeOwnersFile | null): Ownership {
  const ofRules = compileRules(rules);
  const ofFile = file ? compileCodeOwners(file) : () => [];
  return (event) => {
    const frames = framesOf(event);
    return [...ofRules(event, frames, newEffort()), ...ofFile(frames, newEffort())];
  };
}
