export type ChartSeries = {
  name: string;
  /** One value per bucket. */
  values: number[];
  tone: "neutral" | "accent" | "error" | "warning" | "info" | "ok" | "regressed";
};

/** Something that happened once, such as a deploy; drawn as a line with its label. */
export type ChartMarker = { at: number; label: string; href?: string };

export const seriesColor: Record<ChartSeries["tone"], string> = {
  neutral: "var(--control)",
  accent: "var(--brand)",
  error: "var(--error)",
  warning: "var(--warning)",
  info: "var(--info)",
  ok: "var(--ok)",
  regressed: "var(--regressed)",
};
