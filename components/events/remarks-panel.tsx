import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Remark } from "#lib/events/event.ts";

const WORDS: Readonly<Record<Remark["kind"], string>> = {
  invalid: "was not valid and is left out",
  truncated: "was too long and is cut",
  shifted: "was corrected, because the sender's clock was wrong",
  removed: "was removed",
};

type Props = { remarks: Remark[]; gaps: string[] };

/** What Debrief had to change or leave out, and what the SDK never sent. */
export function RemarksPanel({ remarks, gaps }: Props) {
  if (remarks.length === 0 && gaps.length === 0) return null;
  return (
    <Section title="What this record does not show" id="remarks">
      <ul className="grid list-disc gap-1 pl-5 text-sm text-muted">
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
        {remarks.slice(0, 50).map((remark, index) => (
          <li key={index}>
            <Untrusted text={remark.path} className="font-mono text-ink" /> {WORDS[remark.kind]}
            {remark.detail && (
              <>
                : <Untrusted text={remark.detail.slice(0, 300)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
