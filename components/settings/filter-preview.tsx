import { FILTER_NAMES } from "#components/settings/filter-names.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import { counted } from "#lib/format/count.ts";
import type { FilterPreview as Result } from "#lib/projects/preview-ingest-settings.ts";

type Props = { tried: ActionState<Result>; trying: boolean };

function summary({ tried, filtered }: Result): string {
  if (tried === 0) return "There are no events yet to try the filters on.";
  return `Of the last ${counted(tried, "event")}, ${filtered} would have been filtered.`;
}

/** What the filters, as they stand in the form, would have done. */
export function FilterPreview({ tried, trying }: Props) {
  const { result } = tried;
  const isFaulty = Object.keys(tried.fields).length > 0;
  return (
    <div aria-busy={trying} className="grid gap-3">
      <div role="status" className="text-sm">
        {tried.status === "idle" && <p className="text-muted">Trying the filters on recent events…</p>}
        {result && <p className="font-medium">{summary(result)}</p>}
        {tried.message && <p className="text-muted">No preview: {tried.message}</p>}
        {isFaulty && <p className="text-muted">No preview until what is marked above is corrected.</p>}
      </div>
      {result && result.reasons.length > 0 && (
        <table className="w-full max-w-md text-sm">
          <thead>
            <tr className="border-b text-left text-muted">
              <th scope="col" className="py-1 font-medium">
                Filter
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {result.reasons.map(({ reason, count }) => (
              <tr key={reason} className="border-b last:border-b-0">
                <td className="py-1.5">{FILTER_NAMES[reason]}</td>
                <td className="py-1.5 text-right tabular-nums">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result && result.tried > 0 && result.filtered === result.tried && (
        <Notice tone="warning">All of them: nothing like them will be stored any more.</Notice>
      )}
    </div>
  );
}
