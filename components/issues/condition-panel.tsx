import { Crosshair } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { termState, withTerm } from "#components/issues/facet-terms.ts";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { exactCount } from "#lib/format/count.ts";
import { untrustedText } from "#lib/format/untrusted-text.ts";
import type { Compared, IssueCondition } from "#lib/issues/conditions/issue-condition.ts";

type Found = Extract<IssueCondition, { kind: "found" }>["condition"];
type Props = {
  result: IssueCondition;
  /** The search that the page's address has, and the page with another one. */
  query: string;
  hrefOf: (query: string) => string;
};

const events = (count: number, kind = "") =>
  `${exactCount(count)} ${kind}${kind && " "}${count === 1 ? "event" : "events"}`;

/** The smallest condition that explains the issue, in one sentence, with what it rests on. */
export function ConditionPanel({ result, query, hrefOf }: Props) {
  const { kind, compared } = result;
  if (kind === "none") return <None compared={compared} />;
  return (
    <section aria-label="What explains it" className="flex gap-2.5 border-t py-3">
      <Crosshair
        aria-hidden
        strokeWidth={1.75}
        className={
          kind === "found" ? "mt-1 size-4 shrink-0 text-accent-text" : "mt-0.5 size-4 shrink-0 text-muted"
        }
      />
      <div className="min-w-0 flex-1">
        {kind === "found" ? (
          <Sentence condition={result.condition} query={query} hrefOf={hrefOf} />
        ) : (
          <p className="text-sm text-muted">{tooFew(result.of, compared)}</p>
        )}
        {kind === "found" && (
          <Disclosure
            summary={<span className="text-muted">{sureness(result.condition)}</span>}
            className="text-sm"
          >
            <div className="grid max-w-[75ch] gap-1.5 pb-1 pl-5.5 text-pretty text-muted">
              <Rests condition={result.condition} compared={compared} />
            </div>
          </Disclosure>
        )}
      </div>
    </section>
  );
}

/** One quiet line: no finding must not take the room of one. */
function None({ compared }: { compared: Compared }) {
  return (
    <section aria-label="What explains it" className="border-t py-1">
      <Disclosure
        summary={<span className="text-muted">No combination of tags explains it</span>}
        className="text-sm"
      >
        <div className="grid max-w-[75ch] gap-1.5 pb-2 pl-5.5 text-pretty text-muted">
          <WhyNone {...compared} />
        </div>
      </Disclosure>
    </section>
  );
}

function tooFew(of: "issue" | "baseline", { issue, baseline }: Compared): string {
  const there =
    of === "issue"
      ? `${events(issue)} of this issue can be compared, at most three of one person`
      : `${events(baseline)} of the project’s other issues can be compared with`;
  return `Not enough data to say what explains it: in this time range ${there}; it takes 20`;
}

function Sentence({ condition, query, hrefOf }: Omit<Props, "result"> & { condition: Found }) {
  const { parts, issue, baseline } = condition;
  return (
    <p className="text-pretty">
      Happens when{" "}
      {parts.map(({ key, value }, at) => {
        const isOn = termState(query, key, value) === "on";
        return (
          <Fragment key={key}>
            {at > 0 && (at === parts.length - 1 ? " and " : ", ")}
            <Link
              href={hrefOf(withTerm(query, key, value, isOn ? "off" : "on"))}
              prefetch={false}
              scroll={false}
              title={isOn ? "Show all events again" : "Show only these events"}
              className="rounded-sm underline decoration-accent/50 decoration-1 underline-offset-4 hover:text-accent-text hover:decoration-current"
            >
              <Words name={key} value={value} />
            </Link>
          </Fragment>
        );
      })}
      :{" "}
      <span className="tabular-nums">
        {exactCount(issue.hits)} of {events(issue.size)} here, {exactCount(baseline.hits)} of{" "}
        {events(baseline.size, "other")}
      </span>
    </p>
  );
}

const ON_OFF: Readonly<Record<string, string>> = { true: "on", false: "off" };

function Words({ name, value }: { name: string; value: string }): ReactNode {
  const flag = name.startsWith("flags.") ? name.slice("flags.".length) : null;
  const said = flag === null ? value : (ON_OFF[value.toLowerCase()] ?? value);
  return (
    <>
      {flag !== null && "flag "}
      <bdi className="[overflow-wrap:anywhere]">
        {untrustedText(flag ?? name.replace(/\.name$/, ""), 100)}
      </bdi>{" "}
      is <bdi className="font-semibold [overflow-wrap:anywhere]">{untrustedText(said, 200)}</bdi>
    </>
  );
}

function sureness({ lift, logChance }: Found): string {
  const often =
    lift === null ? "never seen in other events" : `${exactCount(Math.round(lift))} times as frequent here`;
  return `${often.charAt(0).toUpperCase()}${often.slice(1)}, ${chanceText(logChance)}`;
}

function chanceText(logChance: number): string {
  if (logChance <= -6) return "hardly a coincidence";
  return `a coincidence in 1 of ${exactCount(Math.round(10 ** -logChance))} cases`;
}

function Rests({ condition: { parts, logChance }, compared }: { condition: Found; compared: Compared }) {
  const chance =
    logChance <= -6 ? "less than 1 in a million" : `1 in ${exactCount(Math.round(10 ** -logChance))}`;
  return (
    <>
      <Comparison {...compared} />
      <p>
        The probability that chance alone finds it is {chance}, after correcting for the{" "}
        {exactCount(compared.tried)} {compared.tried === 1 ? "combination" : "combinations"} that could have
        been found.
      </p>
      {parts.length > 1 && (
        <p>Each part is needed: without it, the others are clearly more frequent in other events.</p>
      )}
      <p>It is what the events have in common, which need not be the cause.</p>
    </>
  );
}

function WhyNone({ issue, baseline, tried }: Compared) {
  return (
    <>
      <Comparison issue={issue} baseline={baseline} tried={tried} />
      <p>
        No tag, pair or triple of tags is on nearly all of this issue’s events and rare on others. Tags that
        say where it happened or to whom (url, transaction, user, identifiers) are left out.
      </p>
    </>
  );
}

const Comparison = ({ issue, baseline }: Compared) => (
  <p>
    Compared: {events(issue)} of this issue with {events(baseline)} of the project’s other issues in this time
    range, the newest of each, with at most three of one person and 200 of one kind of error.
  </p>
);
