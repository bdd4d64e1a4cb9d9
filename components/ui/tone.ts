/** What a colour may mean. Always shown together with an icon or a word. */
export type Tone =
  "neutral" | "accent" | "fatal" | "error" | "warning" | "info" | "ok" | "archived" | "regressed";

/** Text and soft ground of a tone, contrast checked. */
export const toneSoft: Record<Tone, string> = {
  neutral: "bg-hover text-muted",
  accent: "bg-accent-soft text-accent-text",
  fatal: "bg-fatal-soft text-fatal",
  error: "bg-error-soft text-error",
  warning: "bg-warning-soft text-warning",
  info: "bg-info-soft text-info",
  ok: "bg-ok-soft text-ok",
  archived: "bg-archived-soft text-archived",
  regressed: "bg-regressed-soft text-regressed",
};

/** Text colour alone. */
export const toneText: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-text",
  fatal: "text-fatal",
  error: "text-error",
  warning: "text-warning",
  info: "text-info",
  ok: "text-ok",
  archived: "text-archived",
  regressed: "text-regressed",
};
