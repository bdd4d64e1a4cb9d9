// Which release contains a commit. Until releases list their commits, only its name can say so.
const SHORTEST = 7;
const HEX = /^[0-9a-f]+$/;

/** The parts of a release's name that may be a commit: all of it, its version, and its build. */
function namedCommits(release: string): string[] {
  const version = release.slice(release.lastIndexOf("@") + 1);
  const build = version.slice(version.indexOf("+") + 1);
  return [release, version, build].map((part) => part.toLowerCase());
}

/** Whether the release is named after the commit, either of them cut to 7 characters or more. */
export function containsCommit(release: string, commit: string): boolean {
  const wanted = commit.toLowerCase();
  if (wanted.length < SHORTEST || !HEX.test(wanted)) return false;
  return namedCommits(release).some(
    (name) =>
      name.length >= SHORTEST && HEX.test(name) && (name.startsWith(wanted) || wanted.startsWith(name)),
  );
}
