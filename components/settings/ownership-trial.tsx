import { UserRound, UsersRound } from "lucide-react";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import type { OwnershipTrial as Trial } from "#lib/ownership/try-ownership.ts";

type Props = { tried: ActionState<Trial>; trying: boolean };
type Suggestion = NonNullable<Trial["place"]>[number];

function summary({ tried, owned }: Trial): string {
  if (tried === 0) return "There are no events yet to try the rules on.";
  if (owned === 0) return `None of the last ${counted(tried, "event")} has an owner.`;
  return `Of the last ${counted(tried, "event")}, ${owned} ${owned === 1 ? "has" : "have"} an owner.`;
}

/** Who would own a path and the newest events, by which rule. */
export function OwnershipTrial({ tried, trying }: Props) {
  const { result } = tried;
  return (
    <div aria-busy={trying} className="grid gap-4">
      {result?.place && <Place suggestions={result.place} />}
      <div role="status" className="text-sm">
        {tried.status === "idle" && <p className="text-muted">Trying the rules on recent events…</p>}
        {result && <p className="font-medium">{summary(result)}</p>}
        {tried.message && <p className="text-muted">No test: {tried.message}</p>}
      </div>
      {result && result.owners.length > 0 && (
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b text-left text-muted">
              <th scope="col" className="py-1 font-medium">
                Owner
              </th>
              <th scope="col" className="px-3 py-1 font-medium">
                Rule
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {result.owners.map((one) => (
              <tr
                key={`${one.owner.type}-${one.owner.id}-${one.rule}`}
                className="border-b align-top last:border-b-0"
              >
                <td className="py-1.5">
                  <OwnerName {...one} />
                </td>
                <td className="px-3 py-1.5">
                  <Reason {...one} />
                </td>
                <td className="py-1.5 text-right tabular-nums">{one.events}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Place({ suggestions }: { suggestions: readonly Suggestion[] }) {
  if (suggestions.length === 0) return <p className="text-sm">No rule names an owner for it.</p>;
  return (
    <ol aria-label="Owners of it" className="grid gap-1.5 text-sm">
      {suggestions.map((one) => (
        <li key={`${one.owner.type}-${one.owner.id}`} className="flex flex-wrap gap-x-3">
          <OwnerName {...one} />
          <Reason {...one} />
        </li>
      ))}
    </ol>
  );
}

function OwnerName({ owner }: Pick<Suggestion, "owner">) {
  const Icon = owner.type === "team" ? UsersRound : UserRound;
  return (
    <span className="inline-flex max-w-full items-start gap-1.5 font-medium">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{owner.name}</span>
    </span>
  );
}

function Reason({ source, rule }: Pick<Suggestion, "source" | "rule">) {
  return (
    <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
      {source === "CODEOWNERS" && "CODEOWNERS: "}
      <code className="font-mono">{rule}</code>
    </span>
  );
}
