import { Untrusted } from "#components/events/untrusted.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Remark } from "#lib/events/event.ts";
import { counted } from "#lib/format/count.ts";

const WORDS: Readonly<Record<Remark["kind"], string>> = {
  invalid: "was not valid and is left out",
  truncated: "was too long and is cut",
  shifted: "was corrected, because the sender's clock was wrong",
  removed: "was removed",
  scrubbed: "held what data scrubbing takes out",
};

const MOST_REMARKS = 50;

type Props = { remarks: Remark[]; gaps: string[] };

/** What Debrief had to change or leave out, and what the SDK never sent. */
export function RemarksPanel({ remarks, gaps }: Props) {
  if (remarks.length === 0 && gaps.length === 0) return null;
  const scrubbed = remarks.filter(({ kind }) => kind === "scrubbed");
  const others = remarks.filter(({ kind }) => kind !== "scrubbed");
  return (
    <Section title="What this record does not show" id="remarks">
      <ul className="grid list-disc gap-1 pl-5 text-sm text-muted">
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
        {others.slice(0, MOST_REMARKS).map((remark, index) => (
          <RemarkLine key={index} remark={remark} words={WORDS[remark.kind]} />
        ))}
        {scrubbed.length > 0 && (
          <li>
            <details>
              <summary className="inline-flex min-h-6 items-center rounded-sm hover:text-ink">
                Data scrubbing took something out of {counted(scrubbed.length, "value")}
              </summary>
              <ul className="grid list-disc gap-1 pl-5">
                {scrubbed.map((remark, index) => (
                  <RemarkLine key={index} remark={remark} />
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </Section>
  );
}

function RemarkLine({ remark, words }: { remark: Remark; words?: string }) {
  return (
    <li>
      <Untrusted text={remark.path} className="font-mono text-ink" />
      {words && ` ${words}`}
      {remark.detail && (
        <>
          : <Untrusted text={remark.detail.slice(0, 300)} />
        </>
      )}
    </li>
  );
}
