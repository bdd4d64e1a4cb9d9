import { EyeOff, Scissors } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Untrusted } from "#components/events/untrusted.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Remark } from "#lib/events/event.ts";

const FILTERED = "[Filtered]";
const CHIP =
  "mx-0.5 inline-flex min-h-6 items-center gap-1 rounded-sm bg-hover px-1.5 font-sans text-xs text-muted";

/** Whether data scrubbing took something out of a text, here or in the SDK. */
export const isRedacted = (text: string): boolean => text.includes(FILTERED);

function Chip({ word, why, plain }: { word: string; why: string; plain: boolean }) {
  const content = (
    <>
      <EyeOff aria-hidden className="size-3" />
      {word}
    </>
  );
  if (plain)
    return (
      <span className={CHIP} title={why}>
        {content}
        <span className="sr-only">, {why}</span>
      </span>
    );
  return (
    <Tooltip text={why}>
      <button type="button" className={CHIP} aria-label={`${word}, ${why}`}>
        {content}
      </button>
    </Tooltip>
  );
}

const reasonOf = (remarks: readonly Remark[], otherwise: string) =>
  remarks
    .filter(({ kind }) => kind === "scrubbed")
    .map(({ detail }) => detail)
    .join(", ") || otherwise;

type TextProps = {
  text: string;
  remarks?: readonly Remark[];
  /** Within a link or a summary, where nothing else can take the focus. */
  plain?: boolean;
};

/** A text with a chip for each part that was taken out. */
export function RedactedText({ text, remarks = [], plain = false }: TextProps) {
  const why = reasonOf(remarks, "taken out before it was stored");
  return text.split(FILTERED).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <Chip word="Filtered" why={why} plain={plain} />}
      {part !== "" && <Untrusted text={part} />}
    </Fragment>
  ));
}

/** In place of a value of which nothing is left. */
export function RemovedValue({ remarks }: { remarks: readonly Remark[] }) {
  return <Chip word="Removed" why={reasonOf(remarks, "taken out before it was stored")} plain={false} />;
}

/** A value, and after it that it was cut. */
export function CutValue({ remarks, children }: { remarks: readonly Remark[]; children: ReactNode }) {
  const cut = remarks.find(({ kind }) => kind === "truncated");
  if (!cut) return children;
  return (
    <>
      {children}{" "}
      <Tooltip text={cut.detail || "It was too long."}>
        <button type="button" className={CHIP} aria-label={`Cut, ${cut.detail || "it was too long"}`}>
          <Scissors aria-hidden className="size-3" />
          Cut
        </button>
      </Tooltip>
    </>
  );
}
