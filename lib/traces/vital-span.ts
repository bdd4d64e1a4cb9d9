// Web vitals that are known only after the page load's own span has ended come as spans of their own.

/** Whether a span of this op reports a vital of the segment that it belongs to. */
export const isVitalSpan = (op: string): boolean =>
  op.startsWith("ui.webvital.") || op.startsWith("ui.interaction.");
