// The grammar of sources: which values of an event a rule is about.
//   user.email   extra.*   request.**   $frame.vars.**   extra.'my key'   (** && !user.id) || $http.headers
import { LIMITS } from "#lib/scrubbing/limits.ts";

/** What a value is; a value can be several things at once. */
export const KINDS = {
  string: 1,
  number: 2,
  boolean: 4,
  array: 8,
  object: 16,
  error: 32,
  stack: 64,
  frame: 128,
  http: 256,
  user: 512,
  message: 1_024,
  logentry: 1_024,
  thread: 2_048,
  breadcrumb: 4_096,
  span: 8_192,
  sdk: 16_384,
} as const;

/** Where a value stands: the keys from the event down to it, and what stands at each. */
export type Place = { readonly keys: readonly string[]; readonly kinds: readonly number[] };

export type Source = {
  matches: (place: Place) => boolean;
  /** It excludes something, so whatever holds other values must not be taken as a whole. */
  excludes: boolean;
};

type Step = { kind: "any" } | { kind: "deep" } | { kind: "key"; key: string } | { kind: "is"; mask: number };
type Test = (place: Place) => boolean;

/** What is wrong with a source, for whoever typed it. */
export class SourceError extends Error {}

const isStep = (step: Step, { keys, kinds }: Place, at: number) =>
  step.kind === "any" ||
  (step.kind === "key" && keys[at]?.toLowerCase() === step.key) ||
  (step.kind === "is" && ((kinds[at] ?? 0) & step.mask) !== 0);

/**
 * A path is compared from its end and may begin anywhere. `**` stands for any number of keys, as the last step for
 * one at least. Going back to the last `**` alone is enough, so the time is steps times depth.
 */
function matchesPath(steps: readonly Step[], place: Place): boolean {
  let step = steps.length - 1;
  let at = place.keys.length - 1;
  let deepStep = -1;
  let deepAt = -1;
  while (step >= 0) {
    const wanted = steps[step];
    if (wanted?.kind === "deep") {
      if (step === steps.length - 1 && --at < -1) return false;
      deepStep = step--;
      deepAt = at;
    } else if (wanted && at >= 0 && isStep(wanted, place, at)) {
      step--;
      at--;
    } else if (deepStep >= 0 && deepAt >= 0) {
      at = --deepAt;
      step = deepStep - 1;
    } else return false;
  }
  return true;
}

class SourceReader {
  excludes = false;
  private at = 0;
  private steps = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): Test {
    const test = this.readEither();
    if (this.at < this.text.length) throw new SourceError(`Unexpected “${this.rest()}”.`);
    return test;
  }

  private rest = () => this.text.slice(this.at, this.at + 20);

  private take(mark: string): boolean {
    while (this.text[this.at] === " ") this.at++;
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    while (this.text[this.at] === " ") this.at++;
    return true;
  }

  private readEither(): Test {
    const tests = [this.readBoth()];
    while (this.take("||")) tests.push(this.readBoth());
    return (place) => tests.some((test) => test(place));
  }

  private readBoth(): Test {
    const tests = [this.readOne()];
    while (this.take("&&")) tests.push(this.readOne());
    return (place) => tests.every((test) => test(place));
  }

  private readOne(): Test {
    if (++this.depth > LIMITS.sourceDepth) throw new SourceError("Too deeply nested.");
    const test = this.readGuarded();
    this.depth--;
    return test;
  }

  private readGuarded(): Test {
    if (this.take("!")) {
      this.excludes = true;
      const test = this.readOne();
      return (place) => !test(place);
    }
    if (!this.take("(")) return this.readPath();
    const test = this.readEither();
    if (!this.take(")")) throw new SourceError("A “)” is missing.");
    return test;
  }

  private readPath(): Test {
    const steps = [this.readStep()];
    while (this.text[this.at] === ".") {
      this.at++;
      steps.push(this.readStep());
    }
    this.take("");
    return (place) => matchesPath(steps, place);
  }

  private readStep(): Step {
    if (++this.steps > LIMITS.sourceSteps) throw new SourceError(`At most ${LIMITS.sourceSteps} keys.`);
    const found = /^(?:(\*\*?)|\$(\w+)|'((?:[^']|'')*)'|([^\s.'"&|!()$*]+))/.exec(this.text.slice(this.at));
    if (!found) throw new SourceError(this.rest() ? `Unexpected “${this.rest()}”.` : "A key is missing.");
    this.at += found[0].length;
    const [, stars, kind, quoted, bare = ""] = found;
    if (stars !== undefined) return { kind: stars === "*" ? "any" : "deep" };
    if (quoted !== undefined) return { kind: "key", key: quoted.replaceAll("''", "'").toLowerCase() };
    if (kind === undefined) return { kind: "key", key: bare.toLowerCase() };
    const known = Object.entries(KINDS).find(([name]) => name === kind.toLowerCase());
    if (!known) throw new SourceError(`$${kind} is not known; known are $${Object.keys(KINDS).join(", $")}.`);
    return { kind: "is", mask: known[1] };
  }
}

/** @throws SourceError with a message for whoever typed it. */
export function compileSource(text: string): Source {
  const reader = new SourceReader(text.trim());
  const matches = reader.read();
  return { matches, excludes: reader.excludes };
}
