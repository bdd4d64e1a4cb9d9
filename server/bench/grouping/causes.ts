// 200 causes of errors in made-up projects. What tells two causes apart is their code, not their noise.
import { loneTexts, valueTexts, wordyText, type Text } from "#server/bench/grouping/messages.ts";
import type { Random } from "#server/bench/grouping/random.ts";

/** One function of the project on the way to the crash. */
export type Step = {
  readonly module: string;
  readonly name: string;
  /** The line of source that was running. */
  readonly source: string;
};

export type Dialect =
  "mapped" | "browser" | "node" | "python" | "go" | "java" | "php" | "ruby" | "csharp" | "native" | "message";

export type Cause = {
  readonly dialect: Dialect;
  readonly type: string;
  /** From the entry into the project's code to the crash; empty without a stack. */
  readonly steps: readonly Step[];
  readonly text: Text;
  readonly recurses: boolean;
  /** What no grouping by code can see through; kept in, because real streams have it. */
  readonly hard: "none" | "callers" | "mangled" | "words" | "lines" | "browsers";
};

const areas = ["cart", "orders", "billing", "search", "users", "mail", "stock", "reports"] as const;
const parts = ["service", "store", "client", "view", "job", "rules"] as const;
const verbs = [
  "load",
  "save",
  "send",
  "check",
  "merge",
  "parse",
  "apply",
  "charge",
  "index",
  "render",
] as const;
const objects = ["Item", "Total", "Order", "User", "Price", "Page", "Row", "Token"] as const;
const types = [
  "TypeError",
  "RangeError",
  "ValueError",
  "KeyError",
  "StateError",
  "IOError",
  "ParseError",
] as const;

const sharing: readonly (readonly [Dialect, number])[] = [
  ["mapped", 30],
  ["browser", 22],
  ["node", 26],
  ["python", 26],
  ["go", 16],
  ["java", 22],
  ["php", 10],
  ["ruby", 10],
  ["csharp", 10],
  ["native", 13],
];
const withContext: ReadonlySet<Dialect> = new Set(["mapped", "node", "python", "php", "ruby"]);

function makeStep(random: Random): Step {
  const name = `${random.pick(verbs)}${random.pick(objects)}`;
  return {
    module: `${random.pick(areas)}/${random.pick(parts)}`,
    name,
    source: `${random.pick(verbs)}(${random.pick(areas)}.${random.pick(objects).toLowerCase()});`,
  };
}

function makeCause(dialect: Dialect, random: Random): Cause {
  return {
    dialect,
    type: random.pick(types),
    steps: Array.from({ length: 1 + random.below(6) }, () => makeStep(random)),
    text: random.pick(valueTexts),
    recurses: random.chance(0.1),
    hard: "none",
  };
}

const withLast = ({ steps }: Cause, change: Partial<Step>): Step[] =>
  steps.map((step, index) => (index === steps.length - 1 ? { ...step, ...change } : step));

/** A cause that is next to another one: same place and other type, same type and other place, or other line. */
function makeNeighbour(cause: Cause, index: number): Cause {
  if (index % 3 === 0) return { ...cause, type: `${cause.type.replace("Error", "")}Failure` };
  if (index % 3 === 1 || !withContext.has(cause.dialect)) {
    const name = `${cause.steps.at(-1)?.name}Again`;
    // After a source map the line of source stands for the function.
    return {
      ...cause,
      steps: withLast(cause, cause.dialect === "mapped" ? { name, source: `${name}();` } : { name }),
    };
  }
  return { ...cause, steps: withLast(cause, { source: "throw wrong;" }) };
}

function causesOf(dialect: Dialect, count: number, random: Random): Cause[] {
  const causes: Cause[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = causes.at(-1);
    if (before !== undefined && index % 4 === 3) causes.push(makeNeighbour(before, (index - 3) / 4));
    else causes.push(makeCause(dialect, random));
  }
  return causes;
}

const lone = (text: Text): Cause => ({
  dialect: "message",
  type: "Error",
  steps: [],
  text,
  recurses: false,
  hard: "none",
});

/** Some of what is hard, one cause or two of each kind. */
function harden(causes: readonly Cause[]): Cause[] {
  const first = (dialect: Dialect, at: number) => causes.filter((cause) => cause.dialect === dialect)[at];
  const hard = new Map<Cause | undefined, Cause["hard"]>([
    [first("python", 4), "callers"],
    [first("node", 8), "callers"],
    [first("browser", 5), "mangled"],
    [first("java", 5), "lines"],
    [first("message", 13), "browsers"],
    [first("message", 14), "words"],
  ]);
  return causes.map((cause) => {
    const kind = hard.get(cause) ?? "none";
    // Two faults in one function whose SDK sends no source differ in nothing but the line.
    const base = kind === "lines" ? (first("java", 4) ?? cause) : cause;
    return { ...base, hard: kind, text: kind === "words" ? wordyText : cause.text };
  });
}

// The rank at which a cause has the average share of the events.
const averageRank = 50;

/** All causes, the frequent ones first; what is hard is as frequent as the average. */
export function makeCauses(random: Random): Cause[] {
  const causes = sharing.flatMap(([dialect, count]) => causesOf(dialect, count, random));
  causes.push(...loneTexts.map(lone));
  const shuffled = harden(causes)
    .map((cause) => ({ cause, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ cause }) => cause);
  const others = shuffled.filter(({ hard }) => hard === "none");
  const hard = shuffled.filter((cause) => cause.hard !== "none");
  return [...others.slice(0, averageRank), ...hard, ...others.slice(averageRank)];
}
